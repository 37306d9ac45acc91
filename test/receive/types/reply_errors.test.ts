import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';

// What the compiler says of a reply with a misspelt type: the type in question is in the first line, and what it should
// have been in the last.

const root = join(__dirname, '../../..');

const PROGRAM = `import wechat = require(${JSON.stringify(join(root, 'dist/lib/receive/index'))});
wechat.text(() => ({ type: 'imagee', content: { mediaId: 'm' } }));
wechat.text(async () => ({ type: 'imagee', content: { mediaId: 'm' } }));
declare const res: wechat.Replying;
res.reply({ type: 'imagee', content: { mediaId: 'm' } });
`;

const OPTIONS = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--skipLibCheck'];

/** What a compiler says of the program, by its lines. */
async function saidOf(t: TestContext, typescript: string): Promise<Map<number, string[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'reply-errors-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'program.ts'), PROGRAM);
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
  const compiler = join(root, 'node_modules', typescript, 'bin/tsc');
  const args = [compiler, ...OPTIONS, ...types, '--pretty', 'false', join(folder, 'program.ts')];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_err, stdout) => resolve(stdout));
  });
  const errors = output.split(/^(?=\S)/m).map((error) => error.trimEnd().split('\n'));
  return new Map(errors.map((lines) => [Number(/program\.ts\((\d+),/.exec(lines[0] ?? '')?.[1]), lines]));
}

for (const typescript of ['typescript', 'typescript-5.9']) {
  test(`${typescript} says which type of reply is wrong, and which was meant`, async (t) => {
    const said = await saidOf(t, typescript);
    assert.deepEqual([...said.keys()], [2, 3, 5], JSON.stringify([...said]));
    for (const [line, [first = '', ...rest]] of said) {
      assert.match(first, /type: "imagee".* is not assignable to .*'Reply(OrNothing)?'\.$/, String(line));
      assert.match(
        rest.at(-1) ?? '',
        /Type '"imagee"' is not assignable to type .*"image".* Did you mean '"image"'\?$/,
      );
    }
  });
}
