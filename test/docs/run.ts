import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT, type Snippet } from './documents';

const run = promisify(execFile);

/** Runs a snippet as a program in a project that installed the packages, and proves that it prints what its comments say. */
export async function runs({ text, place }: Pick<Snippet, 'text' | 'place'>): Promise<void> {
  const args = [`--input-type=${text.includes('require(') ? 'commonjs' : 'module'}`, '--eval', text];
  const { stdout } = await run(process.execPath, args, { cwd: ROOT }).catch((err) => {
    throw new Error(`${place}: ${err.stderr}`);
  });
  for (const [, printed = ''] of text.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)) {
    assert.ok(stdout.includes(printed), `${place} printed ${stdout}`);
  }
}
