import assert from 'node:assert/strict';
import { subscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { client } from '../helpers/world';
import { AGENTID, apiOf, OTHER_AGENTID, receivingApp } from './helpers/app';
import { textOf, type Visit, visit } from './helpers/visit';

// The live wire on the right, and the controls in the bar.

const at = `/zhangsan/${AGENTID}`;
const text = (content: string) => ({ msgtype: 'text' as const, text: { content } });

/** Each line as `path errcode`. */
async function lines({ part }: Visit): Promise<string[]> {
  const rows = await part('wire-row').all();
  return Promise.all(
    rows.map(async (row) => {
      return `${await textOf(row.locator('.path'))} ${await textOf(row.getByTestId('errcode'))}`;
    }),
  );
}

test('tokens expired by the button are refused, fetched anew, and the call is made again', async (t) => {
  const place = await visit(t, { at });
  const { part, entry, sandbox, page } = place;
  const api = apiOf(sandbox);
  await api.send({ touser: 'zhangsan' }, text('before'));
  await entry('message', 'before').waitFor();
  await part('tokens').click();
  await part('tokens-expire-all').click();
  await part('toast').filter({ hasText: '42001' }).waitFor();
  await page.keyboard.press('Escape');
  await api.send({ touser: 'zhangsan' }, text('after'));
  await entry('message', 'after').waitFor();
  await part('wire-row').nth(4).waitFor();
  assert.deepEqual(await lines(place), [
    'gettoken 0',
    'message/send 0',
    'message/send 42001',
    'gettoken 0',
    'message/send 0',
  ]);
});

test('the tokens of one secret are revoked alone', async (t) => {
  const place = await visit(t, { at });
  const { part, sandbox } = place;
  const [api, other] = [apiOf(sandbox), apiOf(sandbox, OTHER_AGENTID)];
  await Promise.all([api, other].map((one) => one.send({ touser: 'zhangsan' }, text('before'))));
  await part('tokens').click();
  await part('token-dialog')
    .locator('li')
    .filter({ hasText: String(AGENTID) })
    .getByTestId('tokens-revoke-one')
    .click();
  await part('toast').filter({ hasText: '40014' }).waitFor();
  await other.send({ touser: 'zhangsan' }, text('good'));
  await api.send({ touser: 'zhangsan' }, text('again'));
  await part('wire-row').nth(7).waitFor();
  const [good, ...again] = (await lines(place)).slice(4);
  assert.deepEqual([good, again], ['message/send 0', ['message/send 40014', 'gettoken 0', 'message/send 0']]);
});

test('a row unfolds to its query, request and response', async (t) => {
  const place = await visit(t, { at });
  const { part, sandbox } = place;
  await apiOf(sandbox).send({ touser: 'zhangsan' }, text('look inside'));
  const row = part('wire-row').filter({ hasText: 'message/send' });
  assert.equal(await row.locator('.text-part pre').count(), 0);
  await row.locator('summary').click();
  await row.locator('.text-part pre').nth(2).waitFor();
  const [query, request, response] = await row.locator('.text-part pre').allTextContents();
  assert.match(query ?? '', /access_token = /);
  assert.match(request ?? '', /"content": "look inside"/);
  assert.match(response ?? '', /"errcode": 0/);
  await apiOf(sandbox).send({ touser: 'lisi' }, text('it stays open'));
  await part('wire-row').nth(3).waitFor();
  assert.equal(await row.first().locator('.text-part pre').count(), 3);
  await row.first().locator('summary').first().click();
  await row.first().locator('.text-part pre').first().waitFor({ state: 'detached' });
});

test('the wire is filtered by words, errors and direction; paused and cleared', async (t) => {
  const place = await visit(t, { at });
  const { part, sandbox, page } = place;
  await receivingApp(place, () => 'fine');
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  await app.get('user/get', { userid: 'nobody' });
  await app.get('user/get', { userid: 'zhangsan' });
  await sandbox.phone('zhangsan', AGENTID).text('from the phone');
  const shown = (count: number) =>
    part('wire-count')
      .filter({ hasText: new RegExp(`^${count}$`) })
      .waitFor();
  // The token, both calls, the verification of the URL, and what the member sent.
  await shown(5);
  await part('wire-errors').click();
  await shown(1);
  assert.deepEqual(await lines(place), ['user/get 60111']);
  await part('wire-errors').click();
  await part('wire-out').click();
  await shown(2);
  await part('wire-in').click();
  await shown(3);
  await part('wire-in').click();
  await part('wire-filter').fill('FROM the phone');
  await shown(1);
  await part('wire-filter').fill('60111');
  await shown(1);
  await part('wire-filter').fill('');
  await part('wire-pause').click();
  await app.get('department/list');
  await page.locator('.wire .hint').filter({ hasText: '1' }).waitFor();
  await shown(5);
  await part('wire-pause').click();
  await shown(6);
  await part('wire-clear').click();
  await shown(0);
});

test('by the bar', async (t) => {
  const { sandbox, part, page } = await visit(t);

  await t.test('rate limits are switched on and off', async () => {
    for (const enabled of [true, false]) {
      await part('limits').click();
      await page.getByRole('switch', { checked: enabled }).waitFor();
      assert.equal(sandbox.limits.enabled, enabled);
    }
  });

  await t.test('trouble ordered in the dialog meets the next call; what waits is listed and cancelled', async () => {
    const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
    await part('trouble').click();
    const dialog = part('trouble-dialog');
    await dialog.locator('[name=path]').fill('user/get');
    await dialog.locator('[name=errcode]').fill('45033');
    await dialog.locator('[name=times]').fill('2');
    await part('trouble-order').click();
    await part('trouble-waiting').filter({ hasText: 'errcode 45033' }).filter({ hasText: '× 2' }).waitFor();
    await page.keyboard.press('Escape');
    assert.equal((await app.get('user/get', { userid: 'zhangsan' })).body.errcode, 45033);
    await part('trouble-count').filter({ hasText: '1' }).waitFor();
    await part('trouble').click();
    await dialog.locator('[name=what]').selectOption('html');
    await part('trouble-order').click();
    await part('trouble-waiting').filter({ hasText: 'html' }).waitFor();
    await part('trouble-clear').click();
    await part('trouble-waiting').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    assert.deepEqual(sandbox.trouble.waiting(), []);
    assert.equal((await app.get('user/get', { userid: 'zhangsan' })).body.errcode, 0);
  });

  await t.test('the clock’s buttons move the sandbox’s time, and the page shows it', async () => {
    const ahead = (words: string) =>
      page.locator('[data-testid=clock-ahead]', { hasText: new RegExp(`^${words}$`) }).waitFor();
    const moved = () => Math.round((sandbox.clock.now() - Date.now()) / 60_000);
    await ahead('real time');
    await part('clock-5m').click();
    await ahead('[+]5 min');
    assert.equal(moved(), 5);
    await part('clock-2h').click();
    await ahead('[+]2 h 5 min');
    assert.equal(moved(), 125);
    await part('clock-3d').click();
    await ahead('[+]3 d 2 h');
    assert.equal(moved(), 125 + 3 * 1440);
    await part('clock-own').click();
    await page.locator('[name=days]').fill('1');
    await page.locator('[name=hours]').fill('0');
    await page.keyboard.press('Enter');
    await ahead('[+]4 d 2 h');
    assert.equal(moved(), 125 + 4 * 1440);
    const shown = await part('clock').innerText();
    const there = await page.evaluate(`new Date(${sandbox.clock.now()}).getDate()`);
    assert.match(shown, new RegExp(`\\b0?${there}\\b`));
  });
});

/** On which events go out. */
const streams = new Set<Socket>();
subscribe('http.server.request.start', (start) => {
  const { request, socket } = Object(start);
  if (socket instanceof Socket && request.url === '/_sandbox/events') streams.add(socket);
});

test('a page that lost its connection comes back and shows what it missed', async (t) => {
  const place = await visit(t, { at });
  const { part, entry, sandbox, context, page } = place;
  place.expect(/ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION)/);
  const api = apiOf(sandbox);
  await api.send({ touser: 'zhangsan' }, text('before'));
  await entry('message', 'before').waitFor();
  await context.setOffline(true);
  for (const socket of streams) socket.destroy();
  await page.locator('.connection-lost').waitFor();
  await api.send({ touser: 'zhangsan' }, text('meanwhile'));
  await sandbox.admin('user/create', { userid: 'newcomer', name: 'New', department: [1], mobile: '13900000000' });
  assert.equal(await entry('message', 'meanwhile').count(), 0);
  await context.setOffline(false);
  await page.locator('.connection-open').waitFor();
  await entry('message', 'meanwhile').waitFor();
  await place.member('newcomer').waitFor();
  await part('wire-row').nth(2).waitFor();
  await api.send({ touser: 'zhangsan' }, text('afterwards'));
  await entry('message', 'afterwards').waitFor();
  assert.equal(await part('message').count(), 3);
});
