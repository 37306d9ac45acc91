import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileStore } from '../../lib/stores/file';
import { child } from '../helpers/children';
import { contract } from './contract';

const root = mkdtempSync(join(tmpdir(), 'file-store-'));
after(() => rmSync(root, { recursive: true }));

contract('file', () => fileStore(join(root, 'contract')));

/** All files below a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile());
}

test('a file store makes its folder, which nobody else can read', async () => {
  const folder = join(root, 'made', 'for', 'it');
  await fileStore(folder).set('key', 'secret', 60_000);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  const files = filesIn(folder);
  assert.equal(files.length, 1);
  for (const file of files) assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('a file store keeps one file for each key, however often it is written', async () => {
  const folder = join(root, 'often');
  const stores = [fileStore(folder), fileStore(folder)];
  await Promise.all(stores.flatMap((store) => Array.from({ length: 20 }, (_, at) => store.set('key', at, 60_000))));
  assert.equal(filesIn(folder).length, 1);
});

test('of many processes that add to a file store exactly one succeeds, also over what has expired', async (t) => {
  const folder = join(root, 'processes');
  const children = Array.from({ length: 4 }, () => child(t, 'child_file_store.ts', folder));
  for (let round = 0; round < 10; round++) {
    if (round % 2) await fileStore(folder).set(`key ${round}`, 'old', -1);
    const answers = await Promise.all(children.map((each) => each.ask({ add: `key ${round}` })));
    const winners = answers.filter((pid) => pid !== 0);
    assert.equal(winners.length, 1, String(answers));
    assert.equal(await fileStore(folder).get(`key ${round}`), winners[0]);
  }
});

test('a process that is killed in the middle of writing leaves a whole value', async (t) => {
  const folder = join(root, 'killed');
  for (let round = 0; round < 5; round++) {
    const writer = child(t, 'child_file_store.ts', folder);
    assert.equal(await writer.ask({ write: 'key' }), 'writing');
    writer.kill();
    await writer.end();
    const value = String(await fileStore(folder).get('key'));
    assert.equal(value, String(value[0]).repeat(300_000));
  }
  await fileStore(folder).set('key', 'after', 60_000);
  assert.equal(await fileStore(folder).get('key'), 'after');
});

test('a file that a power cut left empty or torn is nothing, and the next write goes over it', async () => {
  const folder = join(root, 'torn');
  for (const torn of ['', '{"value":"ab']) {
    await fileStore(folder).set('key', 'whole', 60_000);
    const [file = ''] = filesIn(folder);
    writeFileSync(file, torn);
    assert.equal(await fileStore(folder).get('key'), undefined);
    assert.equal(await fileStore(folder).add('key', 'next', 60_000), true);
    assert.equal(await fileStore(folder).get('key'), 'next');
  }
});

test('a slow process does not bring back the past', async () => {
  const folder = join(root, 'slow');
  const store = fileStore(folder);
  for (const value of [1, 2, 3]) await store.set('key', value, 60_000);
  const [file = ''] = filesIn(folder);
  // It looked when there was nothing, and writes the first change now.
  writeFileSync(join(file, '..', '1'), JSON.stringify({ value: 'past', until: Date.now() + 60_000, at: Date.now() }));
  assert.equal(await store.get('key'), 3);
  await store.set('key', 4, 60_000);
  assert.equal(filesIn(folder).length, 1);
});

test('what has long expired is swept away, and nothing else', async () => {
  const folder = join(root, 'swept');
  const now = Date.now();
  await fileStore(folder).set('dead', 1, -7_200_000);
  const [dead = ''] = filesIn(folder);
  writeFileSync(dead, JSON.stringify({ ...JSON.parse(readFileSync(dead, 'utf8')), at: now - 7_200_000 }));
  mkdirSync(join(folder, 'of somebody else'));
  await fileStore(folder).set('alive', 1, 60_000);
  assert.equal(filesIn(folder).length, 1);
  assert.equal(await fileStore(folder).get('alive'), 1);
  assert.equal(readdirSync(folder).length, 2);
});
