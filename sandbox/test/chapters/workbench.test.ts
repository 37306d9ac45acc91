import assert from 'node:assert/strict';
import { test } from 'node:test';
import { object } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/92535

const keydata = (data: string) => ({ type: 'keydata', keydata: { items: [{ key: 'open', data }] } });

test('a member sees data of their own, and otherwise the template of the app', async (t) => {
  const { app, agentid, otherAgentid } = await world(t);
  const seen = async (userid: string) =>
    object(accepted(await app.post('agent/get_workbench_data', { agentid, userid })).data);
  assert.deepEqual(await seen('lisi'), { type: 'normal' });
  accepted(await app.post('agent/set_workbench_template', { agentid, ...keydata('1') }));
  accepted(await app.post('agent/set_workbench_data', { agentid, userid: 'lisi', ...keydata('2') }));
  const many = { agentid, userid_list: ['wangwu'], data: keydata('3') };
  accepted(await app.post('agent/batch_set_workbench_data', many));
  const all = await Promise.all(['zhangsan', 'lisi', 'wangwu'].map(seen));
  assert.deepEqual(all, [keydata('1'), keydata('2'), keydata('3')]);
  const template = { agentid, ...keydata('4'), replace_user_data: true };
  accepted(await app.post('agent/set_workbench_template', template));
  assert.deepEqual(await seen('lisi'), keydata('4'));
  const answer = accepted(await app.post('agent/get_workbench_template', { agentid }));
  assert.deepEqual([answer.type, answer.replace_user_data], ['keydata', true]);
  refused(await app.post('agent/set_workbench_template', { ...template, type: 'film' }), 40058);
  refused(
    await app.post('agent/set_workbench_template', { ...template, keydata: { items: Array(5).fill({}) } }),
    40058,
  );
  refused(await app.post('agent/set_workbench_template', { ...template, agentid: otherAgentid }), 301002);
});
