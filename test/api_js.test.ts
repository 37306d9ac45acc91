import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, outcome, requestsAt } from './helpers/calls';
import { PAGE, sha1, ticketing } from './helpers/tickets';

const NOW = 1_700_000_000_000;

test('the signature is that of the documentation', () => {
  const ticket = 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg';
  const config = { nonceStr: 'Wm3WZYTPz0wzccnW', timestamp: '1414587457' };
  assert.equal(
    sha1(ticket, config, 'http://mp.weixin.qq.com?params=value'),
    '0f9de62fce790f9a083d5c99e95740ceb90c27ed',
  );
});

test('getJsConfig gives what wx.config takes', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: NOW });
  const server = await ticketing(t);
  const param = { debug: true, jsApiList: ['scanQRCode'], url: PAGE };
  const { err, data } = await outcome((callback) => client(server).getJsConfig(param, callback));
  assert.equal(err, null);
  const config = Object(data);
  assert.deepEqual(Object.keys(config), ['debug', 'appId', 'timestamp', 'nonceStr', 'signature', 'jsApiList']);
  assert.deepEqual([config.debug, config.appId, config.jsApiList], [true, 'dummy-corp', ['scanQRCode']]);
  assert.equal(config.timestamp, String(NOW / 1000));
  assert.equal(config.signature, sha1('corp-1', config, PAGE));
});

test('getAgentConfig gives what wx.agentConfig takes, signed with the ticket of the app', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: NOW });
  const server = await ticketing(t);
  const config = await client(server, { agentid: 1000002 }).getAgentConfig({
    url: PAGE,
    jsApiList: ['selectExternalContact'],
  });
  assert.deepEqual(Object.keys(config), ['corpid', 'agentid', 'timestamp', 'nonceStr', 'signature', 'jsApiList']);
  assert.deepEqual(
    [config.corpid, config.agentid, config.jsApiList],
    ['dummy-corp', 1000002, ['selectExternalContact']],
  );
  assert.equal(config.timestamp, String(NOW / 1000));
  assert.equal(config.signature, sha1('agent-1', config, PAGE));
  const [request] = requestsAt(server, 'ticket/get');
  assert.deepEqual(
    [...(request?.query ?? [])],
    [
      ['access_token', server.token],
      ['type', 'agent_config'],
    ],
  );
});

for (const [given, signed] of [
  [`${PAGE}#/route?x=1`, PAGE],
  [`${PAGE}#`, PAGE],
  ['http://page.example#a#b', 'http://page.example'],
  ['http://页面/?q=a b&c=%20', 'http://页面/?q=a b&c=%20'],
] as const) {
  test(`difference 15: ${given} is signed as ${signed}`, async (t) => {
    const api = client(await ticketing(t));
    const config = await api.getJsConfig({ url: given });
    assert.equal(config.signature, sha1('corp-1', config, signed));
    const agentConfig = await api.getAgentConfig({ url: given });
    assert.equal(agentConfig.signature, sha1('agent-1', agentConfig, signed));
  });
}

test('difference 15: beta is passed on if it is given', async (t) => {
  const api = client(await ticketing(t));
  assert.equal((await api.getJsConfig({ url: PAGE, beta: true })).beta, true);
  assert.equal((await api.getJsConfig({ url: PAGE, beta: false })).beta, false);
  assert.ok(!('beta' in (await api.getJsConfig({ url: PAGE }))));
});

test('difference 15: a nonce is long and never the same, whatever Math.random gives', async (t) => {
  t.mock.method(Math, 'random', () => 0.5);
  const api = client(await ticketing(t));
  const configs = await Promise.all(Array.from({ length: 200 }, () => api.getJsConfig({ url: PAGE })));
  const nonces = new Set(configs.map(({ nonceStr }) => nonceStr));
  assert.equal(nonces.size, 200);
  for (const nonce of nonces) assert.match(nonce, /^[0-9A-Za-z]{12,}$/);
});

test('getJsConfig with a valid ticket calls back before it returns, and asks nobody', async (t) => {
  const server = await ticketing(t);
  const api = client(server);
  await api.getJsConfig({ url: PAGE });
  const asked = server.requests.length;
  let answered = false;
  const returned: unknown = api.getJsConfig({ url: PAGE }, (err, config) => {
    assert.equal(err, null);
    assert.equal(config.signature, sha1('corp-1', config, PAGE));
    answered = true;
  });
  assert.ok(answered);
  assert.equal(returned, undefined);
  assert.equal(server.requests.length, asked);
});
