import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleOf } from '../../src/callback/samples';
import { AGENTID, apiOf, listeningApp, receivingApp } from './helpers/app';
import { buttonCard, selectCard, taskCard, voteCard } from './helpers/cards';
import { textOf, visit } from './helpers/visit';

// What the member does, and what the app makes of it.

const at = `/zhangsan/${AGENTID}`;
const card = (template_card: typeof buttonCard | typeof voteCard | typeof selectCard) => ({
  msgtype: 'template_card' as const,
  template_card,
});

test('what the member writes reaches the app, and its passive reply is shown', async (t) => {
  const place = await visit(t, { at });
  const { part, entry, page } = place;
  const app = await receivingApp(place, (message) => `You said ${message.MsgType === 'text' && message.Content}`);
  await part('answer').fill('hello');
  await page.keyboard.press('Enter');
  await entry('reply', 'You said hello').waitFor();
  await part('delivery').and(page.locator('[data-state=received]')).filter({ hasText: 'hello' }).waitFor();
  assert.deepEqual(
    app.received.map((message) => [message.MsgType, message.FromUserName]),
    [['text', 'zhangsan']],
  );
  assert.equal(await part('answer').inputValue(), '');
  await part('answer').fill('two\nlines');
  await part('send').click();
  await entry('reply', 'You said two').waitFor();
});

test('an app that is down shows as failed, with the reason', async (t) => {
  const place = await visit(t, { at });
  const { part, page } = place;
  const app = await receivingApp(place, () => '');
  app.stop();
  await part('answer').fill('anybody there?');
  await page.keyboard.press('Enter');
  await page.locator('[data-state=failed]').waitFor();
  assert.match(await textOf(part('problem')), /nothing listens on port \d+: is your app running\?/);
  await part('delivery-state').locator('summary').click();
  assert.equal(await part('delivery-state').locator('.tries li').count(), 3);
  assert.match(await textOf(part('delivery-state')), /<Content><!\[CDATA\[anybody there\?\]\]>/);
});

test('a reply that WeCom would not take is told as a problem', async (t) => {
  const place = await visit(t, { at });
  const { part, page } = place;
  await receivingApp(place, () => ({ type: 'image', content: { mediaId: 'unknown' } }));
  await part('answer').fill('a picture, please');
  await page.keyboard.press('Enter');
  await part('problem').filter({ hasText: '40007' }).waitFor();
  assert.equal(await part('reply').count(), 0);
});

test('files, places, links and events of the member are shown and answered', async (t) => {
  const place = await visit(t, { at });
  const { part, entry, page } = place;
  const app = await receivingApp(
    place,
    (message) => `a ${message.MsgType === 'event' ? message.Event : message.MsgType}`,
  );
  const press = async (item: string) => {
    await part('plus').click();
    await part(`send-${item}`).click();
  };
  for (const type of ['image', 'voice', 'video'] as const) {
    const { filename, data } = sampleOf(type);
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(type)]);
    await chooser.setFiles({ name: filename, mimeType: '', buffer: Buffer.from(data) });
    await entry('reply', `a ${type}`).waitFor();
  }
  for (const type of ['location', 'link', 'LOCATION']) {
    await press(type);
    await part('ask-dialog').locator('[type=submit]').click();
    await entry('reply', new RegExp(`a ${type}`)).waitFor();
  }
  await press('enter_agent');
  await entry('reply', 'a enter_agent').waitFor();
  assert.deepEqual(
    app.received.map((message) => (message.MsgType === 'event' ? message.Event : message.MsgType)),
    ['image', 'voice', 'video', 'location', 'link', 'LOCATION', 'enter_agent'],
  );
  assert.equal((await place.pictures()).filter((width) => width === 96).length, 1);
});

test('a card’s button tells the app, whose reply gives it another name and disables it', async (t) => {
  const place = await visit(t, { at });
  const { part, sandbox } = place;
  const app = await receivingApp(place, () => ({ type: 'update_button', content: { replace_name: 'Agreed' } }));
  await apiOf(sandbox).send({ touser: 'zhangsan|lisi' }, card(buttonCard));
  await part('card-select').selectOption('other');
  await part('card-button').filter({ hasText: '同意' }).click();
  await part('card-replaced').filter({ hasText: 'Agreed' }).waitFor();
  assert.ok(await part('card-replaced').isDisabled());
  assert.equal(await part('card-button').count(), 0);
  const [pressed] = app.received;
  const said = JSON.stringify(pressed);
  assert.match(said, /"Event":"template_card_event","EventKey":"agree","TaskId":"leave-1"/);
  assert.match(said, /"QuestionKey":"reason","OptionIds":\{"OptionId":"other"\}/);
  await place.member('lisi').click();
  await part('card-button').filter({ hasText: '同意' }).waitFor();
  assert.equal(await part('card-replaced').count(), 0);
});

