import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileStore } from '../../lib/stores/file';
import { KeyFolder } from '../../lib/stores/key_folder';
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

/** A key that was last used two hours ago. */
function makeOld(folder: string, key: string): KeyFolder {
  const name = createHash('sha256').update(key).digest('hex');
  const then = Date.now() - 7_200_000;
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, '7'), JSON.stringify({ value: 'old', until: then, at: then }));
  return new KeyFolder(folder, name);
}

test('what has long expired is swept away, two keys with a change, and nothing else', async () => {
  const folder = join(root, 'swept');
  const keys = Array.from({ length: 10 }, (_, at) => `old ${at}`);
  for (const key of keys) makeOld(folder, key);
  mkdirSync(join(folder, 'of somebody else'));
  const aside = join(folder, '.1-written-by-one-who-died');
  writeFileSync(aside, '');
  utimesSync(aside, 1, 1);
  const store = fileStore(folder);
  await store.set('alive', 1, 60_000);
  assert.ok(readdirSync(folder).length >= keys.length + 1, 'a change waits for two of them at most');
  while (readdirSync(folder).length > 2) await store.set('alive', 1, 60_000);
  assert.equal(await store.get('alive'), 1);
  assert.ok(existsSync(join(folder, 'of somebody else')));
});

test('a change that is made does not fail because something old cannot be swept', async () => {
  const folder = join(root, 'unsweepable');
  makeOld(folder, 'old');
  // It is closed, and cannot be removed.
  mkdirSync(join(folder, readdirSync(folder)[0] ?? '', '8', 'of somebody else'), { recursive: true });
  const store = fileStore(folder);
  for (const value of [1, 2, 3]) await store.set('alive', value, 60_000);
  assert.equal(await store.get('alive'), 3);
});

test('what is added between the look of a sweep and its removal stays', async () => {
  const folder = join(root, 'between');
  const old = makeOld(folder, 'key');
  const looked = await old.present();
  assert.equal(await fileStore(folder).add('key', 'new', 60_000), true);
  await old.close(looked);
  assert.equal(await fileStore(folder).get('key'), 'new');
  assert.equal(await fileStore(folder).add('key', 'other', 60_000), false);
});

test('who saw what is swept now comes too late, whether the next has begun or not', async () => {
  const folder = join(root, 'late');
  const old = makeOld(folder, 'key');
  const looked = await old.present();
  await old.close(looked);
  const entry = { value: 'late', until: Date.now() + 60_000 };
  assert.equal(await old.append(looked, entry), false);
  assert.equal(await fileStore(folder).add('key', 'new', 60_000), true);
  assert.equal(await old.append(looked, entry), false);
  assert.equal(await fileStore(folder).get('key'), 'new');
  assert.equal(filesIn(folder).length, 1);
});

for (const [state, leave] of [
  ['closed', (path: string) => mkdirSync(join(path, '8'))],
  ['emptied', (path: string) => rmSync(join(path, '7'))],
  ['emptied, with something strange in it,', (path: string) => renameSync(join(path, '7'), join(path, '.strange'))],
] as const) {
  test(`a key that a process left ${state} when it died in the middle of a sweep is free`, async () => {
    const folder = join(root, `left ${state}`);
    makeOld(folder, 'key');
    leave(join(folder, readdirSync(folder)[0] ?? ''));
    assert.equal(await fileStore(folder).get('key'), undefined);
    assert.equal(await fileStore(folder).add('key', 'new', 60_000), true);
    assert.equal(await fileStore(folder).get('key'), 'new');
  });
}

test('of many that add a key while others sweep it exactly one succeeds', async () => {
  const folder = join(root, 'together');
  for (let round = 0; round < 100; round++) {
    const key = `key ${round}`;
    const old = makeOld(folder, key);
    const sweeps = Array.from({ length: 4 }, async () => {
      const present = await old.present();
      if (present.usedUntil < Date.now()) await old.close(present);
    });
    const adds = Array.from({ length: 4 }, (_, at) => fileStore(folder).add(key, at, 60_000));
    await Promise.all(sweeps);
    const winners = (await Promise.all(adds)).flatMap((isAdded, at) => (isAdded ? [at] : []));
    assert.equal(winners.length, 1, String(winners));
    assert.equal(await fileStore(folder).get(key), winners[0]);
  }
});
