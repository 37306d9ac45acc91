import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AGENTID, apiOf, receivingApp } from './helpers/app';
import { type Visit, visit } from './helpers/visit';

// Two phones side by side, each usable by itself.

const text = (content: string) => ({ msgtype: 'text' as const, text: { content } });
const phoneOf = ({ page }: Visit, userid: string) => page.locator(`[data-testid=phone][data-owner="${userid}"]`);

test('two members look at an app side by side: each answers and taps the menu for itself', async (t) => {
  const place = await visit(t, { at: `/zhangsan/${AGENTID}`, viewport: { width: 1280, height: 800 } });
  const { part, page, sandbox } = place;
  const app = await receivingApp(place, (message) =>
    message.MsgType === 'text' ? `${message.FromUserName} said ${message.Content}` : 'tapped',
  );
  await part('open-beside').press('Enter');
  await page.getByText('Choose a member in the contacts').waitFor();
  const isFocused = (userid: string) => page.waitForFunction(`document.activeElement.dataset.userid === '${userid}'`);
  await isFocused('zhangsan');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await isFocused('lisi');
  await page.keyboard.press('Enter');
  const [left, right] = [phoneOf(place, 'zhangsan'), phoneOf(place, 'lisi')];
  await right.getByTestId('messages').waitFor();
  assert.match(page.url(), new RegExp(`#/zhangsan/${AGENTID}\\+/lisi/${AGENTID}$`));
  const [one, other] = [await left.boundingBox(), await right.boundingBox()];
  assert.ok(one && other && one.x + one.width <= other.x && one.width > 300 && other.width > 300);
  await left.getByTestId('answer').fill('from the left');
  await right.getByTestId('answer').fill('from the right');
  await right.getByTestId('answer').press('Enter');
  await right.getByTestId('reply').filter({ hasText: 'lisi said from the right' }).waitFor();
  assert.equal(await left.getByTestId('answer').inputValue(), 'from the left');
  await left.getByTestId('send').click();
  await left.getByTestId('reply').filter({ hasText: 'zhangsan said from the left' }).waitFor();
  assert.deepEqual([await left.getByTestId('reply').count(), await right.getByTestId('reply').count()], [1, 1]);
  const api = apiOf(sandbox);
  await api.send({ touser: 'zhangsan|lisi' }, text('to both'));
  for (const phone of [left, right]) await phone.getByTestId('message').filter({ hasText: 'to both' }).waitFor();
  await api.createMenu({ button: [{ name: 'More', sub_button: [{ type: 'click', name: 'Help', key: 'HELP' }] }] });
  for (const phone of [left, right]) await phone.getByTestId('menu-toggle').waitFor();
  // What is written stays in sight.
  for (const phone of [left, right])
    if ((await phone.getByTestId('menu-button').count()) === 0) await phone.getByTestId('menu-toggle').click();
  await right.getByTestId('menu-button').click();
  assert.equal(await left.getByTestId('sub-menu').count(), 0);
  await right.getByTestId('sub-menu').getByText('Help').click();
  await right.getByTestId('reply').filter({ hasText: 'tapped' }).waitFor();
  assert.deepEqual(app.received.at(-1)?.FromUserName, 'lisi');
});

test('the address brings two phones back, and closing one leaves the other', async (t) => {
  const place = await visit(t, { at: `/zhangsan+/lisi/${AGENTID}`, viewport: { width: 1280, height: 800 } });
  const { page, part, member, sandbox } = place;
  await phoneOf(place, 'lisi').getByTestId('messages').waitFor();
  await page.reload();
  const lisi = phoneOf(place, 'lisi');
  await lisi.getByTestId('messages').waitFor();
  await apiOf(sandbox).send({ touser: 'zhangsan' }, text('for the left'));
  await phoneOf(place, 'zhangsan').getByTestId('unread').filter({ hasText: '1' }).waitFor();
  await lisi.getByTestId('messages').click();
  await member('wangwu').click();
  await phoneOf(place, 'wangwu').waitFor();
  assert.equal(await phoneOf(place, 'zhangsan').count(), 1);
  await phoneOf(place, 'zhangsan').getByTestId('close-phone').click();
  await phoneOf(place, 'zhangsan').waitFor({ state: 'detached' });
  assert.equal(await part('phone').count(), 1);
  assert.match(page.url(), new RegExp(`#/wangwu/${AGENTID}$`));
  await page.goBack();
  await phoneOf(place, 'zhangsan').waitFor();
  assert.equal(await part('phone').count(), 2);
});

test('on a telephone two phones are tabs, and what is out of sight stays unread', async (t) => {
  const place = await visit(t, { at: `/zhangsan/${AGENTID}+/lisi/${AGENTID}`, viewport: { width: 390, height: 844 } });
  const { part, page, sandbox } = place;
  const [left, right] = [phoneOf(place, 'zhangsan'), phoneOf(place, 'lisi')];
  await left.getByTestId('messages').waitFor();
  assert.equal(await right.isVisible(), false);
  await apiOf(sandbox).send({ touser: 'zhangsan|lisi' }, text('to both'));
  await left.getByTestId('message').waitFor();
  const unread = async () => {
    const { unread: counts } = await page.evaluate<{ unread: { userid: string }[] }>(
      "fetch('/_sandbox/unread').then((answer) => answer.json())",
    );
    return counts.map(({ userid }) => userid);
  };
  assert.ok((await unread()).includes('lisi'));
  await part('switch-phone').filter({ hasText: '李四' }).click();
  await right.getByTestId('message').filter({ hasText: 'to both' }).waitFor();
  assert.equal(await left.isVisible(), false);
  while ((await unread()).includes('lisi'));
});
