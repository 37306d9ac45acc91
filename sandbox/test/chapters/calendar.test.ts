import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Body, type Client, object, rows, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/93647

const CALENDAR = { summary: 'Team', color: '#FF3030', admins: ['zhangsan'] };
const PLAN = { start_time: 1800000000, end_time: 1800003600, summary: 'Talk', attendees: [{ userid: 'lisi' }] };

async function calendar(app: Client): Promise<string> {
  return string(accepted(await app.post('oa/calendar/add', { calendar: CALENDAR })), 'cal_id');
}

async function planned(app: Client, more: Body = {}): Promise<string> {
  return string(accepted(await app.post('oa/schedule/add', { schedule: { ...PLAN, ...more } })), 'schedule_id');
}

async function shown(app: Client, id: string): Promise<Body> {
  const { schedule_list } = accepted(await app.post('oa/schedule/get', { schedule_id_list: [id, 'nothing'] }));
  assert.ok(Array.isArray(schedule_list) && schedule_list.length === 1);
  return object(schedule_list[0]);
}

test('a calendar is made, changed, shown and deleted with what is in it', async (t) => {
  const { app } = await world(t);
  const shares = [{ userid: 'lisi', permission: 3 }, { userid: 'nobody' }];
  const made = accepted(await app.post('oa/calendar/add', { calendar: { ...CALENDAR, shares } }));
  const cal_id = string(made, 'cal_id');
  assert.deepEqual(
    rows(object(made.fail_result), 'shares').map(({ userid, errcode }) => [userid, errcode]),
    [['nobody', 60111]],
  );
  accepted(await app.post('oa/calendar/update', { calendar: { ...CALENDAR, cal_id, summary: 'All' } }));
  const list = accepted(await app.post('oa/calendar/get', { cal_id_list: [cal_id, 'nothing'] }));
  assert.deepEqual(
    rows(list, 'calendar_list').map(({ summary, admins }) => [summary, admins]),
    [['All', ['zhangsan']]],
  );
  const id = await planned(app, { cal_id });
  accepted(await app.post('oa/calendar/del', { cal_id }));
  refused(await app.post('oa/calendar/del', { cal_id }), 40058);
  assert.deepEqual(accepted(await app.post('oa/schedule/get', { schedule_id_list: [id] })).schedule_list, []);
  refused(await app.post('oa/calendar/add', { calendar: { ...CALENDAR, color: 'red' } }), 40058);
  refused(await app.post('oa/calendar/add', { calendar: { ...CALENDAR, admins: ['nobody'] } }), 60111);
});

test('a schedule is changed, people join and leave, and it is called off', async (t) => {
  const { app } = await world(t);
  const id = await planned(app);
  const renamed = { ...PLAN, schedule_id: id, summary: 'Walk', attendees: [] };
  accepted(await app.post('oa/schedule/update', { schedule: renamed, skip_attendees: 1 }));
  const coming = { schedule_id: id, attendees: [{ userid: 'wangwu' }] };
  accepted(await app.post('oa/schedule/add_attendees', coming));
  accepted(await app.post('oa/schedule/del_attendees', { schedule_id: id, attendees: [{ userid: 'lisi' }] }));
  const { summary, attendees, status } = await shown(app, id);
  assert.deepEqual([summary, attendees, status], ['Walk', [{ userid: 'wangwu', response_status: 0 }], 0]);
  accepted(await app.post('oa/schedule/del', { schedule_id: id }));
  assert.equal((await shown(app, id)).status, 1);
  refused(await app.post('oa/schedule/add', { schedule: { ...PLAN, end_time: 1 } }), 40058);
  refused(await app.post('oa/schedule/add', { schedule: { ...PLAN, attendees: [{ userid: 'nobody' }] } }), 60111);
});

test('a calendar lists its schedules, from where one is asked for', async (t) => {
  const { app } = await world(t);
  const cal_id = await calendar(app);
  await planned(app);
  const ids = [await planned(app, { cal_id }), await planned(app, { cal_id })];
  const listed = async (more: Body) => {
    const answer = accepted(await app.post('oa/schedule/get_by_calendar', { cal_id, ...more }));
    return rows(answer, 'schedule_list').map(({ schedule_id }) => schedule_id);
  };
  assert.deepEqual(await listed({}), ids);
  assert.deepEqual(await listed({ offset: 1, limit: 10 }), ids.slice(1));
});
