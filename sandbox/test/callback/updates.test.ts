import assert from 'node:assert/strict';
import { test } from 'node:test';
import { task, withCard } from '../helpers/carded';
import { accepted } from '../helpers/expect';
import { card } from '../helpers/messages';
import { through } from '../helpers/receiver';

// https://developer.work.weixin.qq.com/document/path/90241: replies that change a card fit that card and that event, and the member who has it.

const action_menu = { desc: 'More', action_list: [{ text: 'Mute', key: 'mute' }] };
const notice = card('text_notice', 'task-1', { action_menu, task_id: 'task-1' });
const rename = (type: 'update_button' | 'update_taskcard') =>
  through((handler) => handler.event(() => ({ type, content: { replace_name: 'Done' } })));

test('a card without buttons has none to rename', async (t) => {
  const { w, phone, msgid } = await withCard(t, notice, rename('update_button'));
  const { reply, problem } = await phone.press(msgid, 'mute');
  assert.match(problem ?? '', /the card has no button/);
  assert.deepEqual([reply, w.sandbox.messages()[0]?.updates], [undefined, undefined]);
});

test('update_taskcard is for task cards, update_button for the others', async (t) => {
  const template = await withCard(t, card('button_interaction', 'task-1'), rename('update_taskcard'));
  const { problem } = await template.phone.press(template.msgid, 'fine');
  assert.match(problem ?? '', /update_taskcard does not answer template_card_event/);
  assert.equal((await template.phone.press(template.msgid, 'fine')).state, 'received');
  const old = await withCard(t, task, rename('update_button'));
  assert.match((await old.phone.press(old.msgid, 'yes')).problem ?? '', /does not answer taskcard_click/);
});

test('nobody changes a card that he does not have', async (t) => {
  const { w, msgid } = await withCard(t, card('button_interaction', 'task-1'), rename('update_button'));
  const event = { MsgType: 'event', Event: 'template_card_event', TaskId: 'task-1' };
  const stranger = w.sandbox.phone('wangwu', w.agentid);
  assert.match((await stranger.send(event)).problem ?? '', /wangwu does not have the card/);
  accepted(await w.app.post('message/recall', { msgid }));
  const { problem } = await w.sandbox.phone('zhangsan', w.agentid).send(event);
  assert.match(problem ?? '', /zhangsan does not have the card/);
  assert.equal(w.sandbox.messages()[0]?.updates, undefined);
});

test('a card in a reply may have ten actions, one that is sent three', async (t) => {
  const action_list = Array.from({ length: 10 }, (_, index) => ({ text: `Action ${index}`, key: `key-${index}` }));
  const content = {
    card_type: 'text_notice',
    main_title: { title: 'T' },
    card_action: { type: 1, url: 'https://example.com/' },
    action_menu: { desc: 'More', action_list },
  } as const;
  const library = through((handler) => handler.event(() => ({ type: 'update_template_card', content })));
  const { w, phone, msgid } = await withCard(t, card('button_interaction', 'task-1'), library);
  assert.equal((await phone.press(msgid, 'fine')).problem, undefined);
  assert.deepEqual(w.sandbox.messages()[0]?.updates, { zhangsan: { template_card: content } });
});

test('a replaced button is dead, the menu of the card is not', async (t) => {
  const body = card('button_interaction', 'task-1', { action_menu });
  const { phone, msgid } = await withCard(t, body, rename('update_button'));
  assert.equal((await phone.press(msgid, 'fine')).problem, undefined);
  await assert.rejects(phone.press(msgid, 'fine'), /replaced/);
  assert.equal((await phone.press(msgid, 'mute')).message.Event, 'template_card_menu_event');
});

test('the menu of a card takes a reply, too', async (t) => {
  const content = {
    card_type: 'text_notice',
    main_title: { title: 'Muted' },
    card_action: { type: 1, url: 'https://example.com/' },
  } as const;
  const library = through((handler) =>
    handler.event('template_card_menu_event', () => ({ type: 'update_template_card', content })),
  );
  const { w, phone, msgid } = await withCard(t, notice, library);
  assert.equal((await phone.press(msgid, 'mute')).problem, undefined);
  assert.deepEqual(w.sandbox.messages()[0]?.updates, { zhangsan: { template_card: content } });
});
