import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { type TestContext, test } from 'node:test';
import type { CompanyConfig } from '../../src/index';
import { csvUploaded, line, membersCSV } from '../helpers/jobs';
import { uploaded } from '../helpers/messages';
import { client } from '../helpers/world';
import { AGENTID } from './helpers/app';
import { busyCompany } from './helpers/busy';
import { afterMessages } from './helpers/crowd';
import { type Visit, type VisitOptions, visit } from './helpers/visit';

// For everybody, and for companies of every size: axe-core finds nothing serious, dialogs take the focus, and little is drawn.

const at = `/zhangsan/${AGENTID}`;
const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');

/** Serious and critical findings in what a selector names, each with where it is. `rule`: no others are looked at. */
async function findings({ page }: Visit, within = 'body', rule?: string): Promise<string[]> {
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rule && { runOnly: [rule] }) });
  return page.evaluate(`axe.run('${within}', ${options}).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)))`);
}

/** In the theme that is there, and in the other one, which has other colours and nothing else. */
async function nothingSerious(place: Visit, within?: string): Promise<void> {
  const { page } = place;
  assert.deepEqual(await findings(place, within), []);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  assert.deepEqual(await findings(place, within, 'color-contrast'), []);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

async function watched(t: TestContext, options: VisitOptions): Promise<Visit> {
  const place = await visit(t, { bypassCSP: true, colorScheme: 'light', reducedMotion: 'reduce', ...options });
  await place.page.addScriptTag({ path: AXE });
  return place;
}

for (const { locale, width } of [
  { locale: 'zh-CN', width: 1440 },
  { locale: 'en-GB', width: 1280 },
  { locale: 'en-GB', width: 390 },
] as const) {
  test(`axe-core finds nothing serious in ${locale}, ${width} px, light and dark`, async (t) => {
    const place = await watched(t, { at, locale, viewport: { width, height: 900 } });
    const { page, part } = place;
    await busyCompany(place);
    await nothingSerious(place);
    await page.evaluate("location.hash = '#/'");
    await part('home').waitFor();
    await nothingSerious(place, '#phone');
    await part('wire-row')
      .last()
      .locator('summary')
      .first()
      .evaluate((summary) => Object(summary).click());
    await part('explanation').waitFor({ state: 'attached' });
    if (width < 1000) await part('tab-wire').click();
    await nothingSerious(place, '#wire');
  });
}

/** Of each section, and of the dialogs that it opens. */
const SECTIONS: [section: string, ...openers: string[]][] = [
  ['members', 'add-member', 'edit-department'],
  ['tags', 'add-tag'],
  ['apps', 'edit-app'],
  ['robots', 'add-robot'],
  ['chats'],
  ['jobs'],
  ['media'],
];

test('axe-core finds nothing serious where the company is changed, and beside a second phone', async (t) => {
  const place = await watched(t, { at: '//members', locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
  const { page, part, sandbox } = place;
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  const contact = await client(sandbox, sandbox.contactSecret);
  await app.post('appchat/create', { name: 'Team', owner: 'lisi', userlist: ['lisi', 'boss'] });
  await contact.post('batch/syncuser', { media_id: await csvUploaded(contact, membersCSV(line('Bob', 'bob', '1'))) });
  await uploaded(app, 'image');
  for (const [section, ...openers] of SECTIONS) {
    await part(`section-${section}`).click();
    await page.locator('.admin .rows').waitFor();
    assert.deepEqual(await findings(place, '#phone'), []);
    // Each in one of the two languages.
    await part('language').click();
    for (const opener of openers) {
      await part(opener).first().click();
      assert.deepEqual(await findings(place, 'dialog'), []);
      await page.keyboard.press('Escape');
    }
  }
  await part('section-members').click();
  await part('add-member').click();
  await part('form-save').click();
  await nothingSerious(place);
  await page.keyboard.press('Escape');
  await page.evaluate(`location.hash = '#${at}+/lisi'`);
  await part('phone').nth(1).waitFor();
  await nothingSerious(place, '#phone');
});

test('a dialog begins at its first field, and an error replaces the one before', async (t) => {
  const place = await visit(t, { at });
  const { page, part, sandbox } = place;
  place.expect(/status of 400/);
  await part('callback').click();
  assert.equal(await page.evaluate('document.activeElement.name'), 'url');
  await page.keyboard.press('Escape');
  await part('clock-own').click();
  assert.equal(await page.evaluate('document.activeElement.name'), 'days');
  await page.keyboard.press('Escape');
  const [app] = sandbox.company.apps.values();
  assert.ok(app);
  app.visible = { users: ['lisi'], parties: [], tags: [] };
  for (const words of ['one', 'two']) {
    await part('answer').fill(words);
    await page.keyboard.press('Enter');
    await part('toast')
      .filter({ hasText: `zhangsan does not see the app ${AGENTID}` })
      .waitFor();
  }
  assert.equal(await part('toast').count(), 1);
  await part('language').click();
  await part('send').click();
  await part('toast')
    .filter({ hasText: `成员 zhangsan 看不见应用 ${AGENTID}` })
    .waitFor();
});

const LARGE: CompanyConfig = {
  corpid: 'ww5a8dbc0ffee0cafe',
  contactSecret: 'sandbox-contact-secret',
  departments: Array.from({ length: 40 }, (_, index) => ({
    id: index + 1,
    name: `D${index + 1}`,
    parentid: index && 1,
  })),
  members: Array.from({ length: 300 }, (_, index) => ({
    ...{ userid: `user${index}`, name: `Member ${index}`, mobile: `138${String(index).padStart(8, '0')}` },
    department: [(index % 40) + 1],
  })),
  apps: [{ agentid: AGENTID, name: 'News', secret: 'sandbox-app-1000002-secret' }],
};

/** How many elements come and go while something happens. */
const WATCH = `globalThis.changed = 0;
  new MutationObserver((records) => {
    for (const { addedNodes, removedNodes } of records) {
      globalThis.changed += [...addedNodes, ...removedNodes].filter(({ nodeType }) => nodeType === 1).length;
    }
  }).observe(document.querySelector('.columns'), { childList: true, subtree: true })`;

test('with 300 members in 40 departments and 1,000 messages, little is drawn, and of what changes only that', async (t) => {
  const place = await visit(t, {
    at: `/user1/${AGENTID}+/user41/${AGENTID}`,
    viewport: { width: 1440, height: 900 },
    sandbox: { state: await afterMessages(999, ['user1', 'user41'], LARGE) },
  });
  const { page, part, entry, sandbox } = place;
  const app = await client(sandbox, 'sandbox-app-1000002-secret');
  const send = (content: string, touser: string) =>
    app.post('message/send', { touser, agentid: AGENTID, msgtype: 'text', text: { content } });
  const drawn = async (selector: string) =>
    Number(await page.evaluate(`document.querySelectorAll('${selector}').length`));
  const changed = async () => Number(await page.evaluate('[globalThis.changed, (globalThis.changed = 0)][0]'));
  await part('message').nth(1997).waitFor({ state: 'attached' });
  assert.ok((await drawn('#contacts [role=treeitem]')) <= 50);
  await page.evaluate(WATCH);
  await send('the last', 'user1');
  await entry('message', 'the last').waitFor();
  await part('wire-row').filter({ hasText: 'message/send' }).waitFor();
  const one = await changed();
  assert.ok(one > 0 && one < 40, `${one} elements for a message`);
  await send('to somebody else', 'user2');
  await page.locator('[data-testid=department] .unread').first().waitFor();
  await part('wire-row').nth(2).waitFor();
  const another = await changed();
  assert.ok(another < 25, `${another} elements for a message of somebody else`);
  await sandbox.admin('user/update', { userid: 'user1', name: 'Renamed' });
  await part('room-name').locator('xpath=../small').filter({ hasText: 'Renamed' }).waitFor();
  assert.ok((await changed()) < 10, 'a name, beside two thousand messages');
  await page.evaluate("location.hash = '#//members'");
  await part('admin-members').waitFor();
  assert.ok((await drawn('#phone *')) < 400, 'the list of a department');
  await changed();
  await sandbox.admin('user/update', { userid: 'user0', name: 'Zero' });
  await part('admin-members').getByText('Zero').waitFor();
  const renamed = await changed();
  assert.ok(renamed < 10, `${renamed} elements for a name`);
  await part('section-tags').click();
  await part('add-tag').click();
  await part('picker').waitFor();
  assert.ok((await drawn('dialog label')) <= 60, 'of 340 only some are offered');
});
