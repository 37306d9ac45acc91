import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { test } from 'node:test';

import API = require('../index');
import wechat = require('../lib/receive/index');

import { MemoryStore } from '../lib/stores/memory';
import { createSandbox } from '../sandbox/src/index';

// The library against what WeCom may do to its users.

const settings = { token: 'DrillToken', encodingAESKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };

test('an app of the library that repeats calls and handles each callback once passes the drill', async (t) => {
  const sandbox = await createSandbox({ port: 0 });
  t.after(() => sandbox.close());
  const [app] = sandbox.apps;
  assert.ok(app);
  const { corpid, prefix } = sandbox;
  const api = new API({ corpid, corpsecret: app.secret, agentid: app.agentid, prefix, retry: {} });
  const middleware = wechat.node(
    { ...settings, corpId: corpid, checkReceiveId: true, dedupe: new MemoryStore() },
    (req, res) => {
      const { FromUserName: touser = '' } = req.weixin;
      // WeCom hears of it at once; what fails is told elsewhere.
      const text = { content: `Your number is ${randomUUID()}.` };
      api.send({ touser }, { msgtype: 'text', text, enable_duplicate_check: 1 }).catch(() => undefined);
      res.reply('on its way');
    },
  );
  const server = createServer(middleware);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  await sandbox.setCallback(app.agentid, { ...settings, url: `http://127.0.0.1:${address.port}/` });
  const card = await sandbox.drill(app, { timeout: 60_000, repeatWithin: 60_000, watch: 500, pause: 0 });
  assert.ok(card.ok, String(card));
  assert.equal(card.passed, 8);
});
