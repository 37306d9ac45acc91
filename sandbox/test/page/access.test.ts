import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { CompanyConfig } from '../../src/index';
import { client } from '../helpers/world';
import { AGENTID } from './helpers/app';
import { busyCompany } from './helpers/busy';
import { type Visit, visit } from './helpers/visit';

// For everybody, and for companies of every size: axe-core finds nothing serious, dialogs take the focus, and little is drawn.

const at = `/zhangsan/${AGENTID}`;
const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');

/** Serious and critical findings, each with where it is. */
async function findings({ page }: Visit): Promise<string[]> {
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)))`);
}

for (const { locale, colorScheme, width } of [
  { locale: 'zh-CN', colorScheme: 'light', width: 1440 },
  { locale: 'en-GB', colorScheme: 'dark', width: 1280 },
  { locale: 'en-GB', colorScheme: 'light', width: 390 },
] as const) {
  test(`axe-core finds nothing serious in ${locale}, ${colorScheme}, ${width} px`, async (t) => {
    const place = await visit(t, { at, locale, colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    const { page, part } = place;
    await busyCompany(place);
    await page.addScriptTag({ path: AXE });
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme });
    assert.deepEqual(await findings(place), []);
    await page.evaluate("location.hash = '#/'");
    await part('home').waitFor();
    assert.deepEqual(await findings(place), []);
    await part('wire-row')
      .last()
      .locator('summary')
      .first()
      .evaluate((summary) => Object(summary).click());
    await part('explanation').waitFor({ state: 'attached' });
    if (width < 1000) await part('tab-wire').click();
    assert.deepEqual(await findings(place), []);
  });
}

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
  }).observe(document.getElementById('phone'), { childList: true, subtree: true })`;

test('with 300 members in 40 departments and 1,000 messages, one more message draws one more row', async (t) => {
  const { page, part, entry, sandbox } = await visit(t, { at: `/user1/${AGENTID}`, sandbox: { company: LARGE } });
  const app = await client(sandbox, 'sandbox-app-1000002-secret');
  const send = (content: string, touser = 'user1') =>
    app.post('message/send', { touser, agentid: AGENTID, msgtype: 'text', text: { content } });
  for (let index = 0; index < 999; index++) await send(`message ${index}`);
  await part('message').nth(998).waitFor({ state: 'attached' });
  assert.ok(Number(await page.evaluate('document.querySelectorAll("#contacts [role=treeitem]").length')) <= 50);
  await page.evaluate(WATCH);
  await send('the last');
  await entry('message', 'the last').waitFor();
  const changed = Number(await page.evaluate('globalThis.changed'));
  assert.ok(changed > 0 && changed < 30, `${changed} elements`);
  await page.evaluate('globalThis.changed = 0');
  await send('to somebody else', 'user2');
  await page.locator('[data-testid=department] .unread').first().waitFor();
  assert.equal(await page.evaluate('globalThis.changed'), 0);
  assert.equal(await part('message').count(), 1000);
});
