import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPlayed } from '../../src/chapters';
import { call, credentials, type Entry, entries, valuesOf, wrongWith } from '../helpers/catalogue';
import { type Body, Client, list, object } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { type World, world } from '../helpers/world';

// What no chapter plays is answered from the catalogue.

const examples = entries.filter(({ path }) => !isPlayed(path));

/** With the right kind of token for the endpoint. */
function clientFor({ sandbox, app, nobody }: World, { token }: Entry): Client {
  switch (token) {
    case undefined:
      return app;
    case 'suite_access_token':
    case 'provider_access_token':
    case 'model_access_token':
    case 'device_access_token':
      return new Client(sandbox.url, sandbox.tokens.issueKind(token, 'secret').value, token);
    default:
      return nobody;
  }
}

test('every path without a chapter answers as documented, asked with all parameters or the required ones', async (t) => {
  const w = await world(t);
  const problems: string[] = [];
  for (const entry of examples) {
    const { path, query, body, types, download } = entry;
    for (const every of [true, false]) {
      const params = { query: valuesOf(query, types, every), body: valuesOf(body, types, every) };
      const answer = await call(clientFor(w, entry), entry, params);
      if (download) problems.push(...(answer.text === 'example' ? [] : [`${path} ${answer.text}`]));
      else if (answer.body.errcode === 0) problems.push(...wrongWith(entry, answer.body));
      else problems.push(`${path} ${answer.status} ${answer.text}`);
    }
  }
  assert.deepEqual(problems, []);
});

test('each kind of token has the codes of its own, and none of them passes for another', async (t) => {
  const w = await world(t);
  for (const [kind, { dead }] of Object.entries(credentials)) {
    const entry = examples.find(({ token }) => token === kind);
    if (entry === undefined) continue;
    const client = clientFor(w, entry);
    const [invalid = 0] = dead;
    const params = { query: {}, body: {} };
    refused(await call(new Client(w.sandbox.url, 'strange', kind), entry, params), invalid);
    refused(await call(new Client(w.sandbox.url, w.app.token, kind), entry, params), invalid);
    refused(await call(w.nobody, entry, params), [41001, 41022, 710400, 40106]);
    w.sandbox.tokens.expire('secret');
    refused(await call(client, entry, params), dead.at(-1) ?? 0);
  }
});

test('a mistake is refused with its place', async (t) => {
  const { app } = await world(t);
  const tag = (name: string) => ({ strategy_id: 1, tag: [{ name: 'good' }, { name }] });
  const refusals: [path: string, body: Body, words: string][] = [
    ['externalcontact/add_strategy_tag', tag('x'.repeat(31)), 'tag[1].name exceed max length 30'],
    ['externalcontact/add_strategy_tag', tag(''), 'tag[1].name exceed min utf8 words 1'],
    ['externalcontact/add_strategy_tag', { strategy_id: 1 }, 'tag missing'],
    ['externalcontact/add_strategy_tag', { ...tag('x'), strategy_id: 'one' }, 'strategy_id should be a number'],
    ['externalcontact/add_strategy_tag', { ...tag('x'), tag: {} }, 'tag should be an array'],
    ['externalcontact/add_strategy_tag', { ...tag('x'), tag: ['x'] }, 'tag[0] should be an object'],
    ['externalcontact/add_strategy_tag', { ...tag('x'), order: -1 }, 'order less than min value 0'],
    [
      'externalcontact/groupchat/get_new_external_userid',
      { chat_id: 'x', external_userid_list: Array(1001).fill('x') },
      'external_userid_list exceed max size 1000',
    ],
  ];
  for (const [path, body, words] of refusals) {
    refused(await app.post(path, body), 40058, `${words}. Invalid input invalid Request Parameter`);
  }
  accepted(await app.post('externalcontact/add_strategy_tag', { ...tag('x'), strategy_id: '1' }));
});

test('what the catalogue does not know, or is not sure of, passes with a line in the log', async (t) => {
  const lines: string[] = [];
  const { app } = await world(t, { log: (line) => lines.push(line) });
  accepted(await app.post('externalcontact/add_strategy_tag', { strategy_id: 1, tag: [{ name: 'x', colour: 'red' }] }));
  accepted(await app.post('externalcontact/groupchat/add_join_way', { scene: 7, chat_id_list: ['x'] }));
  const unsure = examples.find(
    ({ confidence, body, token }) => confidence === 'medium' && !token && body && 'userid' in body,
  );
  assert.ok(unsure);
  accepted(await app.post(unsure.path, {}));
  assert.match(lines[0] ?? '', /add_strategy_tag: tag\[0\]\.colour is not known/);
  assert.match(lines[1] ?? '', /scene is 7, which is not among 1, 2/);
  assert.match(lines[2] ?? '', /missing/);
});

test('ids in an example are those of the company, and of what was asked for', async (t) => {
  const { sandbox, app, other, otherAgentid } = await world(t);
  const answer = accepted(await app.post('externalcontact/customer_strategy/get', { strategy_id: 7 }));
  const strategy = object(answer.strategy);
  assert.equal(strategy.strategy_id, 7);
  const [admin] = list(strategy, 'admin_list');
  assert.ok(sandbox.company.member(String(admin)), `${admin} is a member`);
  const permit = accepted(await other.get('externalcontact/customer_acquisition_app/get_permit'));
  assert.ok(sandbox.company.departments.has(Number(list(permit, 'department_list')[0])));
  const suite = new Client(
    sandbox.url,
    sandbox.tokens.issueKind('suite_access_token', 's').value,
    'suite_access_token',
  );
  const installed = accepted(await suite.post('service/get_permanent_code', { auth_code: 'code' }));
  assert.equal(object(installed.auth_corp_info).corpid, sandbox.corpid);
  assert.ok(otherAgentid);
});

test('an example is the last page', async (t) => {
  const { app } = await world(t);
  const paged = examples.filter(({ page, token }) => page?.list !== undefined && token === undefined);
  assert.ok(paged.length > 20);
  for (const entry of paged) {
    const { page = {}, query, body, types } = entry;
    const params = { query: valuesOf(query, types, false), body: valuesOf(body, types, false) };
    const answer = accepted(await call(app, entry, params));
    if (page.next !== undefined) assert.ok(!answer[page.next], `${entry.path} ${page.next}`);
    if (page.more !== undefined) assert.ok(!answer[page.more], `${entry.path} ${page.more}`);
  }
});

test('each era has the paths of its time', async (t) => {
  const legacy = await world(t, { era: 'legacy' });
  const current = await world(t, { era: 'current' });
  assert.equal((await legacy.app.post('chat/create')).body.errcode === undefined, false);
  assert.equal((await current.app.post('chat/create')).status, 404);
  assert.equal((await legacy.app.post('calendar/oa/add')).status, 404);
});
