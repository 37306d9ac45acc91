import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openPart, type Part } from '../../lib/http/upload';

const MB = 1024 * 1024;

test('a file goes out in pieces of 256 kB, for each piece costs CPU on its way', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'pieces-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'big.bin');
  writeFileSync(path, Buffer.alloc(MB, 'x'));
  const { stream } = await new Promise<Part>((resolve, reject) =>
    openPart({ name: 'media' }, path, (err, part) => (part ? resolve(part) : reject(err))),
  );
  const sizes: number[] = [];
  await new Promise((resolve, reject) =>
    stream
      .on('data', (piece: Buffer) => sizes.push(piece.length))
      .on('end', resolve)
      .on('error', reject),
  );
  // The head and the end of the form come in pieces of their own.
  const ofFile = sizes.filter((size) => size > 1000);
  assert.deepEqual(ofFile, Array(4).fill(MB / 4));
});
