import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, type Body, type Client, list, object, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { all } from '../helpers/letters';
import { connected } from '../helpers/receiver';
import { until } from '../helpers/until';
import { world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/91853

const TEMPLATE = {
  template_name: [{ text: 'Leave', lang: 'en' }],
  template_content: {
    controls: [{ property: { control: 'Text', id: 'Text-1', title: [{ text: 'Why', lang: 'en' }], require: 1 } }],
  },
};

const REASON = { control: 'Text', id: 'Text-1', value: { text: 'holiday' } };

/** An application of lisi, which first zhangsan and then one of two others decides. */
function applicationOf(template_id: string): Body {
  const node_list = [
    { type: 1, apv_rel: 1, userid: ['zhangsan'] },
    { type: 1, apv_rel: 2, userid: ['boss', 'wangwu'] },
    { type: 2, userid: ['zhaoliu'] },
  ];
  return {
    creator_userid: 'lisi',
    template_id,
    use_template_approver: 0,
    process: { node_list },
    apply_data: { contents: [REASON] },
    summary_list: [{ summary_info: [{ text: 'holiday', lang: 'en' }] }],
  };
}

async function template(app: Client): Promise<string> {
  return string(accepted(await app.post('oa/approval/create_template', TEMPLATE)), 'template_id');
}

async function applied(app: Client): Promise<string> {
  return string(accepted(await app.post('oa/applyevent', applicationOf(await template(app)))), 'sp_no');
}

async function infoOf(app: Client, sp_no: string): Promise<Body> {
  return object(accepted(await app.post('oa/getapprovaldetail', { sp_no })).info);
}

test('a template is made, changed and shown', async (t) => {
  const { app } = await world(t);
  const template_id = await template(app);
  const renamed = { ...TEMPLATE, template_id, template_name: [{ text: 'Holiday', lang: 'en' }] };
  accepted(await app.post('oa/approval/update_template', renamed));
  const shown = accepted(await app.post('oa/gettemplatedetail', { template_id }));
  assert.deepEqual(shown.template_names, renamed.template_name);
  assert.deepEqual(shown.template_content, TEMPLATE.template_content);
  refused(await app.post('oa/gettemplatedetail', { template_id: 'nothing' }), 301025);
});

test('an application goes its way, and every step is told to the apps', async (t) => {
  const w = await world(t);
  const { app, sandbox, agentid } = w;
  const receiver = await connected(t, w, agentid);
  const sp_no = await applied(app);
  assert.throws(() => sandbox.decide(sp_no, 'boss', { status: 2 }), /not the turn of boss/);
  sandbox.decide(sp_no, 'zhangsan', { status: 2, speech: 'fine' });
  assert.equal((await infoOf(app, sp_no)).sp_status, 1);
  sandbox.decide(sp_no, 'wangwu', { status: 2 });
  const { sp_status, sp_record, notifyer, applyer } = await infoOf(app, sp_no);
  assert.deepEqual([sp_status, notifyer, object(applyer).userid], [2, [{ userid: 'zhaoliu' }], 'lisi']);
  assert.match(JSON.stringify(sp_record), /"userid":"zhangsan"[^{]*"sp_status":2,"speech":"fine"/);
  assert.throws(() => sandbox.decide(sp_no, 'boss', { status: 2 }), /is over/);
  await until(() => receiver.arrived.length === 3);
  const events = (await all(receiver)).map(({ Event, ApprovalInfo }) => {
    const { SpNoStr, SpStatus, StatuChangeEvent } = object(ApprovalInfo);
    return [Event, SpNoStr, `${SpStatus} after ${StatuChangeEvent}`].join(' ');
  });
  const head = `sys_approval_change ${sp_no}`;
  assert.deepEqual(events.sort(), [`${head} 1 after 1`, `${head} 1 after 2`, `${head} 2 after 2`]);
});

test('an application is refused by one, or withdrawn by whoever made it', async (t) => {
  const { app, sandbox } = await world(t);
  const first = await applied(app);
  sandbox.decide(first, 'zhangsan', { status: 3, speech: 'no' });
  assert.equal((await infoOf(app, first)).sp_status, 3);
  const second = await applied(app);
  assert.throws(() => sandbox.decide(second, 'boss', { status: 4 }), /did not apply/);
  const withdrawn = await ask(`${sandbox.url}/_sandbox/approval`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sp_no: second, userid: 'lisi', status: 4 }),
  });
  assert.equal(withdrawn.status, 200);
  assert.equal((await infoOf(app, second)).sp_status, 4);
});

test('applications are found by time, template, applicant and state, in pages', async (t) => {
  const { app, sandbox } = await world(t);
  const numbers = [await applied(app), await applied(app), await applied(app)];
  sandbox.decide(String(numbers[0]), 'zhangsan', { status: 3 });
  const now = Math.floor(sandbox.clock.now() / 1000);
  const find = async (more: Body) => {
    const span = { starttime: String(now - 60), endtime: String(now + 60), new_cursor: '', size: 100 };
    return accepted(await app.post('oa/getapprovalinfo', { ...span, ...more }));
  };
  assert.deepEqual((await find({})).sp_no_list, numbers);
  const page = await find({ size: 2 });
  assert.deepEqual(list(page, 'sp_no_list'), numbers.slice(0, 2));
  assert.deepEqual(list(await find({ new_cursor: page.new_next_cursor }), 'sp_no_list'), numbers.slice(2));
  assert.deepEqual((await find({ filters: [{ key: 'sp_status', value: '3' }] })).sp_no_list, numbers.slice(0, 1));
  assert.deepEqual((await find({ filters: [{ key: 'creator', value: 'boss' }] })).sp_no_list, []);
  const tooLong = { starttime: '1', endtime: String(now), new_cursor: '', size: 10 };
  refused(await app.post('oa/getapprovalinfo', tooLong), 301025);
});

test('an application is refused without what its template requires', async (t) => {
  const { app } = await world(t);
  const wanted = applicationOf(await template(app));
  const apply = (more: Body) => app.post('oa/applyevent', { ...wanted, ...more });
  refused(await apply({ creator_userid: 'nobody' }), 60111);
  refused(await apply({ template_id: 'nothing' }), 301025);
  refused(await apply({ apply_data: { contents: [] } }), 301025);
  refused(await apply({ apply_data: { contents: [REASON, { ...REASON, id: 'Text-9' }] } }), 301025);
  refused(await apply({ process: undefined }), 40058);
  accepted(await apply({ use_template_approver: 1, process: undefined }));
});
