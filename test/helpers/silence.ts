import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';

/** Listens to the console and to stderr; what it returns waits for whoever speaks late, and fails if anybody spoke. */
export function silence(t: TestContext): () => Promise<void> {
  const printed: string[] = [];
  for (const name of ['log', 'info', 'warn', 'error'] as const) {
    t.mock.method(console, name, (...words: unknown[]) => printed.push(words.join(' ')));
  }
  t.mock.method(process.stderr, 'write', (chunk: unknown) => printed.push(String(chunk)) > 0);
  return async () => {
    for (let i = 0; i < 10; i++) await turn();
    assert.deepEqual(printed, []);
  };
}
