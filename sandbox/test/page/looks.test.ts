import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { AGENTID, apiOf } from './helpers/app';
import { busyCompany } from './helpers/busy';
import { type Visit, visit } from './helpers/visit';

// The page by keyboard, in both languages and themes, and in every width.

const at = `/zhangsan/${AGENTID}`;
const LAPTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const focused = 'document.activeElement?.closest("[data-testid]")?.dataset.testid';

test('by keyboard', async (t) => {
  const { page, part, member, sandbox } = await visit(t, { at, viewport: LAPTOP });

  await t.test('search, members, conversations, the answer box and the wire are reached, in this order', async () => {
    await apiOf(sandbox).send({ touser: 'zhangsan' }, { msgtype: 'text', text: { content: 'hello' } });
    await part('wire-row').nth(1).waitFor();
    const reached: unknown[] = [];
    for (let presses = 0; presses < 80 && reached.at(-1) !== 'wire-row'; presses++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(focused));
    }
    const wanted = ['clock-5m', 'search', 'member', 'conversation', 'messages', 'answer', 'wire-filter', 'wire-row'];
    const order = [...new Set(reached)].filter((testid) => wanted.includes(String(testid)));
    assert.deepEqual(order, wanted);
  });

  await t.test('a dialog opens, closes with Escape, and gives the focus back', async () => {
    const dialogs = {
      tokens: 'token-dialog',
      trouble: 'trouble-dialog',
      drill: 'drill-dialog',
      'clock-own': 'ask-dialog',
      callback: 'callback-dialog',
    };
    for (const [opener, dialog] of Object.entries(dialogs)) {
      await part(opener).focus();
      await page.keyboard.press('Enter');
      await part(dialog).waitFor();
      assert.ok(await page.evaluate('document.activeElement.closest("dialog") !== null'), dialog);
      await page.keyboard.press('Escape');
      await part(dialog).waitFor({ state: 'detached' });
      assert.equal(await page.evaluate(focused), opener);
    }
  });

  await t.test('Enter, Space and the arrows act', async () => {
    await part('search').focus();
    await page.keyboard.type('lisi');
    await member('boss').waitFor({ state: 'detached' });
    await member('lisi').focus();
    await page.keyboard.press('Enter');
    await part('owner').filter({ hasText: 'lisi' }).waitFor();
    await part('search').fill('');
    await part('department').first().focus();
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(focused), 'member');
    await page.keyboard.press('Space');
    await part('owner').filter({ hasText: 'boss' }).waitFor();
    await part('department').first().focus();
    await page.keyboard.press('Enter');
    await member('boss').waitFor({ state: 'detached' });
  });
});

/** By the browser's own reckoning of names. */
async function named({ page }: Visit): Promise<void> {
  const tree = await page.locator('body').ariaSnapshot();
  const roles = 'button|link|textbox|searchbox|combobox|checkbox|radio|switch|spinbutton|dialog|img';
  const nameless = tree.split('\n').filter((line) => new RegExp(`^\\s*- (${roles})(?! ")`).test(line));
  assert.deepEqual(nameless, []);
  assert.match(tree, /- button "/);
}

for (const { locale, lang, words, colorScheme } of [
  { locale: 'zh-CN', lang: 'zh-CN', words: '选择', colorScheme: 'light' },
  { locale: 'en-GB', lang: 'en', words: 'Choose a member', colorScheme: 'dark' },
] as const) {
  test(`the page speaks ${lang} and is ${colorScheme} where the browser is so, until told otherwise`, async (t) => {
    const { page, part } = await visit(t, { locale, colorScheme, viewport: LAPTOP });
    await page.getByText(words).first().waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), lang);
    assert.equal(await shade(page), colorScheme);
    await part('language').click();
    await page.getByText(words).first().waitFor({ state: 'detached' });
    const other = await page.locator('html').getAttribute('lang');
    assert.notEqual(other, lang);
    for (const theme of ['light', 'dark']) {
      await part('theme').click();
      await page.locator(`html[data-theme=${theme}]`).waitFor();
      assert.equal(await shade(page), theme);
    }
    await page.reload();
    await part('tree').waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), other);
    assert.equal(await page.getByText(words).count(), 0);
    assert.equal(await shade(page), 'dark');
    await part('theme').click();
    await page.locator('html:not([data-theme])').waitFor();
    assert.equal(await shade(page), colorScheme);
  });
}

/** By what is behind the words, and the words themselves. */
async function shade(page: Visit['page']): Promise<string> {
  const colours: string[] = await page.evaluate(
    '[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]',
  );
  const [behind = 0, words = 0] = colours.map((colour) => Number(colour.match(/[\d.]+/g)?.[1]));
  return behind > words ? 'light' : 'dark';
}

const TOO_WIDE = `[...document.querySelectorAll('html, .talk, .stream, #contacts .scroll, .bubble')]
  .filter((element) => element.scrollWidth > element.clientWidth + 1)
  .map((element) => element.outerHTML.slice(0, 200))`;
