import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { certificate } from '../test/helpers/tls';
import { MEGABYTES } from './transfers';

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

const BLOCK = Buffer.alloc(100_000);

function sendBig(res: ServerResponse): void {
  const size = MEGABYTES * 1e6;
  res.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size });
  Readable.from(blocks(size / BLOCK.length)).pipe(res);
}

function* blocks(count: number): Generator<Buffer> {
  for (let i = 0; i < count; i++) yield BLOCK;
}

async function main(): Promise<void> {
  const identity = await certificate();
  const server = createServer(identity, (req, res) => {
    if (req.url?.startsWith('/cgi-bin/media/get')) return sendBig(res);
    const body = req.url?.startsWith('/cgi-bin/gettoken') ? TOKEN : MEMBER;
    req.resume().on('end', () => {
      res.writeHead(200, {
        'content-type': 'application/json; charset=UTF-8',
        'content-length': Buffer.byteLength(body),
      });
      res.end(body);
    });
  });
  // Longer than a contender waits for its turn: some fail where a connection was closed meanwhile.
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ prefix: `https://127.0.0.1:${port}/cgi-bin/`, ca: identity.cert });
  });
  process.on('disconnect', () => process.exit());
}

main();
