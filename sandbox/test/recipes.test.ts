import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { world } from './helpers/world';

// The recipes can be pasted. documents.test.ts looks at all snippets.

const SANDBOX = join(__dirname, '..');
const read = (name: string) => readFileSync(join(SANDBOX, name), 'utf8');
const blocksOf = (name: string) => read(name).match(/```[\s\S]*?```/g) ?? [];
const run = promisify(execFile);

test('the recipes for node:test and for a drill run', async () => {
  const recipes = blocksOf('docs/recipes.md').filter((block) => block.includes("require('node:test')"));
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const outputs = recipes.map(async (code) => {
    const script = code.replace(/^```js\n|```$/g, '');
    return (await run(process.execPath, ['-e', script], { cwd: join(SANDBOX, '..'), env })).stdout;
  });
  const [first, drill] = await Promise.all(outputs);
  assert.match(first ?? '', /pass 2/);
  assert.match(drill ?? '', /pass 1/);
});

test('the image starts the command with options that there are, and asks a path that answers', async (t) => {
  const dockerfile = read('Dockerfile');
  const [, entry = '[]'] = /^ENTRYPOINT (.*)$/m.exec(dockerfile) ?? [];
  const command: string[] = JSON.parse(entry);
  assert.match(
    (await run(process.execPath, [join(SANDBOX, command[1] ?? ''), ...command.slice(2), '--help'])).stdout,
    /--host/,
  );
  const [, check = '[]'] = /HEALTHCHECK .*? CMD (.*)$/m.exec(dockerfile) ?? [];
  const [, flag = '', script = '']: string[] = JSON.parse(check);
  const { sandbox } = await world(t);
  await run(process.execPath, [flag, script.replace('http://127.0.0.1:8686', sandbox.url)]);
  await sandbox.close();
  await assert.rejects(run(process.execPath, [flag, script.replace('http://127.0.0.1:8686', sandbox.url)]), {
    code: 1,
  });
});
