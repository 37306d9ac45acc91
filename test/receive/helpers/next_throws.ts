import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import wechat = require('../../../lib/receive/index');

import { ACCOUNT } from './sender';

// An application whose `next` throws, in a process of its own: what nobody catches is told to the parent.

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (err) => process.send?.(`${event} ${Object(err).name}`));
}

const middlewares = {
  '/hands-on': wechat(ACCOUNT, (_req, _res, next) => next()),
  '/throws': wechat(ACCOUNT, () => {
    throw new SyntaxError('of the handler');
  }),
  '/rejects': wechat(ACCOUNT, async () => Promise.reject(new SyntaxError('of the handler'))),
};

const server = createServer((req, res) => {
  for (const [path, middleware] of Object.entries(middlewares)) {
    if (!req.url?.startsWith(path)) continue;
    middleware(req, res, () => {
      res.end('handed on');
      throw new RangeError('of the application');
    });
  }
});
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('disconnect', () => process.exit());
