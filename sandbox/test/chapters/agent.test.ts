import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Body } from '../helpers/client';
import { rows } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { uploaded } from '../helpers/messages';
import { world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90227

test('agent/get describes the app', async (t) => {
  const { app, agentid, sandbox } = await world(t);
  const agent = accepted(await app.get('agent/get', { agentid }));
  assert.deepEqual([agent.agentid, agent.name], [agentid, sandbox.apps[0]?.name]);
  for (const field of [
    'square_logo_url',
    'description',
    'close',
    'redirect_domain',
    'report_location_flag',
    'isreportenter',
    'home_url',
  ]) {
    assert.ok(field in agent, field);
  }
});

test('agent/list gives the app of the token and no other', async (t) => {
  const { app, agentid } = await world(t);
  const agentlist = rows(accepted(await app.get('agent/list')), 'agentlist');
  assert.deepEqual(
    agentlist.map((agent) => agent.agentid),
    [agentid],
  );
});

test('agent/set changes what it is given', async (t) => {
  const { app, agentid } = await world(t);
  const before = accepted(await app.get('agent/get', { agentid }));
  const changes = { name: '新名字', description: 'a new description', report_location_flag: 1, isreportenter: 1 };
  accepted(await app.post('agent/set', { agentid, ...changes, home_url: 'https://example.com/home' }));
  const after = accepted(await app.get('agent/get', { agentid }));
  assert.deepEqual(after, { ...before, ...changes, home_url: 'https://example.com/home' });
});

test('agent/set takes a logo that was uploaded', async (t) => {
  const { app, agentid } = await world(t);
  accepted(await app.post('agent/set', { agentid, logo_mediaid: await uploaded(app, 'image') }));
  refused(await app.post('agent/set', { agentid, logo_mediaid: 'nothing' }), 40007);
});

const table: { what: string; changes: Body; errcodes: number[] }[] = [
  { what: 'a name of 33 characters', changes: { name: 'n'.repeat(33) }, errcodes: [45022] },
  { what: 'a description of 3 characters', changes: { description: 'abc' }, errcodes: [45004] },
  { what: 'a description of 121 characters', changes: { description: 'd'.repeat(121) }, errcodes: [45004] },
  { what: 'report_location_flag 7', changes: { report_location_flag: 7 }, errcodes: [40059] },
  { what: 'a home_url without scheme', changes: { home_url: 'example.com' }, errcodes: [45034] },
  { what: 'no agentid', changes: { agentid: undefined }, errcodes: [41011, 40056] },
  { what: 'an unknown agentid', changes: { agentid: 987654 }, errcodes: [40056] },
];

for (const { what, changes, errcodes } of table) {
  test(`agent/set refuses ${what}, and changes nothing`, async (t) => {
    const { app, agentid } = await world(t);
    const before = await app.get('agent/get', { agentid });
    const answer = await app.post('agent/set', { agentid, report_location_flag: 0, name: 'x', ...changes });
    refused(answer, errcodes);
    assert.deepEqual((await app.get('agent/get', { agentid })).body, before.body);
  });
}

test("another app's agentid is refused", async (t) => {
  const { app, otherAgentid } = await world(t);
  refused(await app.get('agent/get', { agentid: otherAgentid }), 301002);
  refused(await app.post('agent/set', { agentid: otherAgentid, name: 'stolen' }), 301002);
  refused(await app.get('agent/get', { agentid: 987654 }), 40056, 'invalid agentid');
});
