import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { sessions } from './host';
import { ACCOUNT } from './sender';
import { original } from './sides';

// The original in a process of its own, for requests that end the process: what nobody catches is told to the parent.

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (err) => process.send?.(`${event} ${Object(err).name}`));
}

const fails = () => {
  throw new RangeError('the handler failed');
};

const app = express();
app.use(
  '/answers',
  original(ACCOUNT, (_req, res) => res.reply('ok')),
);
app.use('/throws', original(ACCOUNT, fails));
app.use(
  '/rejects',
  original(ACCOUNT, async () => fails()),
);
app.use(
  '/twice',
  original(ACCOUNT, (_req, res) => {
    res.reply('once');
    res.reply('twice');
  }),
);
app.use(
  '/list',
  sessions(),
  original(ACCOUNT, (req, res) => {
    if (req.wxsession?._wait) return res.reply('never comes here');
    original.List.add('short-lived', [['{a}', 'A']]);
    res.wait('short-lived');
    original.List.clear();
  }),
);

const bare = original(ACCOUNT, (_req, res) => res.reply('ok'));
const server = createServer((req, res) => {
  if (req.url?.startsWith('/bare')) return bare(req, res, () => res.end());
  app(req, res);
});
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('disconnect', () => process.exit());
