import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from './helpers/client';
import { accepted, refused } from './helpers/expect';
import { world } from './helpers/world';

// What all calls have in common: https://developer.work.weixin.qq.com/document/path/90664

test('a call without a token is refused first of all', async (t) => {
  const { nobody } = await world(t);
  refused(await nobody.get('department/list'), 41001, 'access_token missing');
  refused(await nobody.post('user/create', 'no json at all'), 41001);
});

test('a token is read from the URL only', async (t) => {
  const { nobody, contact } = await world(t);
  refused(await nobody.get('department/list', {}, { authorization: `Bearer ${contact.token}` }), 41001);
  refused(await nobody.post('department/create', { access_token: contact.token, name: 'x', parentid: 1 }), 41001);
});

test('a token that nobody was given is refused before the parameters are looked at, without a hint', async (t) => {
  const { contact } = await world(t);
  const stranger = contact.with('not-a-token');
  assert.ok(refused(await stranger.get('department/list'), 40014, 'invalid access_token').bare);
  refused(await stranger.post('user/create', 'no json at all'), 40014);
});

test('errors have a hint, the ip of the caller and a link', async (t) => {
  const { contact } = await world(t);
  const refusal = refused(await contact.post('department/create', { name: 'x' }), 60004);
  assert.deepEqual(refusal, { words: 'parent department not found', ip: '127.0.0.1', bare: false });
});

test('errors of the schema layer have no ip', async (t) => {
  const { contact } = await world(t);
  assert.equal(refused(await contact.post('department/create', { name: '', parentid: 1 }), 40058).ip, '');
});

test('refusals still have the lists of the answer', async (t) => {
  const { nobody } = await world(t);
  const expected = {
    'department/list': ['department'],
    'department/simplelist': ['department_id'],
    'user/get': ['department', 'order', 'is_leader_in_dept', 'direct_leader'],
    getcallbackip: ['ip_list'],
  };
  for (const [path, fields] of Object.entries(expected)) {
    const { body } = await nobody.get(path);
    for (const field of fields) assert.deepEqual(body[field], [], `${path} ${field}`);
  }
});

test('success says so in the headers too', async (t) => {
  const { contact } = await world(t);
  const answer = await contact.get('department/list');
  accepted(answer);
  assert.equal(answer.headers.get('server'), 'nginx');
});

test('a POST call made with GET does not see its parameters', async (t) => {
  const { contact } = await world(t);
  for (const path of ['user/create', 'department/create', 'message/send', 'tag/create']) {
    const { body, status, text } = await contact.get(path, { name: 'x', parentid: 1, tagname: 'x' });
    assert.equal(status, 200);
    assert.notEqual(body.errcode, 0, `${path}: ${text}`);
  }
});

test('a body that is no JSON is refused', async (t) => {
  const { contact, app } = await world(t);
  refused(await contact.post('department/update', '{"id": 1'), 40058);
  refused(await contact.post('user/update', '[[['), 40058);
  refused(await app.post('message/send', 'text'), 40058);
});

test('an unknown path is 404 and empty, and the log says so', async (t) => {
  const lines: string[] = [];
  const { contact } = await world(t, { log: (line) => lines.push(String(line)) });
  const answer = await contact.get('departments/list');
  assert.deepEqual([answer.status, answer.text], [404, '']);
  const post = await contact.post('no/such/path', {});
  assert.deepEqual([post.status, post.text], [404, '']);
  assert.ok(
    lines.some((line) => line.includes('departments/list')),
    lines.join('\n'),
  );
});

test('debug=1 changes nothing', async (t) => {
  const { contact } = await world(t);
  accepted(await contact.get('department/list', { debug: 1 }));
});

test('nothing outside /cgi-bin/ is the API', async (t) => {
  const { sandbox } = await world(t);
  const { status } = await ask(new URL('/department/list', sandbox.url).href);
  assert.equal(status, 404);
});

test('the callback IPs are listed', async (t) => {
  const { app } = await world(t);
  const { ip_list } = accepted(await app.get('getcallbackip'));
  assert.ok(Array.isArray(ip_list) && ip_list.length > 0);
  const { ip_list: domain } = accepted(await app.get('get_api_domain_ip'));
  assert.ok(Array.isArray(domain) && domain.length > 0);
});
