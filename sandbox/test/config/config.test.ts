import assert from 'node:assert/strict';
import { test } from 'node:test';
import { example } from '../../src/config/example';
import { type CompanyConfig, createSandbox } from '../../src/index';
import type { Body } from '../helpers/client';
import { world } from '../helpers/world';

// Mistakes in a company of one's own: the error names the place.

const good = {
  corpid: 'wwmine',
  contactSecret: 'contacts',
  creator: 'ann',
  departments: [
    { id: 1, name: 'Mine', name_en: 'Mine', parentid: 0, order: 1 },
    { id: 2, name: 'Sales', parentid: 1 },
  ],
  members: [
    { userid: 'ann', name: 'Ann', mobile: '13800000001', department: [1, 2], order: [1, 2], main_department: 2 },
    { userid: 'bob', name: 'Bob', email: 'bob@example.com', direct_leader: ['Ann'], status: 4, gender: '1' },
  ],
  tags: [{ tagid: 1, tagname: 'on duty', users: ['Bob'], parties: [2] }],
  contactCallback: { url: 'http://127.0.0.1:1/', token: 't', encodingAESKey: 'k'.repeat(43) },
  apps: [
    { agentid: 7, name: 'app', secret: 'seven', visible: { users: ['bob'], parties: [2], tags: [1] } },
    { agentid: 8, name: 'other', secret: 'eight', close: 0, redirect_domain: 'example.com', menu: { button: [] } },
  ],
  robots: [{ key: 'robot', name: 'Robot', stopped: true }],
};

/** As from a file: its type promises nothing. */
const fromFile = (company: unknown): CompanyConfig => JSON.parse(JSON.stringify(company));

/** `at` is a path like `members.0.name`; undefined takes away what is there. */
function but(at: string, value: unknown): CompanyConfig {
  const company: Body = structuredClone(good);
  const names = at.split('.');
  const last = names.pop() ?? '';
  const place = names.reduce<object>((holder, name) => Object(Reflect.get(holder, name)), company);
  if (value === undefined) Reflect.deleteProperty(place, last);
  else Reflect.set(place, last, value);
  return fromFile(company);
}

async function problem(company: CompanyConfig): Promise<string> {
  const sandbox = createSandbox({ port: 0, company });
  const error = await sandbox.then(
    (started) => started.close().then(() => undefined),
    (err: unknown) => err,
  );
  assert.ok(error instanceof TypeError, `refused: ${error}`);
  return error.message;
}

test('a company that has everything is taken, as is the example', async (t) => {
  const { sandbox } = await world(t, { company: but('corpid', 'wwmine') });
  assert.equal(sandbox.company.members.size, 2);
  await world(t, { company: example });
});

