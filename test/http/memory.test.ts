import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uploadToSlowReader } from '../helpers/slow_reader';

// formstream by itself ignores that the other side is slow, and fills the memory with what it cannot send yet.
for (const form of ['path', 'stream'] as const) {
  test(`an upload of 100 MB, given as a ${form}, to a server that reads slowly adds at most 64 MB of memory`, async (t) => {
    const added = await uploadToSlowReader(t, { library: 'ours', form, megabytes: 100 }, 50);
    assert.ok(added.received > 100e6, `the server received ${added.received} bytes`);
    assert.ok(added.rss <= 64, `RSS grew by ${added.rss} MB`);
    assert.ok(added.external <= 64, `external memory grew by ${added.external} MB`);
  });
}
