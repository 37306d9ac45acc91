import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { client } from '../helpers/world';
import { AGENTID, apiOf, OTHER_AGENTID, receivingApp } from './helpers/app';
import { textOf, visit } from './helpers/visit';

// The first screen: what just happened, and what a program needs to connect.

const run = promisify(execFile);
const text = (content: string) => ({ msgtype: 'text' as const, text: { content } });

test('messages, callbacks and refused calls are there, the newest first, and lead to where they belong', async (t) => {
  const place = await visit(t);
  const { part, page, sandbox } = place;
  await receivingApp(place, () => 'fine');
  await apiOf(sandbox).send({ touser: 'zhangsan' }, text('first'));
  sandbox.clock.advance(1000);
  await sandbox.phone('lisi', AGENTID).text('second');
  sandbox.clock.advance(1000);
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  await app.get('user/get', { userid: 'zhangsann' });
  await part('happening').nth(2).waitFor();
  const rows = await part('happening').allInnerTexts();
  assert.match(rows[0] ?? '', /通知[\s\S]*user\/get · no such userid[\s\S]*60111/);
  assert.match(rows[1] ?? '', /李四 → 通知[\s\S]*fine[\s\S]*delivered/);
  assert.match(rows[2] ?? '', /通知 → 张三[\s\S]*first[\s\S]*\n0$/);
  await part('happening').nth(0).click();
  await part('cause').filter({ hasText: 'Is zhangsan meant?' }).waitFor();
  await part('happening').nth(2).click();
  await page.locator('[data-testid=message].marked').filter({ hasText: 'first' }).waitFor();
  await part('home-link').click();
  await part('happening').nth(1).click();
  await part('owner').filter({ hasText: 'lisi' }).waitFor();
});

test('a visit loads one script and one style sheet', async (t) => {
  const { page } = await visit(t);
  const loaded = await page.evaluate<string[]>("performance.getEntriesByType('resource').map(({ name }) => name)");
  const files = loaded.map((name) => new URL(name).pathname).filter((path) => path.startsWith('/page/'));
  assert.deepEqual(files.sort(), ['/page/main.css', '/page/main.js']);
});

test('a test message goes through the API, and its conversation opens', async (t) => {
  const { part, page, entry, sandbox } = await visit(t);
  await part('home').locator('[name=userid]').selectOption('lisi');
  await part('home').locator('[name=agentid]').selectOption(String(OTHER_AGENTID));
  await part('test-message').click();
  await entry('message', 'test message').waitFor();
  await part('owner').filter({ hasText: 'lisi' }).waitFor();
  assert.deepEqual(
    sandbox.messages().map(({ to, from }) => [to, from]),
    [[['lisi'], { agentid: OTHER_AGENTID }]],
  );
  await part('wire-row').nth(1).waitFor();
  assert.equal(await textOf(page.locator('[data-testid=wire-row] .path').last()), 'message/send');
});

test('addresses and secrets are copied by a button each', async (t) => {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const { part, page, sandbox } = await visit(t, { permissions });
  const copied = async (name: string) => {
    await part('connect').locator('li').filter({ hasText: name }).getByTestId('copy').click();
    return page.evaluate('navigator.clipboard.readText()');
  };
  assert.equal(await copied('Base URL'), sandbox.prefix);
  assert.equal(await copied('审批'), sandbox.apps[1]?.secret);
  assert.equal(await copied('Robot URL'), `${sandbox.prefix}webhook/send?key=00000000-0000-4000-8000-000000008686`);
});

test('the samples for curl and Python send a message as they stand', async (t) => {
  const { part, entry, page, sandbox } = await visit(t, { at: '' });
  const code = async (id: string) => {
    await part(`sample-${id}`).click();
    return (await part('sample').textContent()) ?? '';
  };
  assert.match(await code('library'), new RegExp(`api.prefix = '${sandbox.prefix}'`));
  assert.match(await code('java'), /HttpClient/);
  const curl = await run('sh', ['-c', await code('curl')]);
  assert.equal(JSON.parse(curl.stdout).errcode, 0);
  const python = await run('python3', ['-c', await code('python')]);
  assert.match(python.stdout, /'errcode': 0/);
  assert.equal(sandbox.messages().length, 2);
  await page.goto(`${sandbox.url}/#/${sandbox.messages()[0]?.to[0]}/${AGENTID}`);
  await entry('message', 'hello').nth(1).waitFor();
});

test('a folded department tells how much those in it have not read, also what came while the tab slept', async (t) => {
  const { part, page, sandbox, member } = await visit(t);
  const department = page.locator('[data-testid=department][data-id="2"]');
  await department.click();
  await member('lisi').waitFor({ state: 'detached' });
  const show = (hidden: boolean) =>
    page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'))`);
  await show(true);
  await apiOf(sandbox).send({ touser: 'lisi|zhangsan' }, text('meanwhile'));
  await show(false);
  await department.locator('.unread').filter({ hasText: /^2$/ }).waitFor();
  await page.reload();
  await part('tree').waitFor();
  await department.click();
  await department.locator('.unread').filter({ hasText: /^2$/ }).waitFor();
});

test('what was done on the page is copied as a test that passes', async (t) => {
  const place = await visit(t, { at: `/lisi/${AGENTID}`, permissions: ['clipboard-read', 'clipboard-write'] });
  const { part, page, entry } = place;
  await receivingApp(place, (message) => `got ${message.MsgType === 'text' ? message.Content : message.MsgType}`);
  // Then the page knows of the callback.
  await part('no-callback').waitFor({ state: 'detached' });
  await part('answer').fill('hello');
  await page.keyboard.press('Enter');
  await entry('reply', 'got hello').waitFor();
  await part('home-link').click();
  await part('copy-test').click();
  const copied = String(await page.evaluate('navigator.clipboard.readText()'));
  assert.match(copied, /phone\("lisi", 1000002\)\.send\(\{\s+"MsgType": "text",\s+"Content": "hello"\s+\}\)/);
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-copied-'));
  place.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'copied.test.cjs');
  const source = JSON.stringify(join(__dirname, '../../src/index.ts'));
  await writeFile(file, copied.replace("'wechat-enterprise-sandbox'", source));
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  const { stdout } = await run(
    process.execPath,
    ['--require', require.resolve('tsx/cjs'), '--test', '--test-reporter=tap', file],
    { env },
  );
  assert.match(stdout, /# pass 1\n/);
});
