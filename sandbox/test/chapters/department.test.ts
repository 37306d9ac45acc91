import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Client, list, rows } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { department, member } from '../helpers/people';
import { world } from '../helpers/world';

async function listed(contact: Client, id: number) {
  return rows(accepted(await contact.get('department/list', { id })), 'department');
}

test('a new department gets the next id, and the order after its last sibling', async (t) => {
  const { contact } = await world(t);
  await department(contact, 500, 'Parent');
  for (const name of ['first', 'second', 'third']) {
    accepted(await contact.post('department/create', { name, parentid: 500 }), 'created');
  }
  const children = (await listed(contact, 500)).slice(1);
  assert.deepEqual(
    children.map(({ id, name, parentid, order }) => ({ id, name, parentid, order })),
    [
      { id: 501, name: 'first', parentid: 500, order: 100_000_000 },
      { id: 502, name: 'second', parentid: 500, order: 99_999_000 },
      { id: 503, name: 'third', parentid: 500, order: 99_998_000 },
    ],
  );
});

test('department/create answers with the id, its own or the given one', async (t) => {
  const { contact } = await world(t);
  const own = accepted(await contact.post('department/create', { name: 'a', parentid: 1, id: 600 }), 'created');
  assert.equal(own.id, 600);
  const next = accepted(await contact.post('department/create', { name: 'b', parentid: 1 }), 'created');
  assert.equal(next.id, 601);
});

test('department/create refuses an id that exists', async (t) => {
  const { contact } = await world(t);
  await department(contact, 600, 'a');
  refused(await contact.post('department/create', { name: 'b', parentid: 1, id: 600 }), 60008);
});

test('department/create allows 15 levels', async (t) => {
  const { contact } = await world(t);
  for (let level = 2; level <= 15; level++)
    await department(contact, 700 + level, 'deep', level === 2 ? 1 : 699 + level);
  refused(await contact.post('department/create', { name: 'deeper', parentid: 715 }), 81002);
});

test('department/list gives the whole tree, in ascending order of the ids', async (t) => {
  const { contact } = await world(t);
  await department(contact, 800, 'high');
  await department(contact, 790, 'low', 800);
  const tree = rows(accepted(await contact.get('department/list')), 'department');
  const ids = tree.map(({ id }) => Number(id));
  assert.deepEqual(
    ids,
    [...ids].sort((a, b) => a - b),
  );
  const { parentid, order } = tree[0] ?? {};
  assert.deepEqual([ids[0], parentid, order], [1, 0, 100_000_000]);
});

test('department/list with an id gives that department and all below it', async (t) => {
  const { contact } = await world(t);
  await department(contact, 810, 'top');
  await department(contact, 811, 'middle', 810);
  await department(contact, 812, 'bottom', 811);
  await department(contact, 813, 'beside');
  assert.deepEqual(
    (await listed(contact, 810)).map(({ id }) => id),
    [810, 811, 812],
  );
});

test('department/list shows name_en only where it is set', async (t) => {
  const { contact } = await world(t);
  await department(contact, 820, '中文');
  assert.ok(!('name_en' in ((await listed(contact, 820))[0] ?? {})));
  accepted(await contact.post('department/update', { id: 820, name_en: 'English' }), 'updated');
  assert.equal((await listed(contact, 820))[0]?.name_en, 'English');
});

test('department/list of an unknown id is refused, and still has its array', async (t) => {
  const { contact } = await world(t);
  const answer = await contact.get('department/list', { id: 987654 });
  refused(answer, 60123);
  assert.deepEqual(answer.body.department, []);
});

test('department/update stores order -1 as 4294967295, and "aaa" as 0', async (t) => {
  const { contact } = await world(t);
  await department(contact, 830, 'ordered');
  await contact.post('department/update', { id: 830, order: -1 });
  assert.equal((await listed(contact, 830))[0]?.order, 4_294_967_295);
  await contact.post('department/update', { id: 830, order: 'aaa' });
  assert.equal((await listed(contact, 830))[0]?.order, 0);
});

