import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox } from '../../src/index';
import { Clock } from '../../src/model/clock';
import { Expiring } from '../../src/model/expiring';
import { Newest } from '../../src/model/newest';
import type { Body } from '../helpers/client';

// Lists and maps with limits, and the option `keep`.

test('the newest are kept: so many, so many bytes, and the very newest always', () => {
  const kept = new Newest<{ name: string }>(3, 100);
  const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name }));
  assert.ok(a && b && c && d && e);
  for (const one of [a, b, c]) assert.deepEqual(kept.add(one, 10), []);
  assert.deepEqual(kept.add(d, 10), [a]);
  assert.deepEqual(kept.resize(b, 80), []);
  assert.deepEqual(kept.resize(c, 11), [b]);
  assert.deepEqual(kept.resize(b, 1000), [], 'it has gone');
  assert.deepEqual(kept.add(e, 1000), [c, d]);
  assert.deepEqual(kept.all, [e]);
});

test('what is known for a while is forgotten in time, and of too much the oldest', () => {
  const clock = new Clock();
  const known = new Expiring<number>(clock, 3);
  const at = (ms: number) => clock.now() + ms;
  for (const [index, key] of ['a', 'b', 'c', 'd'].entries()) known.set(key, index, at(10_000));
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((key) => known.get(key)),
    [undefined, 1, 2, 3],
  );
  clock.advance(10_000);
  assert.equal(known.get('d'), undefined);
  known.set('e', 4, at(10_000));
  assert.deepEqual([known.get('e'), known.size], [4, 1]);
});

const wrong: [keep: Body, problem: RegExp][] = [
  [{ messages: 0 }, /^keep\.messages: a whole number from 1, not 0$/],
  [{ media: 1.5 }, /^keep\.media: /],
  [{ wire: '500' }, /^keep\.wire: /],
  [{ messges: 5 }, /^keep\.messges: no such key, only messages, deliveries, wire, media, mediaBytes$/],
];

for (const [keep, message] of wrong) {
  test(`a sandbox does not keep ${JSON.stringify(keep)}`, async () => {
    await assert.rejects(createSandbox({ port: 0, keep }), { name: 'TypeError', message });
  });
}
