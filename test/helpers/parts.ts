import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lifetime, Recorded } from './server';

export interface SentPart {
  /** The lines before the content, as UTF-8. */
  head: string[];
  content: Buffer;
}

/** The one part of a multipart body, taken apart by its bytes; a body of another shape fails the test. */
export function partOf(request: Recorded | undefined): SentPart {
  assert.ok(request);
  const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(request.headers['content-type'] ?? '')?.[1];
  const { body } = request;
  assert.equal(request.headers['content-length'], String(body.length));
  const opening = `--${boundary}\r\n`;
  const closing = `\r\n--${boundary}--\r\n`;
  assert.equal(body.subarray(0, opening.length).toString(), opening);
  assert.equal(body.subarray(-closing.length).toString(), closing);
  const blank = body.indexOf('\r\n\r\n');
  return {
    head: body.subarray(opening.length, blank).toString().split('\r\n'),
    content: body.subarray(blank + 4, -closing.length),
  };
}

/** A file of that name, gone when the test ends. */
export async function fileOf(t: Lifetime, name: string, content: Buffer | string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'upload-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}