test('a task card of older times is pressed, and takes the name of its reply', async (t) => {
  const place = await visit(t, { at });
  const { part, sandbox } = place;
  const app = await receivingApp(place, () => ({ type: 'update_taskcard', content: { replace_name: '已批准' } }));
  await apiOf(sandbox).send({ touser: 'zhangsan' }, taskCard);
  await part('card-button').filter({ hasText: '批准' }).click();
  await part('card-replaced').filter({ hasText: '已批准' }).waitFor();
  assert.match(JSON.stringify(app.received), /"Event":"taskcard_click","EventKey":"yes","TaskId":"gift-1"/);
});

test('votes and selections bring what was chosen, the menu in the corner its key', async (t) => {
  const place = await visit(t, { at });
  const { part, entry, sandbox } = place;
  const app = await receivingApp(place, (message) => (Reflect.get(message, 'EventKey') === 'mute' ? 'muted' : ''));
  const api = apiOf(sandbox);
  for (const one of [voteCard, selectCard, buttonCard]) await api.send({ touser: 'zhangsan' }, card(one));
  const vote = entry('message', '午饭吃什么');
  await vote.getByLabel('米饭').check();
  await vote.getByTestId('card-button').click();
  await part('delivery').first().and(place.page.locator('[data-state=received]')).waitFor();
  const book = entry('message', '会议室预订');
  await book.getByLabel('会议室').selectOption('large');
  await book.getByTestId('card-button').click();
  await part('delivery').nth(1).and(place.page.locator('[data-state=received]')).waitFor();
  await entry('message', '请假申请').getByTestId('card-menu').click();
  await part('card-action').click();
  await entry('reply', 'muted').waitFor();
  const [voted, booked, muted] = app.received.map((message) => JSON.stringify(message));
  assert.match(voted ?? '', /"QuestionKey":"lunch","OptionIds":\{"OptionId":\["noodles","rice"\]\}/);
  assert.match(booked ?? '', /"QuestionKey":"room","OptionIds":\{"OptionId":"large"\}/);
  assert.match(booked ?? '', /"QuestionKey":"when","OptionIds":\{"OptionId":"am"\}/);
  assert.match(muted ?? '', /"Event":"template_card_menu_event".*"EventKey":"mute"/);
});

test('the app’s menu appears when it is created, opens, and its buttons are answered', async (t) => {
  const place = await visit(t, { at });
  const { part, entry, page } = place;
  const app = await receivingApp(place, (message) => `${message.MsgType === 'event' && message.Event}!`);
  assert.equal(await part('menu-button').count(), 0);
  await apiOf(place.sandbox).createMenu({
    button: [
      { type: 'click', name: 'Help', key: 'HELP' },
      {
        name: 'More',
        sub_button: [
          { type: 'click', name: 'Weather', key: 'WEATHER' },
          { type: 'scancode_waitmsg', name: 'Scan', key: 'SCAN' },
        ],
      },
    ],
  });
  await part('menu-button').filter({ hasText: 'Help' }).click();
  await entry('reply', 'click!').waitFor();
  const more = part('menu-button').filter({ hasText: 'More' });
  await more.click();
  await more.and(page.locator('[aria-expanded=true]')).waitFor();
  await part('sub-menu').getByText('Weather').click();
  await entry('reply', 'click!').nth(1).waitFor();
  assert.equal(await part('sub-menu').count(), 0);
  await more.click();
  await part('sub-menu').getByText('Scan').click();
  await part('ask-dialog').locator('input').fill('what the code says');
  await page.keyboard.press('Enter');
  await entry('reply', 'scancode_waitmsg!').waitFor();
  assert.deepEqual(
    app.received.map((message) => Reflect.get(message, 'EventKey')),
    ['HELP', 'WEATHER', 'SCAN'],
  );
  assert.match(JSON.stringify(app.received), /what the code says/);
});

test('a callback is saved when its URL proves itself, and refused with the reason when not', async (t) => {
  const place = await visit(t, { at });
  const { part, sandbox } = place;
  place.expect(/status of 400/);
  const { callback } = await listeningApp(place, () => 'hello');
  await part('no-callback').getByRole('button').click();
  const dialog = part('callback-dialog');
  await dialog.locator('[name=url]').fill('http://127.0.0.1:1/');
  await part('random-token').click();
  await part('random-encodingAESKey').click();
  await part('callback-save').click();
  await part('callback-problem').filter({ hasText: 'nothing listens on port 1: is your app running?' }).waitFor();
  await dialog.locator('[name=url]').fill(callback.url);
  await part('callback-save').click();
  await part('callback-problem').filter({ hasText: 'HTTP 401' }).waitFor();
  assert.equal(sandbox.company.apps.get(AGENTID)?.callback, undefined);
  await dialog.locator('[name=token]').fill(callback.token);
  await dialog.locator('[name=encodingAESKey]').fill(callback.encodingAESKey);
  await part('callback-save').click();
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual(sandbox.company.apps.get(AGENTID)?.callback, callback);
  await part('no-callback').waitFor({ state: 'detached' });
  await part('callback').click();
  await part('callback-remove').click();
  await part('no-callback').waitFor();
  assert.equal(sandbox.company.apps.get(AGENTID)?.callback, undefined);
});
