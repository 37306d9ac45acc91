import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Client, rows } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { csvUploaded, departmentsCSV, finished, line, membersCSV, ran, started } from '../helpers/jobs';
import { department, member } from '../helpers/people';
import { world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90980: jobs really read the CSV.

async function userids(contact: Client): Promise<unknown[]> {
  const body = accepted(await contact.get('user/simplelist', { department_id: 1, fetch_child: 1 }));
  return rows(body, 'userlist').map(({ userid }) => userid);
}

const company = {
  corpid: 'ww0123456789abcdef',
  contactSecret: 'contact',
  departments: [{ id: 1, name: 'Root' }],
  members: [{ userid: 'ann', name: 'Ann', mobile: '13900000001', department: [1] }],
  apps: [
    { agentid: 1, name: 'one', secret: 'one' },
    { agentid: 2, name: 'two', secret: 'two' },
  ],
};

test('syncuser adds and updates members, and deletes nobody', async (t) => {
  const { contact } = await world(t, { company });
  await department(contact, 900, 'dept');
  const csv = membersCSV(line('Anne', 'ann', '13900000001'), line('Bob', 'bob', '13900000002', '900;1'));
  await member(contact, 'carl');
  const result = await ran(contact, 'syncuser', csv);
  assert.deepEqual([result.status, result.type, result.total, result.percentage], [3, 'sync_user', 2, 100]);
  assert.deepEqual(
    rows(result, 'result').map(({ userid, errcode }) => `${userid} ${errcode}`),
    ['ann 0', 'bob 0'],
  );
  assert.equal(accepted(await contact.get('user/get', { userid: 'ann' })).name, 'Anne');
  assert.deepEqual(accepted(await contact.get('user/get', { userid: 'bob' })).department, [900, 1]);
  accepted(await contact.get('user/get', { userid: 'carl' }));
});

test('thousands of lines are read without a search among all members for each, and others are served meanwhile', async (t) => {
  const { contact, sandbox } = await world(t, { company });
  const lines = Array.from({ length: 3000 }, (_, i) => line(`N${i}`, `n${i}`, `137${String(i).padStart(8, '0')}`));
  const { members } = sandbox.company;
  const searches = (['values', 'entries', 'keys', 'forEach'] as const).map((name) => t.mock.method(members, name).mock);
  const jobid = await started(contact, 'syncuser', membersCSV(...lines));
  accepted(await contact.get('tag/list'));
  assert.ok(members.size < lines.length, 'it has not been read to its end');
  const { total, result } = await finished(contact, jobid);
  const failed = rows({ result }, 'result').filter(({ errcode }) => errcode !== 0);
  assert.deepEqual([total, failed], [3000, []]);
  const searched = searches.reduce((sum, mock) => sum + mock.callCount(), 0);
  assert.ok(searched < 10, `${searched} searches`);
});

test('a line that fails is told in the result, and the others are done', async (t) => {
  const { contact } = await world(t, { company });
  const csv = membersCSV(line('Bad', 'b a d', '13900000003'), line('Bob', 'bob', '13900000002'));
  const result = rows(await ran(contact, 'syncuser', csv), 'result');
  assert.equal(result.length, 2);
  assert.notEqual(result[0]?.errcode, 0);
  assert.equal(result[1]?.errcode, 0);
  accepted(await contact.get('user/get', { userid: 'bob' }));
});

test('a byte order mark before the CSV is tolerated', async (t) => {
  const { contact } = await world(t, { company });
  await ran(contact, 'syncuser', `\uFEFF${membersCSV(line('Bob', 'bob', '13900000002'))}`);
  assert.equal(accepted(await contact.get('user/get', { userid: 'bob' })).name, 'Bob');
});

test('quotes, commas and line breaks in a field are read as CSV has them', async (t) => {
  const { contact } = await world(t, { company });
  await ran(contact, 'syncuser', membersCSV(line('"Bob, ""B"""', 'bob', '13900000002')).replaceAll('\n', '\r\n'));
  assert.equal(accepted(await contact.get('user/get', { userid: 'bob' })).name, 'Bob, "B"');
});

test('replaceuser also deletes whom the file lacks', async (t) => {
  const { contact } = await world(t, { company });
  await member(contact, 'bob');
  const csv = membersCSV(line('Ann', 'ann', '13900000001'), line('Carl', 'carl', '13900000003'));
  const result = await ran(contact, 'replaceuser', csv);
  assert.deepEqual([result.status, result.type], [3, 'replace_user']);
  assert.deepEqual((await userids(contact)).sort(), ['ann', 'carl']);
});

test('replaceuser stops before it deletes nearly everybody', async (t) => {
  const { contact } = await world(t, { company });
  for (let i = 0; i < 9; i++) await member(contact, `m${i}`);
  const before = await userids(contact);
  const media_id = await csvUploaded(contact, membersCSV(line('Ann', 'ann', '13900000001')));
  const { body } = await contact.post('batch/replaceuser', { media_id });
  const told = body.errcode === 0 ? JSON.stringify(await finished(contact, String(body.jobid))) : String(body.errcode);
  assert.match(told, /45026/);
  assert.deepEqual(await userids(contact), before);
});

test('replaceparty makes the tree of the file', async (t) => {
  const { contact } = await world(t, { company });
  await department(contact, 900, 'old');
  await department(contact, 901, 'gone');
  await department(contact, 902, 'inhabited');
  await member(contact, 'bob', { department: [902] });
  const csv = departmentsCSV('Root,1,0,1', 'renamed,900,1,', 'new,903,900,7');
  const result = await ran(contact, 'replaceparty', csv);
  assert.deepEqual([result.status, result.type], [3, 'replace_party']);
  const actions = rows(result, 'result').map(({ partyid, action, errcode }) => [Number(partyid), action, errcode]);
  assert.deepEqual(
    actions.filter(([id]) => id === 900 || id === 903),
    [
      [900, 2, 0],
      [903, 1, 0],
    ],
  );
  const tree = rows(accepted(await contact.get('department/list')), 'department');
  assert.deepEqual(
    tree.map(({ id, name, parentid }) => `${parentid}/${id} ${name}`),
    ['0/1 Root', '1/900 renamed', '1/902 inhabited', '900/903 new'],
  );
});

const badFiles = [
  { what: 'an unknown media_id', api: 'syncuser', errcodes: [40007] },
  { what: 'no media_id', api: 'syncuser', media_id: '', errcodes: [40007, 41006, 40058] },
  { what: 'a file without lines', api: 'syncuser', csv: membersCSV(), errcodes: [40092] },
  {
    what: 'a file without userids',
    api: 'syncuser',
    csv: '姓名,手机号,所在部门\nBob,13900000002,1',
    errcodes: [40092],
  },
  {
    what: 'a userid that comes twice',
    api: 'syncuser',
    csv: membersCSV(line('A', 'same', '13900000005'), line('B', 'same', '13900000006')),
    errcodes: [302003],
  },
  {
    what: 'a broken tree',
    api: 'replaceparty',
    csv: departmentsCSV('Root,1,0,1', 'lost,900,899,1'),
    errcodes: [302004],
  },
  {
    what: 'a circle',
    api: 'replaceparty',
    csv: departmentsCSV('Root,1,0,1', 'a,900,901,1', 'b,901,900,1'),
    errcodes: [302004],
  },
];

for (const { what, api, csv, media_id = 'nothing', errcodes } of badFiles) {
  test(`batch/${api} refuses ${what}, and changes nothing`, async (t) => {
    const { contact } = await world(t, { company });
    const before = await contact.get('department/list');
    const id = csv === undefined ? media_id : await csvUploaded(contact, csv);
    const { body, text } = await contact.post(`batch/${api}`, { media_id: id });
    const told = body.errcode === 0 ? JSON.stringify(await finished(contact, String(body.jobid))) : text;
    assert.ok(
      errcodes.some((code) => told.includes(String(code))),
      told,
    );
    assert.deepEqual(await userids(contact), ['ann']);
    assert.deepEqual((await contact.get('department/list')).body, before.body);
  });
}

test('only the last five jobs keep their results', async (t) => {
  const { contact } = await world(t, { company });
  refused(await contact.get('batch/getresult', { jobid: 'nothing' }), 40088);
  const jobs: string[] = [];
  for (let i = 0; i < 6; i++) {
    const jobid = await started(contact, 'syncuser', membersCSV(line('Bob', 'bob', '13900000002')));
    assert.equal((await finished(contact, jobid)).status, 3);
    jobs.push(jobid);
  }
  assert.equal(new Set(jobs).size, 6);
  refused(await contact.get('batch/getresult', { jobid: String(jobs[0]) }), 40089);
  for (const jobid of jobs.slice(1)) accepted(await contact.get('batch/getresult', { jobid }));
});

test('batch/inviteuser is a job too', async (t) => {
  const { contact } = await world(t, { company });
  const { body, text } = await contact.post('batch/inviteuser', { touser: 'ann', invite_tips: 'come' });
  assert.equal(body.errcode, 0, text);
  const result = await finished(contact, String(body.jobid));
  assert.deepEqual([result.status, result.type], [3, 'invite_user']);
});

test('an app may not change the address book by a job', async (t) => {
  const { app } = await world(t, { company });
  const media_id = await csvUploaded(app, membersCSV(line('Bob', 'bob', '13900000002')));
  for (const api of ['syncuser', 'replaceuser', 'replaceparty'])
    refused(await app.post(`batch/${api}`, { media_id }), 48002);
});
