import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { counted } from '../../lib/compat/argument_count';
import { integer } from '../../lib/compat/integer';
import { leftOut } from '../../lib/compat/left_out';
import { withoutLostBlanks } from '../../lib/compat/lost_blanks';
import { withRawJSON } from '../../lib/compat/raw_json';
import { refuseNull } from '../../lib/compat/refuse_null';
import { withReversed } from '../../lib/compat/reversed';
import { withLast } from '../../lib/compat/with_last';
import type { Client } from '../../lib/core/types';

// What only callers of 0.3.0 need, one quirk a file. How they show on the wire is in sides.test.ts.

const QUIRKS: Record<string, () => void> = {
  argument_count() {
    assert.deepEqual(counted([null, 1], true), [null, 1, undefined]);
    assert.deepEqual(counted([null, 1], false), [null, 1]);
  },
  integer() {
    assert.deepEqual(['5', 7.9, '0x10', '12px'].map(integer), [5, 7, 16, 12]);
  },
  left_out() {
    const params = leftOut(
      () => [1, 2],
      (id: string, a?: unknown, b?: unknown) => [id, a, b],
    );
    const api = {} as Client;
    const filled = [['x'], ['x', undefined], ['x', 5, 6]].map((given) => Reflect.apply(params, api, given));
    assert.deepEqual(filled, [
      ['x', 1, 2],
      ['x', undefined, 2],
      ['x', 5, 6],
    ]);
  },
  lost_blanks() {
    assert.equal(withoutLostBlanks(' a\tb\n c ', false), ' ab c ');
    assert.equal(withoutLostBlanks(' a\tb\n c ', true), ' ab c');
  },
  raw_json() {
    const parsed = withRawJSON({ a: 1 }, '{"a": 1}');
    assert.deepEqual(parsed, { a: 1 });
    assert.equal(String(parsed), '{"a": 1}');
  },
  refuse_null() {
    assert.throws(() => refuseNull('opts', null), /^TypeError: opts must not be null\.$/);
    refuseNull('opts', undefined);
  },
  reversed() {
    assert.equal(JSON.stringify(withReversed({ agentid: 1 }, { a: 1, b: 2 })), '{"agentid":1,"b":2,"a":1}');
  },
  with_last() {
    const callback = () => {};
    assert.deepEqual(withLast({ length: 3 }, ['a']), ['a', undefined]);
    assert.deepEqual(withLast({ length: 1 }, [callback]), [callback]);
  },
};

for (const [quirk, check] of Object.entries(QUIRKS)) test(`0.3.0's quirk: ${quirk.replaceAll('_', ' ')}`, check);

test('every quirk has its test', () => {
  const files = readdirSync(join(__dirname, '../../lib/compat')).map((name) => name.replace('.ts', ''));
  assert.deepEqual(files.sort(), Object.keys(QUIRKS).sort());
});
