import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');
const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** What the release workflow asks before it publishes. */
function release(tag: string) {
  return run(process.execPath, ['scripts/release.mjs', tag], { cwd: ROOT });
}

test('all packages of the workspace have the version, up to their major, and History.md has its notes', async () => {
  const { stdout } = await release(`v${version}`);
  assert.doesNotMatch(stdout, /^## /m);
  assert.ok(readFileSync(join(ROOT, 'History.md'), 'utf8').includes(stdout.trim()));
  assert.ok(stdout.length > 100, stdout);
});

test('a tag of another version publishes nothing', async () => {
  await assert.rejects(release('v0.3.0'), { code: 1, stderr: /wechat-enterprise-api has the version/ });
  await assert.rejects(release('main'), { code: 1, stderr: /A tag looks like/ });
});

test('a tag of another version names the package that does not fit', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'release-'));
  t.after(() => rm(folder, { recursive: true }));
  const write = async (place: string, manifest: object) => {
    await mkdir(join(folder, place), { recursive: true });
    await writeFile(join(folder, place, 'package.json'), JSON.stringify(manifest));
    await writeFile(
      join(folder, place, 'History.md'),
      '# History\n\n## 1.4.2 / now\n\nNotes.\n\n## 2.4.2 / now\n\nNotes.\n',
    );
  };
  await cp(join(ROOT, 'scripts'), join(folder, 'scripts'), { recursive: true });
  const sibling = { name: 'wechat-api', version: '2.4.2', dependencies: { own: '1.4.2' } };
  const check = () => run(process.execPath, ['scripts/release.mjs', 'v1.4.2'], { cwd: folder });
  await write('.', { name: 'own', version: '1.4.2', workspaces: ['sibling'] });
  await write('sibling', sibling);
  assert.equal((await check()).stdout.trim(), 'Notes.');
  await write('sibling', { ...sibling, version: '1.4.2' });
  await assert.rejects(check(), { stderr: /wechat-api has the version 1\.4\.2, the tag means 2\.4\.2/ });
  await write('sibling', { ...sibling, dependencies: { own: '1.4.1' } });
  await assert.rejects(check(), { stderr: /wechat-api depends on own 1\.4\.1/ });
});
