import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../src/config/json';
import { createSandbox, extend, membersFromCsv } from '../../src/index';
import { ask } from '../helpers/client';
import { world } from '../helpers/world';

// A company for a test: the example with what matters to it.

test('extend() adds to the example, changes what is there, and leaves the example as it is', async (t) => {
  const company = extend({
    corpid: 'wwmine',
    departments: [{ id: 9, name: 'Sales' }],
    members: [
      { userid: 'ann', name: 'Ann', department: [9] },
      { userid: 'LiSi', status: 2 },
    ],
    tags: [{ tagid: 1, users: ['ann'] }],
    apps: [{ agentid: 1000002, name: 'Mine' }],
  });
  const { sandbox } = await world(t, { company });
  const { members, tags, apps } = sandbox.company;
  assert.deepEqual([members.get('ann')?.department, members.get('lisi')?.status, members.size], [[9], 2, 7]);
  assert.deepEqual([[...(tags.get(1)?.users ?? [])], tags.get(1)?.tagname], [['ann'], '值班']);
  assert.deepEqual([apps.get(1000002)?.name, apps.size, sandbox.corpid], ['Mine', 2, 'wwmine']);
  const { sandbox: other } = await world(t);
  assert.equal(other.company.members.get('lisi')?.status, 1);
});

test('a mistake in what extends the example is named', () => {
  assert.throws(() => extend({ members: [{ userid: 'ann' }] }), /^TypeError: company\.members\[6\]\.name: missing$/);
});

for (const [header, one] of [
  ['userid,name,mobile,department,gender', 'ann,Ann,13900000001,2;3,女'],
  ['姓名,帐号,手机号,所在部门,性别', 'Ann,ann,13900000001,2;3,女'],
]) {
  test(`members come from a CSV file with the columns ${header}`, () => {
    const [ann] = membersFromCsv(`${header}\n${one}\n`);
    assert.deepEqual(ann, { userid: 'ann', name: 'Ann', mobile: '13900000001', department: [2, 3], gender: '2' });
  });
}

const wrongCsv: [string, RegExp][] = [
  ['userid\nann', /^TypeError: line 1: a CSV file in UTF-8 needs the columns userid and name/],
  ['userid,name\nann,Ann\n,Bob', /^TypeError: line 3: no userid/],
  ['userid,name,department\nann,Ann,Sales', /^TypeError: line 2: a department is given by its number/],
];

for (const [csv, problem] of wrongCsv) {
  test(`the mistake in ${JSON.stringify(csv)} is told with its line`, () => {
    assert.throws(() => membersFromCsv(csv), problem);
  });
}

test('unique: true gives a corpid and secrets of its own, which stay through resets', async (t) => {
  const options = { port: 0, unique: true };
  const sandboxes = [await createSandbox(options), await createSandbox(options)];
  for (const sandbox of sandboxes) t.after(() => sandbox.close());
  const secretsOf = ({ corpid, contactSecret, apps, company }: (typeof sandboxes)[number]) => {
    return [corpid, contactSecret, ...apps.map(({ secret }) => secret), ...company.robots.keys()];
  };
  const all = sandboxes.flatMap(secretsOf);
  assert.equal(new Set(all).size, 10);
  for (const sandbox of sandboxes) sandbox.reset();
  assert.deepEqual(sandboxes.flatMap(secretsOf), all);
});

const wrongJson: [string, string][] = [
  ['{\n  "a": 1,\n}', 'line 3, column 1'],
  ['{\n  "a": x\n}', 'line 2, column 8'],
  ['{\n  "a": 1', 'line 2, column 9'],
  ['{"a": [1, 2}', 'line 1, column 12'],
  ['{"a": "b\nc"}', 'line 1, column 7'],
  ['{"a": 1} 2', 'line 1, column 10'],
  ['{"a" 1}', 'line 1, column 6'],
  ['[01]', 'line 1, column 2'],
  ['', 'line 1, column 1'],
];

for (const [text, place] of wrongJson) {
  test(`the mistake in ${JSON.stringify(text)} is at ${place}`, () => {
    assert.throws(
      () => parseJson(text),
      (err: Error) => err.message.startsWith(`${place}: `) || assert.fail(err.message),
    );
  });
}

test('JSON without a mistake is read', () => {
  const value = { a: [1, -2.5e3, true, null, 'é"\n'], b: {} };
  assert.deepEqual(parseJson(JSON.stringify(value, null, 2)), value);
});

test('there is a path for health checks', async (t) => {
  const { sandbox } = await world(t);
  assert.deepEqual((await ask(`${sandbox.url}/_sandbox/health`)).body, { status: 'ok' });
});
