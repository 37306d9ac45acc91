import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompanyConfig } from '../../src/index';
import { apiOf, OTHER_AGENTID } from './helpers/app';
import { visit } from './helpers/visit';

// The contacts on the left: departments and members as a tree.

const focused = 'document.activeElement?.closest("[data-testid]")?.dataset.testid';
const LONG = 'A name that is much longer than any column of contacts is wide';

/** As deep as departments go. */
const company: CompanyConfig = {
  corpid: 'ww5a8dbc0ffee0cafe',
  contactSecret: 'sandbox-contact-secret',
  departments: Array.from({ length: 15 }, (_, index) => ({ id: index + 1, name: `${LONG} ${index}`, parentid: index })),
  members: [{ userid: 'zhangsan', name: LONG, department: [15] }],
  apps: [{ agentid: OTHER_AGENTID, name: LONG, secret: 'sandbox-app-1000003-secret' }],
};

test('in the contacts of the example', async (t) => {
  const { page, part, member, sandbox } = await visit(t, { at: '/nobody' });

  await t.test('an address of nobody says so', async () => {
    await part('unknown-member').filter({ hasText: 'nobody' }).waitFor();
    await member('lisi').click();
    await part('owner').filter({ hasText: 'lisi' }).waitFor();
    assert.equal(await part('unknown-member').count(), 0);
  });

  await t.test('the tree is one stop of the Tab key, from which the arrows lead through it', async () => {
    await part('admin-open').focus();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.dataset.userid'), 'lisi');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(focused), 'edit-owner');
    await part('department').first().focus();
    await page.keyboard.press('ArrowLeft');
    await member('lisi').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    await member('lisi').waitFor();
    await page.keyboard.press('ArrowDown');
    const reached = await page.evaluate('document.activeElement.dataset.key');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(focused), 'edit-owner');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await page.evaluate('document.activeElement.dataset.key'), reached);
  });

  await t.test('who has not seen a message is marked with how many, but not the member in view', async () => {
    const api = apiOf(sandbox, OTHER_AGENTID);
    for (const content of ['one', 'two']) await api.send({ touser: '@all' }, { msgtype: 'text', text: { content } });
    const mark = (userid: string) => member(userid).locator('.unread');
    await mark('zhangsan').filter({ hasText: '2' }).waitFor();
    assert.equal(await mark('lisi').count(), 0);
  });
});

test('each of 15 levels is further in than the one above, and names that are cut can be read', async (t) => {
  const place = await visit(t, { at: '/zhangsan', sandbox: { company }, viewport: { width: 1000, height: 700 } });
  const { page, part, member } = place;
  const rows = page.getByRole('treeitem');
  await rows.nth(15).waitFor();
  const lefts: number[] = await page.evaluate(
    `[...document.querySelectorAll('[role=treeitem] .name')].map((name) => name.getBoundingClientRect().left)`,
  );
  assert.equal(lefts.length, 16);
  for (const [index, left] of lefts.slice(1).entries()) assert.ok(left > (lefts[index] ?? 0), `level ${index + 2}`);
  assert.equal(await part('department').first().getAttribute('title'), `${LONG} 0`);
  assert.equal(await member('zhangsan').getAttribute('title'), `${LONG} zhangsan`);
  assert.equal(await part('conversation').first().locator('.name').getAttribute('title'), LONG);
  assert.match((await part('owner').locator('div[title]').getAttribute('title')) ?? '', new RegExp(LONG));
});
