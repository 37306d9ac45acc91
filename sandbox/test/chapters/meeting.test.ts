import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, type Body, type Client, list, object, rows, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { all } from '../helpers/letters';
import { connected } from '../helpers/receiver';
import { until } from '../helpers/until';
import { type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/99104

const soon = ({ sandbox }: World) => sandbox.clock.seconds() + 3600;

async function created(w: World, more: Body = {}, client: Client = w.app): Promise<Body> {
  const plan = { admin_userid: 'lisi', title: 'Talk', meeting_start: soon(w), meeting_duration: 1800, ...more };
  return accepted(await client.post('meeting/create', plan));
}

test('a meeting is planned, changed, found by id and by code, and called off', async (t) => {
  const w = await world(t);
  const { app } = w;
  const { meetingid, meeting_code, meeting_link } = await created(w, { invitees: { userid: ['WangWu'] } });
  assert.match(`${meeting_code} ${meeting_link}`, /^\d{9} https:/);
  accepted(await app.post('meeting/update', { meetingid, title: 'Long talk', settings: { password: '1234' } }));
  const found = accepted(await app.post('meeting/get_info', { meeting_code }));
  assert.deepEqual(
    [found.title, found.meeting_duration, found.status, object(found.settings).need_password],
    ['Long talk', 1800, 1, true],
  );
  const members = rows(object(found.attendees), 'member');
  assert.deepEqual(
    members.map(({ userid, status }) => [userid, status]),
    [
      ['lisi', 2],
      ['wangwu', 2],
    ],
  );
  accepted(await app.post('meeting/set_invitees', { meetingid, invitees: [{ userid: 'zhaoliu' }] }));
  const { invitees } = accepted(await app.post('meeting/get_invitees', { meetingid }));
  assert.deepEqual(invitees, [{ userid: 'lisi' }, { userid: 'zhaoliu' }]);
  accepted(await app.post('meeting/cancel', { meetingid }));
  assert.equal(accepted(await app.post('meeting/get_info', { meetingid })).status, 4);
  refused(await app.post('meeting/cancel', { meetingid }), 400041);
});

test('the meetings of a member come in pages, by time, without those called off', async (t) => {
  const w = await world(t);
  const { app } = w;
  const ids: unknown[] = [];
  for (let i = 0; i < 3; i++) ids.push((await created(w, { meeting_start: soon(w) + i * 100 })).meetingid);
  const asked = (more: Body) => app.post('meeting/get_user_meetingid', { userid: 'lisi', ...more });
  const first = accepted(await asked({ limit: 2 }));
  const second = accepted(await asked({ limit: 2, cursor: first.next_cursor }));
  assert.deepEqual([...list(first, 'meetingid_list'), ...list(second, 'meetingid_list')], ids);
  assert.equal(second.next_cursor, '');
  assert.deepEqual(accepted(await asked({ begin_time: soon(w) + 150 })).meetingid_list, [ids[2]]);
  accepted(await app.post('meeting/cancel', { meetingid: ids[0] }));
  assert.deepEqual(accepted(await asked({})).meetingid_list, ids.slice(1));
  refused(await asked({ userid: undefined }), 400038);
  refused(await asked({ userid: 'nobody' }), 60111);
  refused(await asked({ begin_time: 2, end_time: 1 }), 400223);
});

const WRONG: [number, Body][] = [
  [400040, { admin_userid: undefined }],
  [400021, { admin_userid: 'nobody' }],
  [400021, { invitees: { userid: ['nobody'] } }],
  [400020, { invitees: { userid: Array(101).fill('boss') } }],
  [400042, { title: undefined }],
  [400042, { title: 'x'.repeat(41) }],
  [400222, { meeting_start: 1_000_000 }],
  [400034, { meeting_start: 0 }],
  [400035, { meeting_duration: 299 }],
  [400035, { meeting_duration: 86_400 }],
  [40058, { description: 'x'.repeat(501) }],
  [400027, { settings: { hosts: { userid: Array(11).fill('lisi') } } }],
  [400029, { settings: { hosts: { userid: ['boss'] } } }],
  [400037, { settings: { ring_users: { userid: ['boss'] } } }],
  [400030, { settings: { password: 'secret' } }],
  [400025, { settings: { remind_scope: 5 } }],
  [400026, { reminders: { repeat_type: 3 } }],
];

test('a meeting is refused with the errcode of what is wrong with it', async (t) => {
  const w = await world(t);
  const plan = { admin_userid: 'lisi', title: 'Talk', meeting_start: soon(w) };
  for (const [errcode, wrong] of WRONG) refused(await w.app.post('meeting/create', { ...plan, ...wrong }), errcode);
  refused(await w.app.post('meeting/get_info', { meetingid: 'nothing' }), 90602);
  refused(await w.app.post('meeting/get_info', { meeting_code: '1' }), 730004);
  refused(await w.app.post('meeting/get_info', {}), 40058);
  const { meetingid } = await created(w);
  refused(await w.other.post('meeting/update', { meetingid, title: 'Mine' }), 730005);
  refused(await w.contact.post('meeting/cancel', { meetingid }), 730005);
});

test('members join and leave, the app that made it hears it, and then nothing can be changed', async (t) => {
  const w = await world(t);
  const { app, sandbox } = w;
  const server = await connected(t, w, w.agentid);
  await connected(t, w, w.otherAgentid);
  const meetingid = string(await created(w), 'meetingid');
  accepted(await app.post('meeting/update', { meetingid, title: 'Unheard' }));
  assert.equal((await sandbox.admin('meeting/update', { meetingid, title: 'Heard' })).errcode, 0);
  const room = sandbox.meeting(meetingid);
  room.join('lisi');
  sandbox.clock.advance(60_000);
  room.join('boss');
  assert.throws(() => room.join('boss'), /there already/);
  refused(await app.post('meeting/update', { meetingid, title: 'x' }), 400221);
  refused(await app.post('meeting/cancel', { meetingid }), 400224);
  room.quit('lisi');
  assert.throws(() => room.quit('lisi'), RangeError);
  room.end();
  assert.throws(() => room.join('lisi'), /over/);
  const info = accepted(await app.post('meeting/get_info', { meetingid }));
  const [lisi] = rows(object(info.attendees), 'member');
  assert.deepEqual([info.status, lisi?.status, lisi?.cumulative_time, lisi?.total_join_count], [3, 1, 60, 1]);
  await until(() => server.arrived.length === 6);
  const told = (await all(server)).map(({ Event, ChangeType, FromUserName, MeetingId }) => {
    assert.deepEqual([Event, MeetingId], ['meeting_change', meetingid]);
    return `${ChangeType} ${FromUserName}`;
  });
  const expected =
    'modify_meeting lisi,meeting_start lisi,join_meeting lisi,join_meeting boss,quit_meeting lisi,meeting_end lisi';
  assert.equal(told.join(), expected);
  assert.equal(sandbox.deliveries({ agentid: w.otherAgentid }).length, 0);
});

test('a meeting to which nobody comes is over without anybody, and all goes over HTTP, too', async (t) => {
  const w = await world(t);
  const { meetingid } = await created(w);
  const { meetingid: held } = await created(w);
  const post = async (path: string, body: Body) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return (await ask(`${w.sandbox.url}/_sandbox/meeting/${path}`, init)).status;
  };
  assert.equal(await post('join', { meetingid: held, userid: 'boss' }), 200);
  assert.equal(await post('quit', { meetingid: held, userid: 'boss' }), 200);
  assert.equal(await post('end', { meetingid: held }), 200);
  assert.equal(await post('end', { meetingid }), 400);
  w.sandbox.clock.advance(5400_000);
  assert.equal(accepted(await w.app.post('meeting/get_info', { meetingid })).status, 5);
  assert.throws(() => w.sandbox.meeting('nothing'), RangeError);
});
