import assert from 'node:assert/strict';
import { test } from 'node:test';

import API = require('../../index');

import { client, failure, outcome, requestsAt } from '../helpers/calls';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

const TEXT = { msgtype: 'text', text: { content: '你好' } } as const;
const PICTURE = { data: Buffer.from('a picture'), filename: 'picture.png' };

test('setOpts keeps the very object, and replaces the one before', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  const opts = { headers: { 'x-test': 'one' } };
  api.setOpts(opts);
  assert.equal(api.defaults, opts);
  await api.getUser('lisi');
  api.setOpts({ timeout: 1000 });
  await api.getUser('lisi');
  const headers = requestsAt(server, 'user/get').map((request) => request.headers['x-test']);
  assert.deepEqual(headers, ['one', undefined]);
});

test('what is changed in the object given to setOpts counts for the next call', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  const headers: Record<string, string> = {};
  api.setOpts({ headers });
  headers['x-test'] = 'later';
  await api.getUser('lisi');
  assert.equal(requestsAt(server, 'user/get')[0]?.headers['x-test'], 'later');
});

for (const odd of [undefined, null, 5, 'text', true, () => {}]) {
  test(`setOpts(${String(odd)}) is kept too, and calls work`, async (t) => {
    const server = await wecom(t);
    const api = client(server);
    Reflect.apply(api.setOpts, api, [odd]);
    assert.equal(api.defaults, odd);
    assert.equal((await api.getUser('lisi')).errcode, 0);
  });
}

test('the options of one request go over those of setOpts, and data is replaced as a whole', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  api.setOpts({ dataType: 'text', data: { a: 1, b: 2 }, headers: { 'x-one': '1', 'x-two': '2' } });
  const opts = { dataType: 'json', data: { c: 3 }, headers: { 'x-two': 'two' } } as const;
  const answer = await api.request(`${server.prefix}any?access_token=${server.token}`, opts);
  assert.deepEqual(answer, OK);
  const [request] = requestsAt(server, 'any');
  assert.equal(request?.query.toString(), `access_token=${server.token}&c=3`);
  assert.equal(request?.headers['x-one'], '1');
  assert.equal(request?.headers['x-two'], 'two');
});

test('inherited options of a request count', async (t) => {
  const server = await wecom(t);
  const opts: API.RequestOptions = Object.create({ type: 'POST', data: 'body' });
  await client(server).request(`${server.prefix}any`, opts);
  const [request] = requestsAt(server, 'any');
  assert.equal(request?.method, 'POST');
  assert.equal(String(request?.body), 'body');
});

test('a type among the options of setOpts turns GET calls into form POSTs', async (t) => {
  const server = await wecom(t);
  const api = client(server, sharedStore(server.token));
  api.setOpts({ type: 'POST' });
  await api.getUser('lisi');
  const [request] = requestsAt(server, 'user/get');
  assert.equal(request?.method, 'POST');
  assert.equal(String(request?.body), 'userid=lisi');
  assert.equal(request?.headers['content-type'], 'application/x-www-form-urlencoded');
});

test('difference 8: headers of one call do not go out with the next', async (t) => {
  const server = await wecom(t);
  const headers = { 'x-test': 'mine' };
  const [api, other] = [client(server), client(server)];
  for (const each of [api, other]) each.setOpts({ headers });
  await api.send({ touser: 'lisi' }, TEXT);
  await api.uploadImage(PICTURE);
  await api.getUser('lisi');
  await other.getUser('lisi');
  for (const request of requestsAt(server, 'user/get')) {
    assert.equal(request.headers['x-test'], 'mine');
    assert.equal(request.headers['content-type'], undefined);
    assert.equal(request.headers['content-length'], undefined);
  }
  assert.deepEqual(headers, { 'x-test': 'mine' });
  assert.equal(server.count('user/get'), 2);
});

test('difference 8: no object of the caller is changed, not even a frozen one is in the way', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  const opts = Object.freeze({ timeout: 3000, headers: Object.freeze({ 'x-test': 'mine' }) });
  const own = Object.freeze({
    type: 'POST',
    data: Object.freeze({ a: 1 }),
    headers: Object.freeze({ 'X-Own': 'own' }),
  });
  api.setOpts(opts);
  await api.request(`${server.prefix}any`, own);
  await api.send(Object.freeze({ touser: 'lisi' }), Object.freeze(TEXT));
  await api.uploadImage(Object.freeze(PICTURE));
  const to = Object.freeze({ touser: 'lisi' });
  await api.batchInviteUser(to, Object.freeze({ url: 'http://localhost', token: 't', encodingaeskey: 'k' }));
  assert.deepEqual(to, { touser: 'lisi' });
  assert.deepEqual(opts, { timeout: 3000, headers: { 'x-test': 'mine' } });
  assert.deepEqual(Object.keys(own), ['type', 'data', 'headers']);
});

