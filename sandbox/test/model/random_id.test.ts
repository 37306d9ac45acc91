import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomId } from '../../src/model/random_id';

test('random ids have their length, survive in URLs, and none comes twice', () => {
  // Together more than several times the pool that they are taken from.
  const ids = Array.from({ length: 3000 }, (_, i) => randomId([16, 27, 43, 64, 214][i % 5] ?? 0));
  assert.equal(new Set(ids).size, ids.length);
  for (const [i, id] of ids.entries()) assert.match(id, new RegExp(`^[\\w-]{${[16, 27, 43, 64, 214][i % 5]}}$`));
});
