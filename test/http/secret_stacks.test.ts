import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scrub } from '../../lib/http/redact';
import { leaks } from '../helpers/leaks';

const TEXT = 'proxy http://user:dummy-password@10.0.0.1 refused https://x/?access_token=dummy-token-value&userid=lisi';
const SECRETS = ['dummy-password', 'dummy-token-value'];

/** An error whose stack is an accessor of its own, as it is on Node.js 22 and 24. */
function withAccessor(message: string): Error {
  const err = new Error(message);
  let stack: unknown = err.stack;
  return Object.defineProperty(err, 'stack', {
    get: () => stack,
    set: (value: unknown) => {
      stack = value;
    },
    enumerable: false,
    configurable: true,
  });
}

/** An error whose stack somebody has read before us, a tracer for example. */
function withReadStack(message: string): Error {
  const err = new Error(message);
  assert.ok(err.stack?.includes(message));
  return err;
}

for (const [what, make] of Object.entries({
  'is an accessor': withAccessor,
  'was read before': withReadStack,
})) {
  test(`difference 11: a stack that ${what} has no secrets`, () => {
    const err = scrub(Object.assign(make(TEXT), { cause: make(TEXT) }));
    assert.deepEqual(leaks(err, SECRETS), []);
    assert.match(String(err.stack), /secret_stacks\.test/, 'it is still a stack');
    assert.equal(Object.getOwnPropertyDescriptor(err, 'stack')?.enumerable, false);
    assert.equal(Object.keys(err).includes('stack'), false);
  });
}

test('difference 11: an accessor that throws does not keep an error from its caller', () => {
  const err = Object.defineProperty(new Error(TEXT), 'stack', {
    get: () => {
      throw new Error('no stack');
    },
  });
  assert.equal(scrub(err), err);
  assert.ok(!err.message.includes('dummy-token-value'));
});