test('request gives bytes, knows nothing of errcodes, and returns nothing when there is a callback', async (t) => {
  const refusal = { errcode: 40003, errmsg: 'invalid openid' };
  const server = await wecom(t, () => refusal);
  const api = client(server);
  const url = `${server.prefix}any?access_token=${server.token}`;
  let returned: unknown = 'nothing yet';
  const { err, data, res } = await outcome((callback) => {
    returned = api.request(url, callback);
  });
  assert.equal(returned, undefined);
  assert.equal(err, null);
  assert.ok(Buffer.isBuffer(data));
  assert.deepEqual(JSON.parse(String(data)), refusal);
  assert.equal(Reflect.get(Object(res), 'statusCode'), 200);
  assert.deepEqual(await api.request(url, { dataType: 'json' }), refusal);
});

test('the errors of request keep the names of urllib', async (t) => {
  const server = await wecom(t, () => 'no JSON');
  const url = `${server.prefix}any?access_token=${server.token}`;
  const format = await failure((callback) => client(server).request(url, { dataType: 'json' }, callback));
  assert.equal(format.name, 'JSONResponseFormatError');
  await server.close();
  const refused = await failure((callback) => client(server, { agent: false }).request(url, callback));
  assert.equal(refused.name, 'RequestError');
});

test('a URL without a scheme is an http one', async (t) => {
  const server = await wecom(t);
  await client(server).request(`${server.prefix.slice('http://'.length)}any`);
  assert.equal(server.count('any'), 1);
});

for (const url of ['', undefined, 'http://']) {
  test(`the URL ${JSON.stringify(url)} is an error of the callback`, async () => {
    const api = new API('dummy-corp', 'dummy-corp-secret', 1);
    const err = await failure((callback) => Reflect.apply(api.request, api, [url, callback]));
    assert.match(err.message, /url/i);
  });
}

const PREFIXES = {
  'qyapi.example.com': 'https://qyapi.example.com/cgi-bin/',
  'qyapi.example.com:8443': 'https://qyapi.example.com:8443/cgi-bin/',
  'http://127.0.0.1:8080': 'http://127.0.0.1:8080/cgi-bin/',
  'https://127.0.0.1:8080/': 'https://127.0.0.1:8080/cgi-bin/',
  'https://gateway.example.com/wecom/cgi-bin': 'https://gateway.example.com/wecom/cgi-bin/',
  'https://gateway.example.com/wecom/cgi-bin/': 'https://gateway.example.com/wecom/cgi-bin/',
};

for (const [endpoint, prefix] of Object.entries(PREFIXES)) {
  test(`setEndpoint('${endpoint}') sends requests to ${prefix}`, () => {
    const api = new API('dummy-corp', 'dummy-corp-secret', 1);
    api.setEndpoint(endpoint);
    assert.equal(api.prefix, prefix);
  });
}

test('setEndpoint counts for the next call', async (t) => {
  const server = await wecom(t);
  const api = new API('dummy-corp', 'dummy-corp-secret', 1);
  api.setEndpoint(server.url);
  await api.getUser('lisi');
  assert.equal(server.count('user/get'), 1);
});

test('the constructor takes an object; what it does not know are options of urllib', async (t) => {
  const server = await wecom(t, ({ path }) =>
    path.endsWith('get_jsapi_ticket') ? { ...OK, ticket: 'ticket', expires_in: 7200 } : OK,
  );
  const store = sharedStore(server.token);
  const tickets: unknown[] = [];
  const api = new API({
    corpid: 'dummy-corp',
    corpsecret: 'dummy-corp-secret',
    agentid: 7,
    ...{ getToken: store.getToken, saveToken: store.saveToken },
    getTicketToken: (callback) => callback(null, null),
    saveTicketToken(ticket, callback) {
      tickets.push(ticket.ticket);
      callback(null);
    },
    prefix: server.prefix.slice(0, -1),
    headers: { 'x-test': 'mine' },
    timeout: 3000,
  });
  assert.equal(api.getToken, store.getToken);
  assert.deepEqual(api.defaults, { headers: { 'x-test': 'mine' }, timeout: 3000 });
  await api.getTicket();
  await api.send({ touser: 'lisi' }, TEXT);
  assert.deepEqual(tickets, ['ticket']);
  const [sent] = requestsAt(server, 'message/send');
  assert.equal(sent?.headers['x-test'], 'mine');
  assert.equal(JSON.parse(String(sent?.body)).agentid, 7);
});

test('the object form makes the same fields as the arguments, in the same order', () => {
  const one = new API('dummy-corp', 'dummy-corp-secret', 1);
  const two = new API({ corpid: 'dummy-corp', corpsecret: 'dummy-corp-secret', agentid: 1 });
  assert.deepEqual(Object.keys(two), Object.keys(one));
  assert.equal(JSON.stringify(two), JSON.stringify(one));
});
