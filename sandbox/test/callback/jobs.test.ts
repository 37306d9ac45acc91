import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Body, object, string } from '../helpers/client';
import { accepted } from '../helpers/expect';
import { departmentsCSV, finished, line, membersCSV, started } from '../helpers/jobs';
import { all, over } from '../helpers/letters';
import {
  closedPort,
  connected,
  type Receiver,
  receiver,
  type Settings,
  settingsFor,
  through,
} from '../helpers/receiver';
import { type Lifetime, type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90973: a job tells the callback that its request named that it is done.

const callbackOf = ({ url, token, encodingAESKey: encodingaeskey }: Settings): Body => ({
  callback: { url, token, encodingaeskey },
});

const members = membersCSV(line('A', 'ann', '13812340001'), line('B', 'bob', '13812340002'));
const everybody = membersCSV(
  line('钱总', 'boss', '13800000000'),
  line('张三', 'zhangsan', '13800000001'),
  line('李四', 'lisi', '13800000002'),
  line('王五', 'wangwu', '13800000003'),
);
const departments = departmentsCSV('示例公司,1,0,1', '研发部,2,1,1', '市场部,3,1,2');

type Start = (w: World, callback: Body) => Promise<string>;

const table: [type: string, start: Start][] = [
  ['sync_user', ({ contact }, callback) => started(contact, 'syncuser', members, callback)],
  ['replace_user', ({ contact }, callback) => started(contact, 'replaceuser', everybody, callback)],
  ['replace_party', ({ contact }, callback) => started(contact, 'replaceparty', departments, callback)],
  [
    'invite_user',
    async ({ contact }, callback) =>
      string(accepted(await contact.post('batch/inviteuser', { touser: 'sunqi', ...callback })), 'jobid'),
  ],
];

for (const [type, start] of table) {
  test(`the end of a job ${type} is told`, async (t) => {
    const heard: Body[] = [];
    const library = through((handler) => handler.event('batch_job_result', (event) => heard.push({ ...event }) && ''));
    const { w, owner } = await withOwner(t, library);
    const jobid = await start(w, callbackOf(owner.settings));
    const [delivery] = await over(w.sandbox, owner, 1);
    const [fields] = await all(owner);
    const { CreateTime, ...rest } = fields ?? {};
    assert.match(String(CreateTime), /^\d{10}$/);
    assert.deepEqual(rest, {
      ToUserName: w.sandbox.corpid,
      FromUserName: 'sys',
      MsgType: 'event',
      Event: 'batch_job_result',
      BatchJob: { JobId: jobid, JobType: type, ErrCode: '0', ErrMsg: 'ok' },
    });
    assert.deepEqual(heard, [fields]);
    assert.deepEqual(
      [delivery?.state, delivery?.agentid, delivery?.userid, delivery?.problem],
      ['received', undefined, undefined, undefined],
    );
    assert.equal((await finished(w.contact, jobid)).status, 3);
    assert.deepEqual(owner.checks, []);
  });
}

async function withOwner(t: Lifetime, post?: Parameters<typeof receiver>[1]): Promise<{ w: World; owner: Receiver }> {
  return { w: await world(t), owner: await receiver(t, post) };
}

test('the result can be asked for once it is told', async (t) => {
  let status: unknown;
  const { w, owner } = await withOwner(t, async (_arrived, res) => {
    status = (await w.contact.get('batch/getresult', { jobid: await jobid })).body.status;
    res.end();
  });
  const jobid = started(w.contact, 'syncuser', members, callbackOf(owner.settings));
  await jobid;
  await over(w.sandbox, owner, 1);
  assert.equal(status, 3);
});

test('so is the end of a job that came to nothing', async (t) => {
  const { w, owner } = await withOwner(t);
  const jobid = await started(w.contact, 'syncuser', 'nothing of use', callbackOf(owner.settings));
  const { errcode } = await finished(w.contact, jobid);
  assert.notEqual(errcode, 0);
  await over(w.sandbox, owner, 1);
  const job = object((await all(owner))[0]?.BatchJob);
  assert.equal(job.ErrCode, String(errcode));
  assert.notEqual(job.ErrMsg, 'ok');
});

test('each job has its own callback, whatever those of the apps are', async (t) => {
  const { w, owner } = await withOwner(t);
  const app = await connected(t, w, w.agentid);
  const assistant = await connected(t, w, 'contact');
  const second = await receiver(t);
  const first = await started(w.contact, 'syncuser', members, callbackOf(owner.settings));
  const next = await started(w.contact, 'replaceparty', departments, callbackOf(second.settings));
  await Promise.all([over(w.sandbox, owner, 1), over(w.sandbox, second, 1)]);
  assert.equal(object((await all(owner))[0]?.BatchJob).JobId, first);
  assert.equal(object((await all(second))[0]?.BatchJob).JobId, next);
  const others = [...(await all(app)), ...(await all(assistant))];
  assert.deepEqual(
    others.filter(({ Event }) => Event === 'batch_job_result'),
    [],
  );
});

test('a job whose callback is down is done all the same', async (t) => {
  const w = await world(t, { callbackTimeout: 300 });
  const down = settingsFor(await closedPort());
  const jobid = await started(w.contact, 'syncuser', members, callbackOf(down));
  assert.equal((await finished(w.contact, jobid)).status, 3);
  const nobody = { settings: down, checks: [], arrived: [], close: async () => {} };
  const [delivery] = await over(w.sandbox, nobody, 1);
  assert.deepEqual([delivery?.state, delivery?.tries.length], ['failed', 3]);
  assert.ok(w.sandbox.company.member('ann'));
});

test('a slow callback does not hold up the next job', async (t) => {
  const w = await world(t);
  const owner = await receiver(t, () => {});
  await started(w.contact, 'syncuser', members, callbackOf(owner.settings));
  const jobid = await started(w.contact, 'replaceparty', departments);
  assert.equal((await finished(w.contact, jobid)).status, 3);
  assert.deepEqual(
    w.sandbox.deliveries().map(({ state }) => state),
    ['sending'],
  );
});

test('members whom a file does not name leave the apps', async (t) => {
  const w = await world(t);
  const app = await connected(t, w, w.agentid);
  await finished(w.contact, await started(w.contact, 'replaceuser', everybody));
  const left = await over(w.sandbox, app, 1);
  assert.deepEqual(
    left.map(({ message: { Event, FromUserName } }) => [Event, FromUserName]),
    [['unsubscribe', 'zhaoliu']],
  );
});

test('a job without a callback tells nobody', async (t) => {
  const w = await world(t);
  await finished(w.contact, await started(w.contact, 'syncuser', members));
  assert.deepEqual(w.sandbox.deliveries(), []);
});

const useless: [what: string, callback: unknown][] = [
  ['a key of 10', { ...settingsFor(1), encodingaeskey: 'k'.repeat(10) }],
  ['no token', { url: 'http://127.0.0.1:1/', encodingaeskey: 'k'.repeat(43) }],
  ['a URL of another kind', { url: 'file:///etc/passwd', token: 't', encodingaeskey: 'k'.repeat(43) }],
  ['numbers', { url: 1, token: 2, encodingaeskey: 3 }],
];

for (const [what, callback] of useless) {
  test(`a callback with ${what} does no harm to the job`, async (t) => {
    const { contact } = await world(t);
    const media_id = await csv(contact);
    const { body } = await contact.post('batch/syncuser', { media_id, callback });
    // Refused, or done without telling: both are sound.
    if (body.errcode === 0) assert.equal((await finished(contact, string(body, 'jobid'))).status, 3);
    else assert.ok(Number(body.errcode) > 0, JSON.stringify(body));
  });
}

async function csv(contact: World['contact']): Promise<string> {
  const file = { content: members, filename: 'batch.csv', contentType: 'text/csv' };
  return string((await contact.upload('media/upload', file, { type: 'file' })).body, 'media_id');
}
