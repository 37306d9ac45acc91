import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for WeChat: as much of it as the demo needs. */
export interface StandIn {
  url: string;
  /** Makes the token in use invalid, as a fetch by another program does. */
  expire(): void;
  close(): void;
}

const OK = { errcode: 0, errmsg: 'ok' };

/** What it answers, by path. */
const ANSWERS: Record<string, object> = {
  '/cgi-bin/menu/create': OK,
  '/cgi-bin/user/get': { total: 2, count: 2, data: { openid: ['o-zhangsan', 'o-lisi'] }, next_openid: '' },
  '/cgi-bin/user/info/batchget': {
    user_info_list: [
      { subscribe: 1, openid: 'o-zhangsan', remark: '张三' },
      { subscribe: 0, openid: 'o-lisi' },
    ],
  },
  '/cgi-bin/message/template/send': { ...OK, msgid: 1001 },
  '/cgi-bin/media/upload': { type: 'image', media_id: 'MEDIA', created_at: 1700000000 },
  '/cgi-bin/message/custom/send': { errcode: 45015, errmsg: 'response out of time limit' },
  '/cgi-bin/ticket/getticket': { ...OK, ticket: 'TICKET', expires_in: 7200 },
};

export async function standIn(): Promise<StandIn> {
  let fetched = 0;
  let isDead = false;
  const server: Server = createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '', 'http://host');
    const isToken = pathname === '/cgi-bin/token';
    if (isToken) isDead = false;
    const token = isToken ? { access_token: `token-${++fetched}`, expires_in: 7200 } : undefined;
    const isGood = !isDead && searchParams.get('access_token') === `token-${fetched}`;
    const answer = token ?? (isGood ? ANSWERS[pathname] : { errcode: 40001, errmsg: 'invalid credential' });
    req.resume().on('end', () => {
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? { errcode: 44001 }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    expire() {
      isDead = true;
    },
    close,
  };
}
