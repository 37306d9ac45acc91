import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ERRMSGS } from '../../src/protocol/errmsgs';
import { client } from '../helpers/world';
import { AGENTID, apiOf, receivingApp } from './helpers/app';
import { textOf, visit } from './helpers/visit';

// The wire explains itself: what a callback is, what an errcode means, what led to what.

const at = `/zhangsan/${AGENTID}`;
const text = (content: string) => ({ msgtype: 'text' as const, text: { content } });

test('a message leads to its request, and the request to its message', async (t) => {
  const { part, page, sandbox, entry } = await visit(t, { at });
  await apiOf(sandbox).send({ touser: 'zhangsan' }, text('one'));
  await entry('message', 'one').getByTestId('show-request').click();
  const row = page.locator('[data-testid=wire-row][open]');
  await row.filter({ hasText: 'message/send' }).waitFor();
  assert.equal(await page.evaluate('document.activeElement.closest("[data-testid=wire-row]") !== null'), true);
  await page.goto(`${sandbox.url}/#/lisi`);
  await part('owner').filter({ hasText: 'lisi' }).waitFor();
  await row.getByTestId('show-message').click();
  await page.locator('[data-testid=message].marked').filter({ hasText: 'one' }).waitFor();
});

test('a change of the address book leads to its callback, which is named by what it is, and back', async (t) => {
  const place = await visit(t, { at });
  const { part, page, sandbox } = place;
  await receivingApp(place, () => '');
  const callback = sandbox.company.apps.get(AGENTID)?.callback;
  assert.ok(callback);
  callback.contacts = true;
  const contact = await client(sandbox, sandbox.contactSecret);
  await contact.post('user/update', { userid: 'lisi', department: [3] });
  const sent = page.locator('[data-testid=wire-row][data-direction=out]');
  const row = sent.filter({ hasText: 'change_contact · update_user' });
  await row.waitFor();
  await sent.filter({ hasText: 'URL verification' }).waitFor();
  await part('wire-row').filter({ hasText: 'user/update' }).locator('summary').first().click();
  await part('show-callback').click();
  await page.locator('[data-testid=wire-row][data-direction=out][open]').waitFor();
  await row.getByTestId('show-cause').filter({ hasText: 'caused by user/update' }).click();
  await row.getByTestId('resend').click();
  await row.nth(1).waitFor();
  assert.equal(sandbox.deliveries().length, 2);
});

test('a callback whose reply is refused is red, and says why', async (t) => {
  const place = await visit(t, { at });
  const { part, sandbox } = place;
  await receivingApp(place, () => ({ type: 'image', content: { mediaId: 'nothing' } }));
  await sandbox.phone('zhangsan', AGENTID).text('hello');
  const row = part('wire-row').filter({ hasText: /text/ });
  await row.locator('.result.bad').filter({ hasText: '200' }).waitFor();
  await row.locator('summary').first().click();
  await row
    .getByTestId('note')
    .filter({ hasText: /^The reply is not shown: 40007 no such media_id/ })
    .waitFor();
});

test('an app that is down is told of in both languages, with each try numbered', async (t) => {
  const place = await visit(t, { at });
  const { part, sandbox } = place;
  const { stop } = await receivingApp(place, () => '');
  stop();
  await sandbox.phone('zhangsan', AGENTID).text('hello');
  await part('wire-row').filter({ hasText: 'text · 3/3' }).waitFor();
  await part('problem')
    .filter({ hasText: /nothing listens on port \d+: is your app running/ })
    .waitFor();
  await part('language').click();
  await part('problem')
    .filter({ hasText: /端口上没有程序在监听/ })
    .waitFor();
});

test('an errcode is explained in both languages, with the likely cause of this request', async (t) => {
  const { part, sandbox } = await visit(t, { at });
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  const contact = await client(sandbox, sandbox.contactSecret);
  const nobody = app.with('strange');
  const causes: [() => Promise<unknown>, RegExp, RegExp][] = [
    [() => app.get('user/get', { userid: 'lissi' }), /60111 no such userid/, /Is lisi meant\?/],
    [() => nobody.get('user/get', { userid: 'lisi' }), /40014/, /never gave out this token/],
    [() => contact.post('message/send', { touser: 'lisi' }), /48002/, /contact secret/],
    [() => app.post('message/send', { touser: 'lisi', agentid: 1000003, ...text('x') }), /301002/, /agentid 1000003/],
    [
      () => app.post('message/send', { touser: 'nobody', agentid: AGENTID, ...text('x') }),
      /81013/,
      /receivers are nobody/,
    ],
  ];
  for (const [index, [call, meaning, cause]] of causes.entries()) {
    await call();
    const row = part('wire-row').nth(index + 2);
    await row.locator('summary').first().click();
    assert.match(await textOf(row.getByTestId('explanation')), meaning);
    assert.match(await textOf(row.getByTestId('cause')), cause);
  }
  await part('language').click();
  await part('cause').filter({ hasText: '是不是 lisi？' }).waitFor();
});

test('every errcode that the sandbox answers is explained in both languages', async () => {
  const folder = join(__dirname, '../../page/errcodes');
  const modules = ['table', 'more', 'chapters'].map((name) => import(pathToFileURL(join(folder, `${name}.js`)).href));
  const [{ TABLE }, { MORE }, { CHAPTERS }] = await Promise.all(modules);
  const known: [number, string, string][] = [...TABLE, ...MORE, ...CHAPTERS];
  const codes = new Set(known.map(([code]) => code));
  assert.deepEqual(
    Object.keys(ERRMSGS).filter((code) => !codes.has(Number(code))),
    [],
  );
  assert.equal(codes.size, known.length, 'each once');
  for (const [code, zh, en] of known) assert.ok(/\p{Script=Han}/u.test(zh) && /^[ -~’]+$/.test(en), String(code));
});

test('a request is copied as curl, and the wire is exported as HAR', async (t) => {
  const { part, page, sandbox } = await visit(t, { at, permissions: ['clipboard-read', 'clipboard-write'] });
  await apiOf(sandbox).send({ touser: 'zhangsan' }, text("it's here"));
  const row = part('wire-row').filter({ hasText: 'message/send' });
  await row.locator('summary').first().click();
  await row.getByTestId('copy-curl').click();
  const curl = String(await page.evaluate('navigator.clipboard.readText()'));
  assert.match(curl, /^curl 'http:\/\/127\.0\.0\.1:\d+\/cgi-bin\/message\/send\?access_token=/);
  assert.ok(curl.includes(String.raw`it'\''s here`), curl);
  await row.locator('.headers').first().locator('summary').click();
  await row.locator('.headers pre').filter({ hasText: 'content-length' }).first().waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), part('wire-har').click()]);
  const { log } = JSON.parse(await readFile(await download.path(), 'utf8'));
  assert.deepEqual(
    log.entries.map((entry: { request: { method: string }; response: { status: number } }) => [
      entry.request.method,
      entry.response.status,
    ]),
    [
      ['GET', 200],
      ['POST', 200],
    ],
  );
});