test('department/update changes what it is given and nothing else', async (t) => {
  const { contact } = await world(t);
  await department(contact, 840, 'before');
  const [before] = await listed(contact, 840);
  accepted(await contact.post('department/update', { id: 840, name: 'after' }), 'updated');
  assert.deepEqual(await listed(contact, 840), [{ ...before, name: 'after' }]);
});

test('department/update moves a department, but not below itself', async (t) => {
  const { contact } = await world(t);
  await department(contact, 850, 'upper');
  await department(contact, 851, 'lower', 850);
  await department(contact, 852, 'third');
  refused(await contact.post('department/update', { id: 850, parentid: 851 }), 60010);
  refused(await contact.post('department/update', { id: 850, parentid: 850 }), 60010);
  accepted(await contact.post('department/update', { id: 851, parentid: 852 }), 'updated');
  assert.equal((await listed(contact, 851))[0]?.parentid, 852);
});

test('department/delete refuses the root, an unknown id, members and departments inside', async (t) => {
  const { contact } = await world(t);
  await department(contact, 860, 'parent');
  await department(contact, 861, 'child', 860);
  await department(contact, 862, 'inhabited');
  await member(contact, 'inhabitant', { department: [862] });
  refused(await contact.get('department/delete', { id: 1 }), [60005, 60006, 60007]);
  refused(await contact.get('department/delete', { id: 987654 }), 60123);
  refused(await contact.get('department/delete', { id: 860 }), 60006);
  refused(await contact.get('department/delete', { id: 862 }), 60005);
  refused(await contact.get('department/delete'), 40058);
  refused(await contact.get('department/delete', { id: '' }), 40058);
});

test('department/delete deletes, also several ids at once as in 企业号', async (t) => {
  const { contact } = await world(t);
  for (const id of [870, 871, 872]) await department(contact, id, `d${id}`);
  accepted(await contact.get('department/delete', { id: 870 }), 'deleted');
  accepted(await contact.get('department/delete?id=871&id=872'), 'deleted');
  for (const id of [870, 871, 872]) refused(await contact.get('department/list', { id }), 60123);
});

test('department/simplelist gives ids, parents and orders', async (t) => {
  const { contact } = await world(t);
  await department(contact, 880, 'a');
  await department(contact, 881, 'b', 880);
  const body = accepted(await contact.get('department/simplelist', { id: 880 }));
  assert.deepEqual(list(body, 'department_id'), [
    { id: 880, parentid: 1, order: rows(body, 'department_id')[0]?.order },
    { id: 881, parentid: 880, order: 100_000_000 },
  ]);
  const unknown = await contact.get('department/simplelist', { id: 987654 });
  refused(unknown, 60123);
  assert.deepEqual(unknown.body.department_id, []);
});

test('department/get gives one department', async (t) => {
  const { contact } = await world(t);
  await department(contact, 890, 'single');
  const body = accepted(await contact.get('department/get', { id: 890 }));
  const [row] = await listed(contact, 890);
  assert.deepEqual(body.department, row);
  refused(await contact.get('department/get', { id: 987654 }), 60123);
});

test('an app may read departments, but not change them', async (t) => {
  const { app } = await world(t);
  assert.ok(rows(accepted(await app.get('department/list')), 'department').length > 0);
  refused(await app.post('department/create', { name: 'x', parentid: 1 }), 48002, 'api forbidden');
  refused(await app.post('department/update', { id: 1, name: 'x' }), 48002);
  refused(await app.get('department/delete', { id: 1 }), 48002);
});

test('in the current era a name has up to 64 characters', async (t) => {
  const { contact } = await world(t, { era: 'current' });
  accepted(await contact.post('department/create', { name: 'n'.repeat(64), parentid: 1 }), 'created');
  refused(await contact.post('department/create', { name: 'n'.repeat(65), parentid: 1 }), 60001);
});
