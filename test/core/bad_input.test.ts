import assert from 'node:assert/strict';
import { test } from 'node:test';

import API = require('../../index');

import { client, failure, outcome, rejection, SECRET } from '../helpers/calls';
import { call } from '../helpers/methods';
import type { Server } from '../helpers/server';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

const circle: Record<string, unknown> = { name: 'c' };
circle.self = circle;
const task = { url: 'http://done/' };

/** What 0.3.0 threw at, crashed on or never answered; and what the message of the error must name. */
const BAD: [string, unknown[], RegExp][] = [
  ...[null, undefined, '', Number.NaN].map((id): [string, unknown[], RegExp] => [
    'getAgent',
    [id],
    /^It requires an agentid\.$/,
  ]),
  ['createTag', ['tag', null], /opts/],
  ['createDepartment', ['R&D', null], /opts/],
  ['updateDepartment', [2, null], /opts/],
  ['batchInviteUser', [null, task], /\bto\b/],
  ['batchInviteUser', [undefined, task], /\bto\b/],
  ['uploadMedia', [undefined, 'image'], /filepath/],
  ['uploadMedia', [null, 'image'], /filepath/],
  ['uploadMedia', [5, 'image'], /filepath/],
  ['uploadMedia', [Buffer.from('/etc/hosts'), 'image'], /filepath/],
  ['uploadMedia', [{}, 'image'], /filepath/],
  ['uploadMedia', [{ data: Buffer.from('x') }, 'image'], /filepath/],
  ['uploadMedia', [{ data: 'text', filename: 'a.txt' }, 'image'], /filepath/],
  ['uploadImage', [undefined], /filepath/],
  ['addMaterial', [1, null, 'image'], /filepath/],
  ['addImage', [1, {}], /filepath/],
  ['getJsConfig', [null], /param/],
  ['getJsConfig', [undefined], /param/],
  ['getJsConfig', [], /param/],
  ['getAgentConfig', [null], /param/],
  ['createUser', [circle], /self.*circular/s],
  ['createMenu', [{ button: circle }], /button.*circular/s],
  ['setAgent', [circle], /circular/],
  ['send', [{ touser: 'lisi' }, { msgtype: 'text', text: circle }], /text.*circular/s],
  ['addMPNews', [1, circle], /mpnews.*circular/s],
  ['createUser', [{ userid: 10n }], /userid.*BigInt/s],
  ['deleteUsers', [circle], /useridlist.*circular/s],
  ['getUser', ['\ud800'], /userid/],
  ['getUser', [['a', 'b']], /userid must be one value/],
  ['getDepartmentUsers', [[1, 2]], /department_id must be one value/],
  ['uploadImage', [], /filepath/],
  ['addImage', [1], /filepath/],
  ['uploadMedia', [{ data: Buffer.from('x'), filename: 'x', contentType: 'a/b\r\nX-Y: z' }, 'file'], /contentType/],
  ['uploadMedia', ['/dev/zero', 'file'], /filepath must be a file/],
];

for (const [name, args, message] of BAD) {
  const shown = args.map((arg) =>
    arg === circle ? 'a circle' : typeof arg === 'object' && arg ? 'an object' : String(arg),
  );
  test(`bad input: ${name}(${shown.join(', ')}) is an error that names the argument`, async (t) => {
    const server = await wecom(t);
    for (const store of [sharedStore(server.token), sharedStore()]) {
      const api = client(server, store);
      assert.match((await failure((callback) => call(api, name, [...args, callback]))).message, message);
      // Without a callback, a null at the end is one: see difference 5.
      if ((args.at(-1) ?? null) === null && !name.startsWith('upload') && !name.endsWith('Config')) continue;
      const promise = call(api, name, args);
      assert.ok(promise instanceof Promise);
      assert.match((await rejection(promise)).message, message);
    }
    assert.ok(
      server.requests.every(({ path }) => path === '/cgi-bin/gettoken'),
      'nothing is sent',
    );
  });
}

test('difference 5: null or undefined at the end of a call without a callback is no argument', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  await call(api, 'createTag', ['x', null]);
  await call(api, 'createDepartment', ['x', undefined]);
  assert.deepEqual(
    server.requests.slice(-2).map(({ body }) => String(body)),
    ['{"tagname":"x"}', '{"name":"x","parentid":1,"order":1}'],
  );
  await call(api, 'getAgent', [null]);
  assert.equal(server.requests.at(-1)?.query.get('agentid'), String(api.agentid));
});

test('bad input: a function where a file should be is an error that names the argument', async (t) => {
  const server = await wecom(t);
  const err = await failure((callback) => call(client(server), 'uploadMedia', [() => {}, 'image', callback]));
  assert.match(err.message, /filepath.*function/);
});

test('bad input: errors of arguments come asynchronously, stored token or not', async (t) => {
  const server = await wecom(t);
  for (const store of [sharedStore(server.token), sharedStore()]) {
    let returned = false;
    await outcome((callback) => {
      call(client(server, store), 'createTag', [
        'tag',
        null,
        (...answer: unknown[]) => {
          assert.ok(returned);
          callback(...answer);
        },
      ]);
      returned = true;
    });
  }
});

for (const url of ['', undefined, null, 5]) {
  test(`bad input: api.request(${JSON.stringify(url)}) is an error that names the argument`, async () => {
    const api = client({ prefix: 'http://127.0.0.1:1/' });
    assert.match((await failure((callback) => call(api, 'request', [url, {}, callback]))).message, /url/i);
    await rejection(Promise.resolve(call(api, 'request', [url])));
  });
}

