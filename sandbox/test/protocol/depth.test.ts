import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTooDeep } from '../../src/protocol/depth';

const lists = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`);
const objects = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);

test('values may nest 64 levels deep, and no deeper', () => {
  for (const nested of [lists, objects]) {
    assert.equal(isTooDeep(nested(64)), false);
    assert.equal(isTooDeep(nested(65)), true);
  }
});

test('what is too deep is found behind what is not, and under any name', () => {
  assert.equal(isTooDeep([1, 'text', null, { a: [], b: lists(62) }]), false);
  assert.equal(isTooDeep([1, 'text', null, { a: [], b: lists(63) }]), true);
  assert.equal(isTooDeep(JSON.parse(`{"__proto__":${'['.repeat(64)}${']'.repeat(64)}}`)), false);
  assert.equal(isTooDeep(JSON.parse(`{"__proto__":${'['.repeat(65)}${']'.repeat(65)}}`)), true);
});

test('values that contain themselves are too deep', () => {
  const values: { own?: object } = {};
  values.own = values;
  assert.equal(isTooDeep(values), true);
});
