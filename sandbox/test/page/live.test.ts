import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox, type Sandbox } from '../../src/index';
import { client } from '../helpers/world';
import { AGENTID, apiOf, OTHER_AGENTID, receivingApp } from './helpers/app';
import { type Visit, visit } from './helpers/visit';

// What the page knows is what the sandbox knows: after a restart, behind other tabs, and in whatever order it is told.

const at = `/zhangsan/${AGENTID}`;
const PHONE = { width: 390, height: 844 };
const text = (content: string) => ({ msgtype: 'text' as const, text: { content } });

const badge = ({ page }: Visit, agentid: number) =>
  page.locator(`[data-testid=conversation][data-room="${agentid}"]`).getByTestId('unread');

const paths = ({ page }: Visit) => page.locator('[data-testid=wire-row] .path').allTextContents();

test('after a restart of the sandbox nothing of the old one is left', async (t) => {
  const place = await visit(t, { at });
  const { part, entry, page, sandbox } = place;
  await apiOf(sandbox).send({ touser: 'zhangsan' }, text('before'));
  await entry('message', 'before').waitFor();
  await part('wire-row').nth(1).waitFor();
  await part('wire-clear').click();
  const reloaded = page.waitForEvent('load');
  let again: Promise<Sandbox> | undefined;
  place.after(async () => (await again)?.close());
  // Back when the page asks for it again.
  await page.route('**/_sandbox/events', async (route) => {
    again ??= createSandbox({ port: Number(new URL(sandbox.url).port) });
    await again;
    await route.continue();
  });
  // What the page asks meanwhile fails.
  place.excuse(/Failed to load resource: net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE)/);
  await sandbox.close();
  await reloaded;
  assert.ok(again);
  await apiOf(await again).send({ touser: 'zhangsan' }, text('afterwards'));
  await entry('message', 'afterwards').waitFor();
  assert.equal(await part('message').count(), 1);
  await part('wire-row').nth(1).waitFor();
  assert.deepEqual(await paths(place), ['gettoken', 'message/send']);
});

test('after a reset nothing is unread, and every page that is open is told', async (t) => {
  const place = await visit(t, { at: '/lisi' });
  const { page, context, sandbox } = place;
  const other = await context.newPage();
  await other.goto(sandbox.url);
  const counts = [badge(place, AGENTID), other.locator('[data-testid=member][data-userid=lisi] .unread')];
  await apiOf(sandbox).send({ touser: 'lisi' }, text('before'));
  await Promise.all(counts.map((count) => count.filter({ hasText: /^1$/ }).waitFor()));
  const loaded = [page, other].map((one) => one.waitForEvent('load'));
  sandbox.reset();
  await Promise.all(loaded);
  await Promise.all(counts.map((count) => count.waitFor({ state: 'detached' })));
  await apiOf(sandbox).send({ touser: 'lisi' }, text('afterwards'));
  await Promise.all(counts.map((count) => count.filter({ hasText: /^1$/ }).waitFor()));
});

test('what happens while the page is loading is not lost', async (t) => {
  const place = await visit(t);
  const { context, sandbox } = place;
  const page = await context.newPage();
  const api = apiOf(sandbox);
  await page.route('**/_sandbox/events', async (route) => {
    await api.send({ touser: 'zhangsan' }, text('just now'));
    await route.continue();
  });
  await page.goto(`${sandbox.url}/#${at}`);
  await page.getByTestId('message').filter({ hasText: 'just now' }).waitFor();
  await page.getByTestId('wire-row').filter({ hasText: 'message/send' }).waitFor();
});

test('a tab that nobody sees holds no connection, and catches up when it is seen', async (t) => {
  const { page, entry, sandbox } = await visit(t, { at });
  const show = (hidden: boolean) =>
    page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'))`);
  const closed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/_sandbox/events'));
  await show(true);
  await closed;
  await apiOf(sandbox).send({ touser: 'zhangsan' }, text('meanwhile'));
  await show(false);
  await entry('message', 'meanwhile').waitFor();
});

/** What happened while everything is fetched is told once more. */
const TOLD_TWICE = `{
  const listener = Object.getOwnPropertyDescriptor(EventSource.prototype, 'onmessage');
  Object.defineProperty(EventSource.prototype, 'onmessage', {
    set(onmessage) {
      listener.set.call(this, (event) => {
        onmessage(event);
        setTimeout(onmessage, 0, event);
      });
    },
  });
}`;

