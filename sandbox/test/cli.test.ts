import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { example } from '../src/config/example';
import { drilled } from './drill/app';
import { ask } from './helpers/client';
import { receiver } from './helpers/receiver';
import type { Lifetime } from './helpers/world';

/** The command as it is installed, so of the built package. */
const CLI = join(__dirname, '../bin/wechat-enterprise-sandbox.js');

function run(t: Lifetime, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  t.after(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    return ended;
  });
  return child;
}

/** What it printed, once that matches. */
function printed(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      if (pattern.test(text)) resolve(text);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)));
  });
}

function inFile(t: Lifetime, content: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'sandbox-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'company.json');
  writeFileSync(path, content);
  return path;
}

test('it starts with one command, says what to paste, logs unknown paths and ends on a signal', async (t) => {
  const child = run(t, '--port', '0');
  const text = await printed(child, /api\.prefix = ['"]http:\/\/127\.0\.0\.1:\d+\/cgi-bin\/['"]/);
  assert.match(text, /sandbox-contact-secret/);
  assert.match(text, /1000002/);
  const [prefix = ''] = /http:\/\/127\.0\.0\.1:\d+\/cgi-bin\//.exec(text) ?? [];
  const { body } = await ask(`${prefix}gettoken?corpid=${/ww\w+/.exec(text)?.[0]}&corpsecret=sandbox-contact-secret`);
  assert.equal(body.errcode, 0);
  const complaint = printed(child, /404.*no\/such\/path/);
  assert.equal((await ask(`${prefix}no/such/path`)).status, 404);
  await complaint;
  child.kill('SIGTERM');
  await once(child, 'exit');
});

test('a company of one own comes from a file', async (t) => {
  const company = {
    corpid: 'wwmine',
    contactSecret: 'my-contact-secret',
    departments: [{ id: 1, name: 'Mine' }],
    members: [{ userid: 'me', name: 'Me' }],
    apps: [{ agentid: 7, name: 'app', secret: 'my-app-secret' }],
  };
  const child = run(t, '--port', '0', '--config', inFile(t, JSON.stringify(company)));
  const text = await printed(child, /api\.prefix/);
  assert.match(text, /wwmine/);
  assert.match(text, /my-app-secret/);
});

test('a mistake in the file is told with the file and the place', async (t) => {
  const company = { ...example, members: [{ userid: 'ann', name: 'Ann', department: [99] }], tags: [], creator: 'ann' };
  const path = inFile(t, JSON.stringify(company));
  const child = run(t, '--port', '0', '--config', path);
  const said = await ended(child);
  assert.deepEqual(said, { code: 1, text: `${path}: company.members[0].department[0]: no department 99\n` });
});

async function ended(child: ChildProcess): Promise<{ code: unknown; text: string }> {
  let text = '';
  child.stderr?.on('data', (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, text };
}

for (const [what, args] of Object.entries({
  'an unknown option': () => ['--smell'],
  'a port that is none': () => ['--port', 'many'],
  'a file that is not there': () => ['--config', '/nowhere/company.json'],
  'a file that is no JSON': (t: Lifetime) => ['--config', inFile(t, 'no json')],
})) {
  test(`${what} ends it with a message, not a stack`, async (t) => {
    const child = run(t, '--port', '0', ...args(t));
    const { code, text } = await ended(child);
    assert.notEqual(code, 0);
    assert.ok(text.length > 0);
    if (what.includes('file')) assert.match(text, /company\.json/);
    assert.doesNotMatch(text, /\n\s+at /);
  });
}

test('a mistake in the JSON is told with its line and column', async (t) => {
  const path = inFile(t, '{\n  "corpid": "ww",\n}');
  const { code, text } = await ended(run(t, '--port', '0', '--config', path));
  assert.equal(code, 1);
  assert.ok(text.startsWith(`${path}: line 3, column 1: `), text);
});

test('--drill prints the scorecard, and ends with 1 unless all was passed', async (t) => {
  const { w } = await drilled(t);
  const at = ['--at', w.sandbox.url, '--drill', String(w.agentid), '--steps'];
  const passed = await outputOf(run(t, ...at, 'busy,wrong_receive_id'));
  assert.match(passed.stdout, /^Drill of 通知 \(1000002\): 2 passed, 0 failed, 0 not seen\n/);
  assert.equal(passed.code, 0);
  const { stdout, code } = await outputOf(run(t, ...at, 'late_copies', '--report', 'json'));
  assert.deepEqual([JSON.parse(stdout).passed, code], [1, 0]);
  await w.sandbox.setCallback(w.agentid, (await receiver(t, (_arrived, res) => res.writeHead(500).end())).settings);
  const failed = await outputOf(run(t, ...at, 'late_copies', '--report', 'junit'));
  assert.deepEqual([failed.code, /failures="1"/.test(failed.stdout)], [1, true]);
});

test('--drill starts a sandbox of its own where none is named', async (t) => {
  const { stdout, code } = await outputOf(run(t, '--port', '0', '--drill', '1000002', '--steps', 'late_copies'));
  assert.equal(code, 1);
  assert.match(stdout, /^Drill of 通知 \(1000002\): 0 passed, 0 failed, 1 not seen\n/);
});

for (const [what, args, words] of [
  ['an agentid that is none', ['--drill', 'all'], /--drill takes an agentid, not all/],
  ['an app that there is not', ['--drill', '7', '--port', '0'], /no app 7/],
  ['a report that there is not', ['--drill', '7', '--report', 'pdf'], /--report takes text, json or junit/],
  ['a sandbox that is not there', ['--drill', '7', '--at', 'http://127.0.0.1:1'], /No sandbox answers at http/],
] as const) {
  test(`a drill of ${what} ends with a message`, async (t) => {
    const { code, text } = await ended(run(t, ...args));
    assert.equal(code, 1);
    assert.match(text, words);
    assert.doesNotMatch(text, /\n\s+at /);
  });
}

async function outputOf(child: ChildProcess): Promise<{ stdout: string; code: unknown }> {
  let stdout = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  const [code] = await once(child, 'close');
  return { stdout, code };
}

test('--members adds the members of a CSV file', async (t) => {
  const child = run(t, '--port', '0', '--members', inFile(t, 'userid,name\nann,Ann\n'));
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await printed(child, /listens on http.*\n/)) ?? [];
  assert.equal((await ask(`${url}/_sandbox/`)).body.members, 7);
});

test('--watch begins anew when the file changes, and goes on when there is a mistake in it', async (t) => {
  const path = inFile(t, JSON.stringify(example));
  const child = run(t, '--port', '0', '--config', path, '--watch', '--unique');
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await printed(child, /Ctrl\+C/)) ?? [];
  const mistake = printed(child, /stays as it was/);
  writeFileSync(path, '{');
  assert.match(await mistake, /company\.json: line 1, column 2: /);
  const read = printed(child, /read again/);
  writeFileSync(path, JSON.stringify({ ...example, members: example.members.slice(0, 5) }));
  await read;
  const { body } = await ask(`${url}/_sandbox/`);
  assert.equal(body.members, 5);
  assert.notEqual(body.corpid, example.corpid);
});

test('--state goes on where the last run ended', async (t) => {
  const path = inFile(t, '');
  rmSync(path);
  for (const members of [6, 7]) {
    const child = run(t, '--port', '0', '--state', path);
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await printed(child, /Ctrl\+C/)) ?? [];
    assert.equal((await ask(`${url}/_sandbox/`)).body.members, members);
    const body = JSON.stringify({ userid: `u${members}`, name: 'U', department: [1], mobile: `1390000000${members}` });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    assert.equal((await ask(`${url}/_sandbox/admin/user/create`, init)).status, 200);
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
});

test('--state with a file that cannot be written ends it at once, with a line that names it', async (t) => {
  const file = join(dirname(inFile(t, '')), 'none', 'state.json');
  const child = run(t, '--port', '0', '--state', file);
  const said = ended(child);
  await assert.rejects(printed(child, /Ctrl\+C/), /ended with 1/);
  const { text } = await said;
  assert.ok(text.startsWith(`--state cannot write ${file}: ENOENT`), text);
  assert.equal(text.split('\n').length, 2, text);
});

test('a state that cannot be put in its place at the end is told in a line and kept beside it', async (t) => {
  const folder = dirname(inFile(t, ''));
  const file = join(folder, 'state.json');
  const child = run(t, '--port', '0', '--state', file);
  const said = ended(child);
  await printed(child, /Ctrl\+C/);
  assert.deepEqual(readdirSync(folder), ['company.json']);
  // Nothing can be moved to where a folder is.
  mkdirSync(file);
  child.kill('SIGTERM');
  const { code, text } = await said;
  assert.equal(code, 1);
  assert.ok(text.startsWith(`--state cannot write ${file}: `), text);
  assert.equal(text.split('\n').length, 2, text);
  const aside = readdirSync(folder).filter((name) => name.startsWith('state.json.'));
  assert.deepEqual(
    aside.map((name) => text.includes(join(folder, name))),
    [true],
  );
  assert.match(readFileSync(join(folder, String(aside[0])), 'utf8'), /sandbox-contact-secret/);
});

test('--state replaces the file as a whole, for the same readers, and leaves nothing beside it', async (t) => {
  const file = join(dirname(inFile(t, '')), 'state.json');
  for (const mode of [0o600, undefined]) {
    const child = run(t, '--port', '0', '--state', file);
    await printed(child, /Ctrl\+C/);
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    if (mode === undefined) continue;
    chmodSync(file, mode);
  }
  assert.deepEqual(readdirSync(dirname(file)), ['company.json', 'state.json']);
  if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
});
