import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJSON } from '../../lib/http/json';

test('JSON with raw control characters in its strings is parsed, with any of them', () => {
  for (let code = 0; code < 32; code++) {
    const character = String.fromCharCode(code);
    assert.deepEqual(parseJSON(`{"a":"x${character}y","b":["\\"${character}"]}`), {
      a: `x${character}y`,
      b: [`"${character}`],
    });
  }
});

/** What is no JSON, for whatever reason besides. */
const BROKEN = ['', 'x', '{"a":"\u0001"', '\u0001{}', '{"a":\u0001}', '"\u0001', '"\\\u0001"', '{"a":"x"}\u0002'];

for (const text of BROKEN) {
  test(`${JSON.stringify(text)} is no JSON, and the error is that of the text as it came`, () => {
    let expected: unknown;
    try {
      JSON.parse(text);
    } catch (err) {
      expected = err;
    }
    assert.ok(expected instanceof SyntaxError);
    assert.throws(() => parseJSON(text), { name: 'SyntaxError', message: expected.message });
  });
}

// In quadratic time each of these would take many minutes.
const LENGTH = 5_000_000;
const LONG: Record<string, string> = {
  'a string that never ends': `"${'x'.repeat(LENGTH)}`,
  'a string with a control character that never ends': `"\u0001${'x'.repeat(LENGTH)}`,
  'quotes without number': '"'.repeat(LENGTH + 1),
  'backslashes without number': `"\u0001${'\\'.repeat(LENGTH)}`,
  'control characters without number, outside of strings': '\u0001'.repeat(LENGTH),
};

for (const [what, text] of Object.entries(LONG)) {
  test(`${what} is read through once`, () => {
    assert.throws(() => parseJSON(text), SyntaxError);
  });
}

test('control characters without number within a string are all escaped', () => {
  const text = '\u0001'.repeat(100_000);
  assert.equal(parseJSON(`"${text}"`), text);
});
