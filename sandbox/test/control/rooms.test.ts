import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOMS } from '../../src/control/rooms';
import { ROOM_SCHEMAS } from '../../src/control/rooms_schema';
import { createSandbox } from '../../src/index';
import { ask, type Body, Client, object } from '../helpers/client';
import { clientOf, known, play, ask as take } from '../helpers/played';
import { settingsFor } from '../helpers/receiver';
import { until } from '../helpers/until';
import { type Lifetime, type World, world } from '../helpers/world';

// What the chapters keep is part of a state: none of them may keep anything elsewhere.

/** Rooms that are not saved, and properties: why not. */
const NOT_SAVED: Readonly<Record<string, string>> = {
  Unread: 'What a page has not shown yet.',
  'Fetches.semaphore': 'What is under way.',
  'Jobs.last': 'What is under way.',
  'OAuth.#company': 'Its company.',
  'Sent.#company': 'Its company.',
  'Sent.#messages': 'The messages, by msgid: made anew of those that are saved.',
  'Sent.#tasks': 'The same, by task_id.',
};

/** A sandbox in which every endpoint of every chapter was called. */
async function played(t: Lifetime): Promise<{ w: World; steps: Awaited<ReturnType<typeof play>> }> {
  const w = await world(t);
  const app = w.sandbox.company.apps.get(w.agentid);
  assert.ok(app);
  app.callback = settingsFor(1);
  const steps = await play(w);
  await until(() => w.sandbox.deliveries().every(({ state }) => state !== 'sending'));
  return { w, steps };
}

/** Random bytes that are handed out in portions. */
const NO_STATE = 'model/random_id.ts: let used = POOL.length;';

/** Of a class as it is written: `#name` and `name`. */
function propertiesOf(room: object): string[] {
  const hidden = [...String(room.constructor).matchAll(/^\s*(#\w+)(?: =|;)/gm)].flatMap(([, name]) => name ?? []);
  return [...Object.keys(room), ...hidden];
}

test('every room of every chapter is saved, with all that is in it', async (t) => {
  const { w } = await played(t);
  const { rooms } = w.sandbox.company;
  const left = rooms.flatMap((room) => {
    assert.ok(typeof room === 'object' && room !== null);
    const { name } = room.constructor;
    const saved = Object.values(ROOMS).find(({ room: Kind }) => room instanceof Kind);
    if (saved === undefined) return name;
    return propertiesOf(room)
      .filter((property) => !saved.properties.includes(property))
      .map((property) => `${name}.${property}`);
  });
  const excused = new Set(Object.keys(NOT_SAVED));
  assert.deepEqual(
    left.filter((each) => !excused.has(each)),
    [],
  );
  assert.ok(propertiesOf(rooms.find((room) => object(room).jobs !== undefined) ?? {}).length > 1);
  const unused = Object.entries(ROOMS).filter(([, { room: Kind }]) => !rooms.some((room) => room instanceof Kind));
  // Only a message with enable_duplicate_check makes it.
  assert.deepEqual(
    unused.map(([name]) => name),
    ['recent'],
  );
  const described = Object.fromEntries(Object.entries(ROOM_SCHEMAS).map(([name, shape]) => [name, Object.keys(shape)]));
  const named = Object.fromEntries(Object.entries(ROOMS).map(([name, { properties }]) => [name, properties]));
  assert.deepEqual(described, named);
});

test('no chapter keeps state in its module, where no reset reaches it', () => {
  const source = join(__dirname, '../../src');
  const kept = ['chapters', 'batch', 'messaging', 'visits', 'model', 'media', 'directory', 'callback'].flatMap((room) =>
    readdirSync(join(source, room)).flatMap((name) =>
      readFileSync(join(source, room, name), 'utf8')
        .split('\n')
        .filter((line) => /^(export )?(let|var) |^(export )?const [^=]+= (new \w+(<.*>)?\(\)|\[\]|\{\});$/.test(line))
        .map((line) => `${room}/${name}: ${line}`),
    ),
  );
  assert.deepEqual(kept, [NO_STATE]);
});

test('reset() forgets what every chapter did', async (t) => {
  const { w } = await played(t);
  const fresh = await world(t);
  assert.ok(Object.keys(w.sandbox.snapshot().rooms).length > 10);
  w.sandbox.reset();
  fresh.sandbox.reset();
  assert.deepEqual(w.sandbox.snapshot(), fresh.sandbox.snapshot());
});

/** Those that read, and give the same twice. */
const READS = /(?:list|get|info|detail|batchget|get_\w+|list_\w+|simplelist|by_user|stat)$/;
const USES_UP = /getuserinfo|getuserdetail|tfa|token|invite|media\/get|getshakeinfo/;

test('a state of every chapter is come back to, and carried into another sandbox as JSON', async (t) => {
  const { w, steps } = await played(t);
  const text = JSON.stringify(w.sandbox.snapshot());
  const other = await createSandbox({ port: 0, state: JSON.parse(text) });
  t.after(() => other.close());
  assert.deepEqual(JSON.parse(JSON.stringify(other.snapshot())), JSON.parse(text));
  const read = steps.filter(({ path }) => READS.test(path) && !USES_UP.test(path));
  assert.ok(read.length > 40, `${read.length} reads`);
  for (const { who, path, params } of read) {
    const client = clientOf(w, who);
    const there = await take(new Client(other.url, client.token), path, params);
    const here = await take(client, path, params);
    assert.deepEqual(plain(there.body), plain(here.body), `${path} ${JSON.stringify(params)}`);
    assert.ok(known(path));
  }
  const kept = w.sandbox.snapshot();
  w.sandbox.reset();
  w.sandbox.restore(kept);
  assert.deepEqual(w.sandbox.snapshot(), kept);
});

/** Without the hint of a refusal, and addresses of the sandbox itself. */
function plain({ errmsg, ...body }: Body): unknown {
  return JSON.parse(JSON.stringify(body).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, ''));
}

test('what a room cannot hold is no state', async (t) => {
  const { w } = await played(t);
  const good = JSON.stringify(w.sandbox.snapshot());
  const wrong: [RegExp, (rooms: Record<string, Body>) => unknown][] = [
    [/state\.rooms\.customers\.all/, (rooms) => ({ ...rooms, customers: { ...rooms.customers, all: [['x', {}]] } })],
    [/state\.rooms\.kf: must have required property/, (rooms) => ({ ...rooms, kf: {} })],
    [/state\.rooms: /, (rooms) => ({ ...rooms, smell: {} })],
  ];
  for (const [words, change] of wrong) {
    const state = JSON.parse(good);
    state.rooms = change(state.rooms);
    assert.throws(() => w.sandbox.restore(state), words);
    const headers = { 'content-type': 'application/json' };
    const { status } = await ask(`${w.sandbox.url}/_sandbox/state`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(state),
    });
    assert.equal(status, 400);
  }
  assert.equal(JSON.stringify(w.sandbox.snapshot()), good);
});
