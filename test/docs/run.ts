import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT, type Snippet } from './documents';

const run = promisify(execFile);

type Program = Pick<Snippet, 'text' | 'place'>;

/** Runs it in a project that installed the packages, and proves that it prints what its comments say. Gives what it printed. */
export async function runs({ text, place }: Program): Promise<string> {
  const args = [`--input-type=${text.includes('require(') ? 'commonjs' : 'module'}`, '--eval', text];
  const { stdout } = await run(process.execPath, args, { cwd: ROOT }).catch((err) => {
    throw new Error(`${place}: ${err.stderr}`);
  });
  checkPrinted({ text, place }, stdout);
  return stdout;
}

/** What the comments after `console.log` say is in it. */
export function checkPrinted({ text, place }: Program, stdout: string): void {
  for (const [, printed = ''] of text.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)) {
    assert.ok(stdout.includes(printed), `${place} printed ${stdout}`);
  }
}