const IN_ROOT = [0, 1].map((index) => `company.members[${index}].department[0]: no department 1`).join('\n');
const table: [at: string, value: unknown, problem: string][] = [
  ['members.1.department', [99], 'company.members[1].department[0]: no department 99'],
  ['members.0.main_department', 3, 'company.members[0].main_department: 3 is not among its departments'],
  ['members.0.order', [1], 'company.members[0].order: 1 for 2 departments'],
  ['members.0.is_leader_in_dept', [1, 0, 1], 'company.members[0].is_leader_in_dept: 3 for 2 departments'],
  ['members.1.direct_leader', ['nobody'], 'company.members[1].direct_leader[0]: no member nobody'],
  ['members.2', { userid: 'ANN', name: 'Other' }, 'company.members[2].userid: ANN is there twice'],
  ['members.1.mobile', '13800000001', 'company.members[1].mobile: 13800000001 is there twice'],
  ['departments.1.parentid', 99, 'company.departments[1].parentid: no department 99'],
  ['departments.1.parentid', 2, 'company.departments[1].parentid: it would be below itself'],
  ['departments.2', { id: 2, name: 'Other' }, 'company.departments[2].id: 2 is there twice'],
  ['departments', [{ id: 2, name: 'Sales' }], `company.departments: no root, which has the id 1\n${IN_ROOT}`],
  ['creator', 'nobody', 'company.creator: no member nobody'],
  ['tags.0.users', ['ann', 'nobody'], 'company.tags[0].users[1]: no member nobody'],
  ['tags.0.parties', [99], 'company.tags[0].parties[0]: no department 99'],
  ['apps.0.visible.users', ['nobody'], 'company.apps[0].visible.users[0]: no member nobody'],
  ['apps.0.visible.parties', [99], 'company.apps[0].visible.parties[0]: no department 99'],
  ['apps.0.visible.tags', [99], 'company.apps[0].visible.tags[0]: no tag 99'],
  ['apps.1.agentid', 7, 'company.apps[1].agentid: 7 is there twice'],
  ['apps.1.secret', 'seven', 'company.apps[1].secret: another has the same'],
  ['apps.0.secret', 'contacts', 'company.apps[0].secret: another has the same'],
  ['robots', [...good.robots, ...good.robots], 'company.robots[1].key: robot is there twice'],
  ['corpid', undefined, 'company.corpid: missing'],
  ['members.0.name', undefined, 'company.members[0].name: missing'],
  ['members.0.name', '', 'company.members[0].name: empty'],
  ['members.0.name', 5, 'company.members[0].name: a string, not 5'],
  ['members.0.department', 2, 'company.members[0].department: an array, not 2'],
  ['members.0.department', ['2'], 'company.members[0].department[0]: a whole number, not "2"'],
  ['members.0.status', 3, 'company.members[0].status: one of 1, 2, 4, 5, not 3'],
  ['members.0', null, 'company.members[0]: an object, not null'],
  ['members', { ann: {} }, 'company.members: an array, not {"ann":{}}'],
  ['apps.0.visible.tags', undefined, 'company.apps[0].visible.tags: missing'],
  ['contactCallback.token', undefined, 'company.contactCallback.token: missing'],
  [
    'contactCallback.encodingAESKey',
    'short',
    'company.contactCallback: The EncodingAESKey takes 43 letters and digits.',
  ],
];

for (const [at, value, wanted] of table) {
  test(`${at} as ${JSON.stringify(value)} is refused by its place`, async () => {
    assert.equal(await problem(but(at, value)), wanted);
  });
}

test('a key that there is not is named, with those that there are', async () => {
  const said = await problem(but('members.1.nmae', 'Bob'));
  assert.match(said, /^company\.members\[1\]\.nmae: no such key, only userid, name, /);
  assert.match(await problem(but('robot', [])), /^company\.robot: no such key, only corpid, .*robots$/);
});

test('several mistakes are told at once, a line for each', async () => {
  const company = but('members', [{ userid: 'a' }, { userid: 'b', name: 'B', mobil: '1' }]);
  const lines = (await problem(company)).split('\n');
  assert.deepEqual(
    lines.map((line) => line.split(':', 1)[0]),
    ['company.members[0].name', 'company.members[1].mobil'],
  );
});

test('a company of thousands of mistakes is told in a few lines', async () => {
  const members = Array.from({ length: 3000 }, (_, i) => ({ userid: `u${i}`, name: 'U', department: [99] }));
  const lines = (await problem(but('members', members))).split('\n');
  assert.equal(lines.length, 11);
  assert.equal(lines[10], '… and 2993 more');
});

for (const company of [null, [], 'a company', 5]) {
  test(`${JSON.stringify(company)} is no company`, async () => {
    assert.match(await problem(fromFile(company)), /^company: an object, not /);
  });
}

test('a key that JavaScript has of its own is as unknown as others', async () => {
  const company: CompanyConfig = JSON.parse(`{"__proto__": {}, ${JSON.stringify(good).slice(1)}`);
  assert.match(await problem(company), /^company\.__proto__: no such key/);
});