test('difference 10: getAgent without any agentid says so through the callback', async (t) => {
  const server = await wecom(t);
  for (const agentid of ['', undefined]) {
    const api = new API('dummy-corp', SECRET, agentid);
    api.prefix = server.prefix;
    assert.equal((await failure((callback) => api.getAgent(callback))).message, 'It requires an agentid.');
    assert.equal((await rejection(api.getAgent())).message, 'It requires an agentid.');
  }
});

test('difference 10: agentid 0 is valid, as a number and as a string', async (t) => {
  const server = await wecom(t);
  for (const agentid of [0, '0']) {
    const api = client(server, { agentid, ...sharedStore(server.token) });
    await api.getAgent();
    await api.getAgent(agentid);
  }
  assert.deepEqual(
    server.requests.map(({ query }) => query.get('agentid')),
    ['0', '0', '0', '0'],
  );
});

test('programming errors outside a call throw', () => {
  assert.throws(() => Reflect.apply(API, undefined, ['dummy-corp', SECRET]), /new/);
  const message = "Don't allow override existed prototype method. method: send";
  assert.throws(() => API.mixin({ first() {}, send() {} }), { message });
  for (const nothing of [undefined, null, 5]) Reflect.apply(API.mixin, API, [nothing]);
});

/** Odd input that 0.3.0 sent: it still goes out, as it was. `sent` is the query without the token, or the body. */
const ODD: [string, unknown[], string][] = [
  ['getUser', [undefined], 'userid='],
  ['getUser', [null], 'userid='],
  ['getUser', [Number.NaN], 'userid='],
  ['getUser', [{}], 'userid='],
  ['getUser', [["a'(b)"]], "userid=a'(b)"],
  ['deleteDepartment', [[1, 2]], 'id=1&id=2'],
  ['getUser', [true], 'userid=true'],
  ['deleteDepartment', [[]], ''],
  ['getTagUsers', [''], 'tagid='],
  ['getDepartmentUsers', [1, undefined, null], 'department_id=1&fetch_child=&status='],
  ['getMedia', [undefined], 'media_id=undefined'],
  ['getMedia', ['\ud800'], 'media_id=%EF%BF%BD'],
  ['getMaterial', [undefined, 'M'], 'media_id=M&agentid=undefined'],
  ['batchGetResult', [null], 'jobid=null'],
  ['createUser', [undefined], ''],
  ['createUser', [null], ''],
  ['createUser', [''], ''],
  ['createUser', ['as it is'], 'as it is'],
  ['createMenu', ['{"button" : []}'], '{"button" : []}'],
  ['createDepartment', ['x', 'abc'], '{"name":"x","parentid":null}'],
  ['createDepartment', ['x', undefined], '{"name":"x","parentid":null}'],
  ['createDepartment', ['x', { parentid: 0, order: 0, id: 'z' }], '{"name":"x","parentid":1,"order":1,"id":null}'],
  ['createDepartment', [undefined, 3], '{"parentid":3}'],
  ['updateDepartment', ['abc', { name: '', order: 'x' }], '{"id":null,"order":1}'],
  ['updateDepartment', [null, false], '{"id":0,"name":false}'],
  ['createTag', ['x', undefined], '{"tagname":"x","tagid":null}'],
  ['createTag', ['x', ''], '{"tagname":"x","tagid":0}'],
  ['createTag', ['x', { id: '7' }], '{"tagname":"x","tagid":7}'],
  ['updateTagName', ['7', null], '{"tagid":"7","tagname":null}'],
  ['addTagUsers', [undefined, 'a'], '{"userlist":"a"}'],
  ['send', [null, undefined], '{"agentid":1}'],
  ['send', ['text', 5], '{"agentid":1}'],
  ['send', [{ agentid: 2 }, { agentid: '3', b: 1, a: 2 }], '{"agentid":"3","a":2,"b":1}'],
  ['inviteUser', [undefined, ''], '{"invite_tips":""}'],
  ['batchInviteUser', ['text', task], 'text'],
  ['batchSyncUser', [undefined, task], '{"callback":{"url":"http://done/"}}'],
  ['batchgetMaterial', ['5', null, 'x', '7'], '{"type":null,"agentid":"5","offset":null,"count":7}'],
];

function sent(server: Server): string {
  const { method, url, body } = server.requests.at(-1) ?? assert.fail('nothing was sent');
  if (method === 'POST') return body.toString();
  return url.replace(/.*access_token=[^&]*&?/, '');
}

for (const [name, args, expected] of ODD) {
  test(`odd input: ${name}(${JSON.stringify(args).slice(1, -1)}) goes out as it was`, async (t) => {
    const server = await wecom(t);
    const { err } = await outcome((callback) => call(client(server), name, [...args, callback]));
    assert.equal(err, null);
    assert.equal(sent(server), expected);
  });
}

for (const opts of [null, undefined, 5, 'text']) {
  test(`odd input: setOpts(${opts}) is kept, and harms no call`, async (t) => {
    const server = await wecom(t);
    const api = client(server);
    call(api, 'setOpts', [opts]);
    assert.equal(api.defaults, opts);
    assert.deepEqual(await api.getUser('lisi'), OK);
  });
}
