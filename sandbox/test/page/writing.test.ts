import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { AGENTID, apiOf, listeningApp, OTHER_AGENTID, receivingApp } from './helpers/app';
import { listening } from './helpers/listening';
import { type Visit, visit } from './helpers/visit';

// Writing and pressing as people do: in a hurry, interrupted, and while an app is slow.

const at = `/zhangsan/${AGENTID}`;
const focused = 'document.activeElement?.closest("[data-testid]")?.dataset.testid';
const MENU = {
  button: [
    { type: 'click' as const, name: 'Help', key: 'HELP' },
    { name: 'More', sub_button: [{ type: 'click' as const, name: 'Weather', key: 'WEATHER' }] },
  ],
};

const room = ({ page }: Visit, agentid: number) => page.locator(`[data-testid=conversation][data-room="${agentid}"]`);

test('what could not be sent stays in the box, with the reason said aloud', async (t) => {
  const place = await visit(t, { at });
  const { part, entry, page } = place;
  place.expect(/status of 400/);
  await receivingApp(place, () => 'at last');
  await page.route('**/_sandbox/phone/send', (route) => route.fulfill({ status: 400, json: { error: 'not now' } }));
  await part('answer').fill('do not lose me');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'not now' }).waitFor();
  assert.equal(await part('answer').inputValue(), 'do not lose me');
  await page.unroute('**/_sandbox/phone/send');
  await part('answer').press('Enter');
  await entry('reply', 'at last').waitFor();
  assert.equal(await part('answer').inputValue(), '');
  assert.equal(await part('delivery').count(), 1);
});

test('what is being written waits in its conversation while another is looked at', async (t) => {
  const place = await visit(t, { at });
  const { part } = place;
  await part('answer').fill('half a thought');
  await part('plus').click();
  await part('panel').waitFor();
  await room(place, OTHER_AGENTID).click();
  await part('room-name').filter({ hasText: '审批' }).waitFor();
  assert.equal(await part('answer').inputValue(), '');
  assert.equal(await part('panel').count(), 0);
  await part('answer').fill('another');
  await room(place, AGENTID).click();
  await part('room-name').filter({ hasText: '通知' }).waitFor();
  assert.equal(await part('answer').inputValue(), 'half a thought');
});

test('a menu that appears takes nobody’s words away, nor does a look at it', async (t) => {
  const place = await visit(t, { at });
  const { part, page } = place;
  await part('answer').pressSequentially('in the middle of');
  await apiOf(place.sandbox).createMenu(MENU);
  await part('menu-toggle').waitFor();
  assert.equal(await part('answer').inputValue(), 'in the middle of');
  assert.equal(await page.evaluate(focused), 'answer');
  await part('menu-toggle').click();
  await part('menu-button').first().waitFor();
  await part('menu-toggle').click();
  assert.equal(await part('answer').inputValue(), 'in the middle of');
  assert.equal(await page.evaluate(focused), 'answer');
});

test('Enter that ends a composition does not send', async (t) => {
  const { part, page } = await visit(t, { at });
  await part('answer').fill('nihao');
  await part('answer').dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
  assert.equal(await part('answer').inputValue(), 'nihao');
  await page.keyboard.press('Enter');
  await part('delivery').filter({ hasText: 'nihao' }).waitFor();
  assert.equal(await part('delivery').count(), 1);
});

test('whoever answers from far up is taken to the end', async (t) => {
  const { part, entry, page, sandbox } = await visit(t, { at });
  const api = apiOf(sandbox);
  for (let number = 1; number <= 30; number++) {
    await api.send({ touser: 'zhangsan' }, { msgtype: 'text', text: { content: `message ${number}.` } });
  }
  await entry('message', 'message 30.').waitFor();
  const talk = part('messages');
  await talk.evaluate((element) => Object.assign(element, { scrollTop: -600 }));
  assert.ok((await talk.evaluate((element) => Object(element).scrollTop)) < -100);
  await part('answer').fill('I am late');
  await page.keyboard.press('Enter');
  await entry('delivery', 'I am late').waitFor();
  assert.equal(await talk.evaluate((element) => Object(element).scrollTop), 0);
});

test('an app that never answers does not keep the page from anything', async (t) => {
  const place = await visit(t, { at });
  const { part, entry, page, sandbox } = place;
  const { callback } = await listeningApp(place, () => '');
  await sandbox.setCallback(AGENTID, callback);
  const app = sandbox.company.apps.get(AGENTID);
  assert.ok(app);
  app.callback = {
    ...callback,
    url: await listening(
      place,
      createServer(() => undefined),
    ),
  };
  for (let number = 1; number <= 8; number++) {
    await part('answer').fill(`question ${number}`);
    await page.keyboard.press('Enter');
  }
  await page.locator('[data-state=sending]').nth(7).waitFor();
  await apiOf(sandbox).send({ touser: 'lisi' }, { msgtype: 'text', text: { content: 'for lisi' } });
  await place.member('lisi').click();
  await entry('message', 'for lisi').waitFor();
  await part('clock-5m').click();
  await part('clock-ahead').filter({ hasText: '5 min' }).waitFor();
});

test('a double click on the menu is one event, and the focus stays at the menu', async (t) => {
  const place = await visit(t, { at });
  const { part, entry, page } = place;
  const app = await receivingApp(place, (message) => `${Reflect.get(message, 'EventKey')}!`);
  await apiOf(place.sandbox).createMenu(MENU);
  await part('menu-button').filter({ hasText: 'Help' }).dblclick({ delay: 150 });
  await entry('reply', 'HELP!').waitFor();
  await part('menu-button').filter({ hasText: 'More' }).click();
  await part('sub-menu').getByText('Weather').click();
  await entry('reply', 'WEATHER!').waitFor();
  assert.equal(await page.evaluate(focused), 'menu-button');
  assert.deepEqual(
    app.received.map((message) => Reflect.get(message, 'EventKey')),
    ['HELP', 'WEATHER'],
  );
});

test('a dialog opened from the panel gives the focus back to the button of the panel', async (t) => {
  const { part, page } = await visit(t, { at });
  await part('plus').click();
  await part('send-location').click();
  await part('ask-dialog').waitFor();
  await page.keyboard.press('Escape');
  await part('ask-dialog').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(focused), 'plus');
});

test('opening a conversation is told once, by whatever way it is opened', async (t) => {
  const place = await visit(t, { at: '/zhangsan' });
  const { part, entry, page, sandbox } = place;
  const app = await receivingApp(place, ({ FromUserName }) => `welcome ${FromUserName}`);
  const description = sandbox.company.apps.get(AGENTID);
  assert.ok(description);
  description.isreportenter = 1;
  await page.reload();
  await room(place, AGENTID).click();
  await entry('reply', 'welcome zhangsan').waitFor();
  await room(place, AGENTID).click();
  await room(place, OTHER_AGENTID).click();
  await part('room-name').filter({ hasText: '审批' }).waitFor();
  await page.goBack();
  await entry('reply', 'welcome zhangsan').nth(1).waitFor();
  await place.member('lisi').click();
  await entry('reply', 'welcome lisi').waitFor();
  assert.deepEqual(
    app.received.map(({ FromUserName }) => FromUserName),
    ['zhangsan', 'zhangsan', 'lisi'],
  );
});
