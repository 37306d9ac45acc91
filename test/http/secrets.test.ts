import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { HttpsAgent } from 'agentkeepalive';

import type API = require('../../index');

import { wrapper } from '../../lib/util';
import { client, type Outcome, outcome } from '../helpers/calls';
import { leaks } from '../helpers/leaks';
import { call, METHODS } from '../helpers/methods';
import { type Answer, JSON_TYPE, type Recorded, serve } from '../helpers/server';
import { sharedStore } from '../helpers/stores';
import { certificate, serveTLS } from '../helpers/tls';
import { OK } from '../helpers/wecom';

const TOKEN = 'dummy+access/token==';
const CORPSECRET = 'dummy+corp/secret&1';
const CODE = 'dummy-oauth-code';
const TICKET = 'dummy-shake-ticket';
const SECRETS = [TOKEN, CORPSECRET, CODE, TICKET].flatMap((secret) => [secret, encodeURIComponent(secret)]);

/** What went wrong, together with what was published about it. */
async function watched(t: TestContext, start: (callback: (...answer: unknown[]) => void) => unknown) {
  const events: unknown[] = [];
  const listen = (event: unknown) => events.push(event);
  const names = ['start', 'end', 'error'].map((name) => `wechat-enterprise-api:request:${name}`);
  for (const name of names) subscribe(name, listen);
  t.after(() => names.map((name) => unsubscribe(name, listen)));
  return { ...(await outcome(start)), events };
}

function assertSecretsKept({ err, res, events }: Outcome & { events: unknown[] }, message: string): void {
  assert.ok(err instanceof Error, message);
  assert.deepEqual(leaks(err, SECRETS), [], `${message}: err`);
  const { data, ...rest } = Object(res);
  assert.deepEqual(leaks(typeof data === 'string' ? res : rest, SECRETS), [], `${message}: res`);
  assert.deepEqual(leaks(events, SECRETS), [], `${message}: events`);
}

/** Everything a request said, said back. */
function said({ url, body, query }: Recorded): string {
  return `${url} ${decodeURIComponent(url)} ${query.get('access_token')} ${query.get('corpsecret')} ${body}`;
}

/** The ways in which a server can say back what it was told. */
const ECHOES: Record<string, (request: Recorded) => Answer> = {
  'not at all': () => '',
  'in its errmsg': (request) => ({ errcode: 60011, errmsg: `denied: ${said(request)}` }),
  'in a page of HTML': (request) => `<html><a href="${request.url}">${said(request)}</a></html>`,
  'in JSON that breaks off': (request) => `{"errcode":0,"echo":${JSON.stringify(said(request))}`,
  'in its headers': (request) => (res) => {
    const headers = { 'error-msg': encodeURI(said(request)).slice(0, 2000), 'x-url': request.url };
    res.writeHead(200, { ...JSON_TYPE, ...headers }).end('{"errcode":60011,"errmsg":"denied"}');
  },
  'in a redirect': (request) => (res) => {
    res.writeHead(302, { location: `http://127.0.0.1:1${request.url}` }).end(`moved: ${said(request)}`);
  },
  'in an answer that is cut': (request) => (res) => {
    res.writeHead(200, { ...JSON_TYPE, 'content-length': 100_000 });
    res.write(said(request), () => res.destroy());
  },
  'in the status line': (request) => (res) => {
    res.writeHead(500, `Broken ${encodeURI(request.url).slice(0, 500)}`).end('broken');
  },
};

const NO_ERRORS = /^(get|download)(Media|Material)$/;
const CALLS = Object.entries(METHODS).filter(([name]) => !/^(upload|add)(Image|Voice|Video|File)$/.test(name));

for (const [where, echo] of Object.entries(ECHOES)) {
  test(`difference 11: no call reports a secret that the server repeats ${where}`, async (t) => {
    const server = await serve(t, echo);
    for (const [name, args] of CALLS) {
      const api = client(server, { corpsecret: CORPSECRET, ...sharedStore(TOKEN) });
      const result = await watched(t, (callback) => call(api, name, [...args, callback]));
      // A page of HTML is a file, too.
      if (NO_ERRORS.test(name) && result.err === null) continue;
      assertSecretsKept(result, name);
    }
  });

  test(`difference 11: no call reports a secret that gettoken repeats ${where}`, async (t) => {
    const server = await serve(t, echo);
    const api = client(server, { corpsecret: CORPSECRET });
    for (const name of ['getUser', 'uploadFile', 'getJsConfig', 'getMedia']) {
      assertSecretsKept(await watched(t, (callback) => call(api, name, [...(METHODS[name] ?? []), callback])), name);
    }
    assertSecretsKept(await watched(t, (callback) => api.getAccessToken(callback)), 'getAccessToken');
  });
}

