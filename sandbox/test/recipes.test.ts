import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ROOT, read } from '../../test/docs/documents';
import { world } from './helpers/world';

// The recipes can be pasted. documents.test.ts looks at all snippets.

const SANDBOX = join(ROOT, 'sandbox');
const run = promisify(execFile);

test('the recipes for node:test and for a drill run', async () => {
  const { snippets } = read('sandbox/docs/recipes.md');
  const recipes = snippets.filter(({ text }) => text.includes("require('node:test')"));
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const outputs = recipes.map(
    async ({ text }) => (await run(process.execPath, ['-e', text], { cwd: ROOT, env })).stdout,
  );
  const [first, drill] = await Promise.all(outputs);
  assert.match(first ?? '', /pass 2/);
  assert.match(drill ?? '', /pass 1/);
});

test('the image starts the command with options that there are, and asks a path that answers', async (t) => {
  const dockerfile = readFileSync(join(SANDBOX, 'Dockerfile'), 'utf8');
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
