import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sandbox } from '../../src/index';
import { type Answer, ask, type Body, object, rows } from '../helpers/client';
import { accepted } from '../helpers/expect';
import { finished, line, membersCSV, started } from '../helpers/jobs';
import { all, over } from '../helpers/letters';
import { send, text, uploaded } from '../helpers/messages';
import { connected } from '../helpers/receiver';
import { client, world } from '../helpers/world';

// What the console of WeCom has and its API has not: new apps, their visible range, robots; and what is kept.

function lever(sandbox: Sandbox, method: string, path: string, body?: Body): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return ask(`${sandbox.url}/_sandbox/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

test('a new app has a secret that works, and everybody sees it', async (t) => {
  const { sandbox } = await world(t);
  const { app } = (await lever(sandbox, 'POST', 'company/apps', { name: 'Reports' })).body;
  const { agentid, secret, name } = object(app);
  assert.deepEqual([agentid, name], [1000004, 'Reports']);
  const api = await client(sandbox, String(secret));
  accepted(await send(api, Number(agentid), { touser: 'lisi', ...text('hi') }));
  const own = (await lever(sandbox, 'POST', 'company/apps', { name: 'x', agentid: 7, description: 'y' })).body;
  assert.equal(object(own.app).agentid, 7);
  assert.equal(sandbox.apps.length, 4);
});

test('who enters or leaves the visible range of an app is told to it', async (t) => {
  const w = await world(t);
  const { sandbox } = w;
  const { app } = (await lever(sandbox, 'POST', 'company/apps', { name: 'Few', visible: range({ parties: [3] }) }))
    .body;
  const agentid = Number(object(app).agentid);
  const receiver = await connected(t, w, agentid);
  const changed = await lever(sandbox, 'PUT', `company/apps/${agentid}`, {
    visible: range({ users: ['LiSi', 'wangwu'] }),
  });
  assert.deepEqual(object(changed.body.app).visible, range({ users: ['lisi', 'wangwu'] }));
  assert.equal(object(changed.body.app).name, 'Few');
  await over(sandbox, receiver, 2);
  const told = (await all(receiver)).map(({ Event, FromUserName }) => `${Event} ${FromUserName}`);
  assert.deepEqual(told.sort(), ['subscribe lisi', 'unsubscribe zhaoliu']);
});

function range(some: object): Body {
  return { users: [], parties: [], tags: [], ...some };
}

const REFUSED: [string, string, Body, string][] = [
  ['POST', 'company/apps', { name: ' ' }, 'name_length'],
  ['POST', 'company/apps', { name: 'x'.repeat(33) }, 'name_length'],
  ['POST', 'company/apps', { name: 'x', agentid: 1000002 }, 'agentid_taken'],
  ['POST', 'company/apps', { name: 'x', description: 'x'.repeat(121) }, 'description_length'],
  ['POST', 'company/apps', { name: 'x', visible: range({ users: ['nobody'] }) }, 'no_member'],
  ['POST', 'company/apps', { name: 'x', visible: range({ parties: [99] }) }, 'no_department'],
  ['PUT', 'company/apps/1000002', { visible: range({ tags: [99] }) }, 'no_tag'],
  ['PUT', 'company/apps/99', { name: 'x' }, 'no_app'],
  ['POST', 'company/robots', { name: '' }, 'name_length'],
  ['POST', 'company/robots', { name: 'x', key: '00000000-0000-4000-8000-000000008686' }, 'key_taken'],
];

test('what does not fit is refused with a code, and changes nothing', async (t) => {
  const { sandbox } = await world(t);
  const before = JSON.stringify(sandbox.snapshot().company);
  for (const [method, path, body, code] of REFUSED) {
    const answer = await lever(sandbox, method, path, body);
    assert.equal(answer.status, 400);
    assert.equal(object(answer.body.reason).code, code, `${path} ${JSON.stringify(body)}`);
  }
  assert.equal(JSON.stringify(sandbox.snapshot().company), before);
});

test('a company takes 1,000 robots', async (t) => {
  const { sandbox } = await world(t);
  for (let index = 1; index < 1000; index++) sandbox.company.robots.set(`k${index}`, { key: `k${index}`, name: 'x' });
  const answer = await lever(sandbox, 'POST', 'company/robots', { name: 'one more' });
  assert.deepEqual(answer.body.reason, { code: 'too_many', params: { most: 1000 } });
});

test('a new robot speaks', async (t) => {
  const { sandbox, nobody } = await world(t);
  const events: string[] = [];
  sandbox.on('robot.create', ({ data }) => events.push(data.name));
  const { robot } = (await lever(sandbox, 'POST', 'company/robots', { name: 'Nightly' })).body;
  accepted(await nobody.post('webhook/send', text('hi'), { key: String(object(robot).key) }));
  assert.deepEqual(events, ['Nightly']);
});

test('jobs are listed with what was refused, exports with their files', async (t) => {
  const { sandbox, contact } = await world(t);
  const csv = membersCSV(line('Ann', 'ann', '13811110000'), line('Bob', 'bob', '1'));
  const jobid = await started(contact, 'syncuser', csv);
  await finished(contact, jobid);
  accepted(await contact.post('export/department', { encoding_aeskey: 'k'.repeat(43) }));
  const { body } = await ask(`${sandbox.url}/_sandbox/jobs`);
  const [job = {}] = rows(body, 'jobs');
  const { type, status, total, done, refused } = job;
  assert.deepEqual(
    { type, status, total, done, refused },
    { type: 'sync_user', status: 3, total: 2, done: 2, refused: 1 },
  );
  assert.deepEqual(
    rows(job, 'rows').map(({ userid, errcode }) => [userid, errcode]),
    [['bob', 60103]],
  );
  const [exported = {}] = rows(body, 'exports');
  assert.equal(exported.status, 2);
  assert.match(String(rows(exported, 'data_list')[0]?.url), /\/pic\//);
});

test('files are listed without their bytes, the newest first', async (t) => {
  const { sandbox, app } = await world(t);
  await uploaded(app, 'image');
  const media_id = await uploaded(app, 'file');
  const [file = {}, image] = rows((await ask(`${sandbox.url}/_sandbox/media`)).body, 'media');
  assert.deepEqual([file.media_id, file.type, image?.type], [media_id, 'file', 'image']);
  assert.equal(file.expires, Number(file.created) + 3 * 24 * 3600 * 1000);
  assert.deepEqual([typeof file.size, file.data], ['number', undefined]);
  // As time goes by, without anybody who puts it forward.
  sandbox.clock.ahead = 4 * 24 * 3600 * 1000;
  assert.deepEqual(rows((await ask(`${sandbox.url}/_sandbox/media`)).body, 'media'), []);
});