test('a call that is told twice is one row of the wire', async (t) => {
  const place = await visit(t, { at, script: TOLD_TWICE });
  const { part, sandbox } = place;
  const api = apiOf(sandbox);
  await api.send({ touser: 'zhangsan' }, text('one'));
  await api.send({ touser: 'zhangsan' }, text('two'));
  // A row is there before its text is drawn.
  await part('wire-row').nth(2).getByText('message/send').first().waitFor();
  assert.deepEqual(await paths(place), ['gettoken', 'message/send', 'message/send']);
});

test('a row of the wire that is unfolded at the end stays where it is', async (t) => {
  const { part, sandbox } = await visit(t);
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  for (let number = 1; number <= 40; number++) await app.get('user/get', { userid: `user${number}` });
  const row = part('wire-row').nth(40);
  await row.locator('summary').click();
  await row.locator('pre').first().waitFor();
  const top = async () => (await row.boundingBox())?.y ?? 0;
  const before = await top();
  await app.get('user/get', { userid: 'zhangsan' });
  await part('wire-row').nth(41).waitFor({ state: 'attached' });
  assert.ok(Math.abs((await top()) - before) < 2, `it moved from ${before} to ${await top()}`);
});

test('a message to many is unread for all but the one who reads it', async (t) => {
  const place = await visit(t, { at });
  const { entry, member, sandbox } = place;
  await apiOf(sandbox).send({ touser: 'zhangsan|lisi' }, text('to both'));
  await entry('message', 'to both').waitFor();
  await member('lisi').getByLabel('Unread').waitFor();
  assert.equal(await place.part('unread').count(), 0);
  await member('lisi').click();
  await entry('message', 'to both').waitFor();
  await member('zhangsan').click();
  await member('lisi').getByLabel('Unread').waitFor({ state: 'detached' });
});

test('an answer of an app counts as unread in the conversation that is not open', async (t) => {
  const place = await visit(t, { at: `/zhangsan/${OTHER_AGENTID}` });
  await receivingApp(place, () => 'an answer');
  await place.sandbox.phone('zhangsan', AGENTID).text('a question');
  await badge(place, AGENTID).filter({ hasText: /^1$/ }).waitFor();
});

test('on a phone, what comes behind another tab is unread until its conversation is in sight', async (t) => {
  const place = await visit(t, { at, viewport: PHONE, hasTouch: true, isMobile: true });
  const { part, entry, sandbox } = place;
  await part('tab-wire').tap();
  await apiOf(sandbox).send({ touser: 'zhangsan' }, text('behind'));
  await badge(place, AGENTID).waitFor({ state: 'attached' });
  await part('tab-phone').tap();
  await entry('message', 'behind').waitFor();
  await badge(place, AGENTID).waitFor({ state: 'detached' });
});

test('on a phone, a link to a conversation leads to it', async (t) => {
  const { page, part } = await visit(t, { viewport: PHONE });
  await part('tree').waitFor();
  await page.evaluate(`location.hash = '#${at}'`);
  await part('room-name').filter({ hasText: '通知' }).waitFor();
});

test('in a chat its app speaks, and the name of the chat follows its changes', async (t) => {
  const { part, page, sandbox } = await visit(t, { at: '/zhangsan/chat:project' });
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  const chat = { name: '项目群', owner: 'zhangsan', userlist: ['zhangsan', 'lisi'], chatid: 'project' };
  await app.post('appchat/create', chat);
  await app.post('appchat/send', { chatid: 'project', ...text('hello') });
  await page.locator('[data-testid=message] .avatar').filter({ hasText: '通知' }).waitFor();
  await app.post('appchat/update', { chatid: 'project', name: '新的名字' });
  await part('room-name').filter({ hasText: '新的名字' }).waitFor();
});

test('trouble without an errcode cannot be ordered', async (t) => {
  const { part, sandbox } = await visit(t);
  await part('trouble').click();
  const errcode = part('trouble-dialog').locator('[name=errcode]');
  for (const words of ['', '0']) {
    await errcode.fill(words);
    await part('trouble-order').click();
    assert.ok(await errcode.evaluate((input) => Object(input).matches(':invalid:focus')));
  }
  assert.deepEqual(sandbox.trouble.waiting(), []);
});
