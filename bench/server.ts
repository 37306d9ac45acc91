import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { certificate } from '../test/helpers/tls';

// A process of its own, so that the CPU time of the contenders is theirs alone.

const TOKEN = JSON.stringify({ errcode: 0, errmsg: 'ok', access_token: 'token', expires_in: 7200 });
const MEMBER = JSON.stringify({
  errcode: 0,
  errmsg: 'ok',
  userid: 'zhangsan',
  name: '张三',
  department: [1, 2],
  order: [1, 2],
  position: '后台工程师',
  mobile: '13800000000',
  gender: '1',
  email: 'zhangsan@example.com',
  is_leader_in_dept: [1, 0],
  avatar: 'https://example.com/avatar/0',
  telephone: '020-123456',
  alias: 'jackzhang',
  status: 1,
  main_department: 1,
  open_userid: 'woAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
});

async function main(): Promise<void> {
  const identity = await certificate();
  const server = createServer(identity, (req, res) => {
    const body = req.url?.startsWith('/cgi-bin/gettoken') ? TOKEN : MEMBER;
    res.writeHead(200, {
      'content-type': 'application/json; charset=UTF-8',
      'content-length': Buffer.byteLength(body),
    });
    res.end(body);
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ prefix: `https://127.0.0.1:${port}/cgi-bin/`, ca: identity.cert });
  });
  process.on('disconnect', () => process.exit());
}

main();