/** Where no answer comes at all. */
const DEAD: [string, Partial<API.Options>][] = [
  ['a refused connection', { prefix: 'http://127.0.0.1:1/' }],
  [
    'a connection refused at each of two addresses',
    {
      prefix: 'http://two.addresses:1/',
      lookup: (_host, _options, callback) => {
        const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
        Reflect.apply(callback, undefined, [null, addresses]);
      },
    },
  ],
  ['a connection timeout', { prefix: 'http://never.found/', lookup: () => {}, timeout: 30 }],
  ['a name that is not found', { prefix: 'http://no.such.host.invalid/' }],
];

for (const [what, options] of DEAD) {
  test(`difference 11: ${what} reports no secret`, async (t) => {
    const cold = client({ prefix: '' }, { corpsecret: CORPSECRET, ...options });
    assertSecretsKept(await watched(t, (callback) => cold.getUser('lisi', callback)), 'cold');
    for (const name of [
      'getUser',
      'getUserIdByCode',
      'createUser',
      'uploadFile',
      'getMedia',
      'downloadMedia',
      'getCallbackIP',
    ]) {
      const warm = client({ prefix: '' }, { ...options, ...sharedStore(TOKEN) });
      if (name === 'uploadFile' && 'timeout' in options) continue;
      if (name === 'downloadMedia' && 'timeout' in options) continue;
      const result = await watched(t, (callback) => call(warm, name, [...(METHODS[name] ?? []), callback]));
      assertSecretsKept(result, name);
    }
  });
}

test('difference 11: a connection refused at two addresses is an AggregateError, cleaned all through', async (t) => {
  const [, [, options] = ['', {}]] = DEAD;
  const api = client({ prefix: '' }, { ...options, ...sharedStore(TOKEN) });
  const result = await watched(t, (callback) => api.getUser('lisi', callback));
  assert.ok(result.err instanceof AggregateError);
  assert.equal(result.err.errors.length, 2);
});

test('difference 11: a response timeout and a dropped connection report no secret', async (t) => {
  for (const answer of [() => {}, (res: ServerResponse) => res.destroy()]) {
    const server = await serve(t, () => answer);
    const options = { corpsecret: CORPSECRET, timeout: 50 };
    assertSecretsKept(await watched(t, (callback) => client(server, options).getUser('lisi', callback)), 'cold');
    for (const name of ['getUser', 'getUserIdByCode', 'getShakeInfo', 'getMedia', 'getCallbackIP']) {
      const api = client(server, { ...options, ...sharedStore(TOKEN) });
      assertSecretsKept(await watched(t, (callback) => call(api, name, [...(METHODS[name] ?? []), callback])), name);
    }
  }
});

/** Answers that bring a secret, broken off within it. */
const HALVES = {
  gettoken: `{"errcode":0,"errmsg":"ok","access_token":"${TOKEN}`,
  get_jsapi_ticket: `{"errcode":0,"errmsg":"ok","ticket":"${TICKET}`,
  'user/getuserinfo': `{"errcode":0,"UserId":"lisi","user_ticket":"${TICKET}`,
};

for (const [path, text] of Object.entries(HALVES)) {
  test(`difference 11: half an answer of ${path} reports no secret`, async (t) => {
    for (const cut of [text, cutOff(text)]) {
      const server = await serve(t, (request) => {
        if (request.path === `/cgi-bin/${path}`) return cut;
        return { ...OK, access_token: TOKEN, expires_in: 7200 };
      });
      const name = path === 'user/getuserinfo' ? 'getUserIdByCode' : 'getTicket';
      const api = client(server, { corpsecret: CORPSECRET });
      assertSecretsKept(await watched(t, (callback) => call(api, name, [CODE, callback])), path);
    }
  });
}

function cutOff(text: string): Answer {
  return (res) => {
    res.writeHead(200, { ...JSON_TYPE, 'content-length': text.length + 100 });
    res.write(text, () => res.destroy());
  };
}

test('difference 11: the third argument of a refusal reports no secret in its data either', async (t) => {
  const server = await serve(t, ({ query }) => ({ errcode: 60011, errmsg: `denied: ${query.get('access_token')}` }));
  const api = client(server, sharedStore(TOKEN));
  const { err, res } = await outcome((callback) => api.getUser('lisi', callback));
  assert.deepEqual(leaks(err, SECRETS), []);
  assert.deepEqual(leaks(res, SECRETS), []);
});