const BEYOND = `[...document.querySelectorAll('button, input, select, textarea, a, summary, .bubble')].filter((element) => {
  const { left, right, width } = element.getBoundingClientRect();
  return width > 0 && element.checkVisibility() && (left < -1 || right > document.documentElement.clientWidth + 1);
}).map((element) => element.outerHTML.slice(0, 200))`;

async function fits({ page }: Visit): Promise<void> {
  assert.deepEqual(await page.evaluate(BEYOND), []);
  assert.deepEqual(await page.evaluate(TOO_WIDE), []);
  assert.equal(await page.evaluate('document.scrollingElement.scrollWidth <= innerWidth'), true);
}

test('on a phone there is one column at a time, each within the screen', async (t) => {
  const place = await visit(t, { viewport: PHONE, hasTouch: true, isMobile: true });
  const { page, part } = place;
  const onlyOne = async (column: string) => {
    await page.locator(`#${column}`).waitFor();
    const visible = await Promise.all(['contacts', 'phone', 'wire'].map((id) => page.locator(`#${id}`).isVisible()));
    assert.equal(visible.filter(Boolean).length, 1);
    await fits(place);
  };
  await onlyOne('contacts');
  await place.member('zhangsan').tap();
  await part('conversation').filter({ hasText: '通知' }).tap();
  await busyCompany(place);
  await onlyOne('phone');
  await part('tab-wire').tap();
  await onlyOne('wire');
  await part('wire-row').last().locator('summary').tap();
  await part('wire-row').last().locator('pre').first().waitFor();
  await onlyOne('wire');
  await part('tab-contacts').tap();
  await onlyOne('contacts');
  await part('tab-phone').tap();
  await part('back').tap();
  await part('conversation').first().waitFor();
  await onlyOne('phone');
});

// Pictures for people: SCREENSHOTS=folder keeps them.

/** As high as all kinds of messages are. */
const TOWER = { width: 1000, height: 3600 };

interface Shot {
  name: string;
  size: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  /** What is pressed before. */
  press?: string;
}

const SHOTS: Shot[] = [
  { name: 'laptop-light', size: LAPTOP },
  { name: 'laptop-dark', size: LAPTOP, colorScheme: 'dark' },
  { name: 'phone-conversation', size: PHONE },
  { name: 'phone-contacts', size: PHONE, press: 'tab-contacts' },
  { name: 'phone-wire', size: PHONE, colorScheme: 'dark', press: 'tab-wire' },
  { name: 'english', size: LAPTOP, press: 'language' },
  { name: 'every-kind', size: TOWER },
];

test('with messages of every kind', async (t) => {
  const place = await visit(t, { at, locale: 'zh-CN', viewport: LAPTOP });
  const { page, part } = place;
  await busyCompany(place);
  await place.pictures();

  await t.test('the page is photographed in both themes and languages, on a laptop and on a phone', async () => {
    const kept = process.env.SCREENSHOTS;
    const folder = kept ?? (await mkdtemp(join(tmpdir(), 'sandbox-page-')));
    if (kept === undefined) place.after(() => rm(folder, { recursive: true }));
    await mkdir(folder, { recursive: true });
    const taken = new Set<string>();
    for (const { name, size, colorScheme = 'light', press } of SHOTS) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      if (press !== undefined) await part(press).click();
      const picture = await page.screenshot({ path: join(folder, `${name}.png`) });
      assert.equal(picture.readUInt32BE(16), size.width);
      assert.ok(picture.length > 20_000, `there is something on ${name}`);
      taken.add(picture.toString('base64'));
    }
    assert.equal(taken.size, SHOTS.length, 'no two are the same');
  });

  await t.test('three columns fit into two sizes', async () => {
    const long = `${'x'.repeat(400)} https://example.com/${'y'.repeat(400)}`;
    await apiOf(place.sandbox).send({ touser: 'zhangsan' }, { msgtype: 'text', text: { content: long } });
    await place.entry('message', 'xxx').waitFor();
    for (const viewport of [{ width: 1000, height: 700 }, LAPTOP]) {
      await page.setViewportSize(viewport);
      for (const column of ['contacts', 'phone', 'wire']) assert.ok(await page.locator(`#${column}`).isVisible());
      await fits(place);
    }
  });

  await t.test('everything that can be used has a name', async () => {
    await named(place);
    await part('menu-toggle').click();
    await part('plus').click();
    await part('panel').waitFor();
    await part('wire-row').first().locator('summary').click();
    await part('card-menu').first().click();
    await named(place);
    for (const opener of ['tokens', 'trouble', 'clock-own', 'callback']) {
      await part(opener).click();
      await page.locator('dialog').waitFor();
      await named(place);
      await page.keyboard.press('Escape');
    }
  });
});