/** Ways to repeat an OAuth code without saying what it is. */
const BARE: Record<string, (code: string | null) => Answer> = {
  errmsg: (code) => ({ errcode: 40029, errmsg: `invalid: ${code}` }),
  HTML: (code) => `<html>${code}</html>`,
  headers: (code) => (res) => {
    res.writeHead(200, { ...JSON_TYPE, 'error-msg': `invalid ${code}` }).end('{"errcode":40029,"errmsg":"invalid"}');
  },
};

for (const [where, answer] of Object.entries(BARE)) {
  test(`difference 11: an OAuth code that the server repeats bare in its ${where} is not reported`, async (t) => {
    const server = await serve(t, ({ query }) => answer(query.get('code')));
    const api = client(server, sharedStore(TOKEN));
    assertSecretsKept(await watched(t, (callback) => api.getUserIdByCode(CODE, callback)), where);
  });
}

test('difference 11: errmsg without secrets stays as it is, word by word', async (t) => {
  const more = 'from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=40029';
  const errmsg = `invalid code or "access_token" or ticket, secret 机密, hint: [1700000000_1_ab12], ${more}`;
  const server = await serve(t, () => ({ errcode: 40029, errmsg }));
  const { err } = await outcome((callback) => client(server, sharedStore(TOKEN)).getUserIdByCode(CODE, callback));
  assert.ok(err instanceof Error);
  assert.equal(err.message, errmsg);
});

test('difference 11: the third argument of a success keeps the URL', async (t) => {
  const server = await serve(t, () => OK);
  const { err, res } = await outcome((callback) => client(server, sharedStore(TOKEN)).getUser('lisi', callback));
  assert.equal(err, null);
  assert.ok(String(Object(res).requestUrls).includes(encodeURIComponent(TOKEN)));
});

test('difference 11: an agentkeepalive of the user, with a client certificate, does not show its key', async (t) => {
  const { key, cert } = await certificate();
  const server = await serveTLS(t, (req) => req.socket.destroy());
  const httpsAgent = new HttpsAgent({ key, cert, ca: server.ca });
  t.after(() => httpsAgent.destroy());
  const api = client(server, { httpsAgent, ...sharedStore(TOKEN) });
  const { err, res, events } = await watched(t, (callback) => api.getUser('lisi', callback));
  assert.ok(err instanceof Error);
  assert.match(err.message, /socketHandledRequests/, 'it is the message that urllib adds the state of agents to');
  const secrets = [...SECRETS, 'PRIVATE KEY', 'BEGIN', ...key.split('\n').filter((line) => line.length > 40)];
  for (const [what, value] of Object.entries({ err, res, events })) assert.deepEqual(leaks(value, secrets), [], what);
  assert.ok(!err.message.includes('agent status'));
});

test("difference 11: a robot's key, a password in the prefix and cookies are not reported", async (t) => {
  const cookie = 'session=dummy-session-cookie; path=/';
  for (const body of ['{"errcode":93000,"errmsg":"invalid webhook url"}', '<html>', '']) {
    const server = await serve(
      t,
      () => (res) => res.writeHead(200, { ...JSON_TYPE, 'set-cookie': [cookie] }).end(body),
    );
    const prefix = server.prefix.replace('http://', 'http://proxyuser:dummy-password@');
    const api = client({ prefix }, sharedStore(TOKEN));
    const robot = (callback: (...answer: unknown[]) => void) =>
      api.request(`${prefix}webhook/send?key=dummy-robot-key`, { dataType: 'json' }, wrapper(callback));
    for (const start of [robot, (callback: (...answer: unknown[]) => void) => api.getUser('lisi', callback)]) {
      const { err, res, events } = await watched(t, start);
      assert.ok(err instanceof Error);
      const secrets = ['dummy-robot-key', 'dummy-password', 'proxyuser', 'dummy-session-cookie'];
      for (const [what, value] of Object.entries({ err, res, events }))
        assert.deepEqual(leaks(value, secrets), [], what);
    }
    const nobody = client({ prefix: 'http://proxyuser:dummy-password@127.0.0.1:1/' }, sharedStore(TOKEN));
    const { err, res, events } = await watched(t, (callback) => nobody.getUser('lisi', callback));
    for (const value of [err, res, events]) assert.deepEqual(leaks(value, ['dummy-password']), []);
  }
});
