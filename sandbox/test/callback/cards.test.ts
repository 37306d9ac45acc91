import assert from 'node:assert/strict';
import { test } from 'node:test';
import { both, options, task, withCard } from '../helpers/carded';
import { type Body, object } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { newest, sealed } from '../helpers/letters';
import { CARDS, card } from '../helpers/messages';
import { type Answering, through } from '../helpers/receiver';
import { appAgain, type World } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90240: what a member presses on a card, and what the app makes of it.

const HOUR = 3_600_000;

const action_menu = { desc: 'more', action_list: [{ text: 'Mute', key: 'mute & 1' }] };
const selection = { question_key: 'q', title: 'Q', option_list: options, selected_id: 'a' };
const twoLists = [selection, { ...selection, question_key: 'q2' }];
interface Row {
  what: string;
  body: Body;
  key: string;
  selected?: Record<string, string[]>;
  event: string;
  type: string;
  /** As XML has them. */
  items?: unknown;
}

const checked = options.map((option) => ({ ...option, is_checked: option.id !== 'c' }));
const item = (QuestionKey: string, OptionId: unknown) => ({ QuestionKey, OptionIds: { OptionId } });

const table: Row[] = [
  {
    what: 'a button',
    body: card('button_interaction', 'task-1'),
    key: 'fine',
    event: 'template_card_event',
    type: 'button_interaction',
  },
  {
    what: 'a button beside a selection',
    body: card('button_interaction', 'task-1', { button_selection: selection }),
    key: 'fine',
    selected: { q: ['b'] },
    event: 'template_card_event',
    type: 'button_interaction',
    items: { SelectedItem: item('q', 'b') },
  },
  {
    what: 'the submit button of a vote',
    body: card('vote_interaction', 'task-1', { checkbox: { ...both.checkbox, mode: 0 } }),
    key: 'submit',
    selected: { q: ['b'] },
    event: 'template_card_event',
    type: 'vote_interaction',
    items: { SelectedItem: item('q', 'b') },
  },
  {
    what: 'the submit button of a vote for several',
    body: card('vote_interaction', 'task-1', both),
    key: 'submit',
    selected: { q: ['a', 'c'] },
    event: 'template_card_event',
    type: 'vote_interaction',
    items: { SelectedItem: item('q', ['a', 'c']) },
  },
  {
    what: 'the submit button of several lists',
    body: card('multiple_interaction', 'task-1', { select_list: twoLists }),
    key: 'submit',
    selected: { q: ['b'], q2: ['c'] },
    event: 'template_card_event',
    type: 'multiple_interaction',
    items: { SelectedItem: [item('q', 'b'), item('q2', 'c')] },
  },
  {
    what: 'the submit button of lists left as they were',
    body: card('multiple_interaction', 'task-1', { select_list: [{ ...selection, selected_id: 'c' }, twoLists[1]] }),
    key: 'submit',
    event: 'template_card_event',
    type: 'multiple_interaction',
    items: { SelectedItem: [item('q', 'c'), item('q2', 'a')] },
  },
  {
    what: 'the submit button of a vote left as it was',
    body: card('vote_interaction', 'task-1', { checkbox: { ...both.checkbox, option_list: checked } }),
    key: 'submit',
    event: 'template_card_event',
    type: 'vote_interaction',
    items: { SelectedItem: item('q', ['a', 'b']) },
  },
  ...['text_notice', 'news_notice', 'button_interaction'].map((type) => ({
    what: `the menu of a ${type}`,
    body: card(type, 'task-1', { action_menu, task_id: 'task-1' }),
    key: 'mute & 1',
    event: 'template_card_menu_event',
    type,
  })),
];

for (const { what, body, key, selected, event, type, items } of table) {
  test(`${what} is pressed`, async (t) => {
    const heard: Body[] = [];
    const library = through((handler) => handler.event(event, (pressed) => heard.push({ ...pressed }) && ''));
    const { w, app, phone, msgid } = await withCard(t, body, library);
    const delivery = await phone.press(msgid, key, selected);
    assert.deepEqual([delivery.state, delivery.problem], ['received', undefined]);
    const fields = await newest(app);
    const { CreateTime: _time, ResponseCode, SelectedItems, ...rest } = fields;
    assert.deepEqual(rest, {
      ToUserName: w.sandbox.corpid,
      FromUserName: 'zhangsan',
      MsgType: 'event',
      Event: event,
      EventKey: key,
      TaskId: 'task-1',
      CardType: type,
      AgentID: String(w.agentid),
    });
    assert.match(String(ResponseCode), /^\S+$/);
    assert.deepEqual(SelectedItems || undefined, items);
    assert.deepEqual(heard, [fields]);
  });
}

test('a button of an old task card is pressed', async (t) => {
  const { w, app, phone, msgid } = await withCard(t, task);
  assert.equal((await phone.press(msgid, 'yes')).state, 'received');
  const { ToUserName: _to, CreateTime: _time, ...rest } = await newest(app);
  assert.deepEqual(rest, {
    FromUserName: 'zhangsan',
    MsgType: 'event',
    Event: 'taskcard_click',
    EventKey: 'yes',
    TaskId: 'task-1',
    AgentId: String(w.agentid),
  });
  const update = { userids: ['zhangsan'], agentid: w.agentid, task_id: 'task-1', clicked_key: 'yes' };
  accepted(await w.app.post('message/update_taskcard', update));
  assert.deepEqual(updatesOf(w), { zhangsan: { clicked_key: 'yes', replace_name: 'Agreed' } });
});

function updatesOf({ sandbox }: World): unknown {
  return sandbox.messages()[0]?.updates;
}

test('the code of a press changes the card of the one who pressed, once', async (t) => {
  const { w, app, phone, msgid } = await withCard(t, card('button_interaction', 'task-1'));
  await phone.press(msgid, 'fine');
  const { ResponseCode: response_code } = await newest(app);
  const button = { replace_name: 'Done' };
  const update = { userids: ['zhangsan'], agentid: w.agentid, response_code, button };
  accepted(await w.app.post('message/update_template_card', update));
  assert.deepEqual(updatesOf(w), { zhangsan: { button } });
  refused(await w.app.post('message/update_template_card', update), 60140);
});

test('each press has a code of its own, good for 72 hours', async (t) => {
  const { w, app, phone, msgid } = await withCard(t, card('button_interaction', 'task-1'));
  await phone.press(msgid, 'fine');
  const first = await newest(app);
  await w.sandbox.phone('lisi', w.agentid).press(msgid, 'fine');
  const second = await newest(app);
  assert.notEqual(first.ResponseCode, second.ResponseCode);
  assert.notEqual(first.ResponseCode, w.sandbox.messages()[0]?.response_code);
  const update = { userids: ['lisi'], agentid: w.agentid, button: { replace_name: 'Done' } };
  const changed = async ({ ResponseCode: response_code }: Body) =>
    (await appAgain(w)).post('message/update_template_card', { ...update, response_code });
  w.sandbox.clock.advance(71 * HOUR);
  accepted(await changed(first));
  w.sandbox.clock.advance(HOUR + 1000);
  refused(await changed(second), 60140);
});

test('an app answers a press with a new name of the button', async (t) => {
  const content = { replace_name: '已同意 & <1>' };
  const library = through((handler) =>
    handler.event('template_card_event', () => ({ type: 'update_button', content })),
  );
  const { w, phone, msgid } = await withCard(t, card('button_interaction', 'task-1'), library);
  const updated: unknown[] = [];
  w.sandbox.on('message.update', ({ data }) => updated.push(data));
  const { reply, problem } = await phone.press(msgid, 'fine');
  assert.deepEqual([problem, reply?.msgtype], [undefined, 'update_button']);
  assert.deepEqual(updatesOf(w), { zhangsan: { button: content } });
  assert.deepEqual(updated, w.sandbox.messages());
});

test('an app answers a press with another card', async (t) => {
  const content = {
    card_type: 'button_interaction' as const,
    source: { desc: '企业微信', desc_color: 1 as const },
    main_title: { title: 'New & <b>', desc: 'D' },
    horizontal_content_list: [
      { keyname: 'K', value: 'V' },
      { type: 1 as const, keyname: 'L', value: 'W', url: 'https://e.com/' },
    ],
    button_list: [{ text: 'Again', style: 2 as const, key: 'again' }],
    replace_text: 'Thanks',
  };
  const library = through((handler) =>
    handler.event('template_card_event', () => ({ type: 'update_template_card', content })),
  );
  const { w, phone, msgid } = await withCard(t, card('button_interaction', 'task-1'), library);
  const { reply, problem } = await phone.press(msgid, 'fine');
  assert.deepEqual([problem, reply?.msgtype], [undefined, 'update_template_card']);
  const updates = object(updatesOf(w));
  assert.deepEqual(Object.keys(updates), ['zhangsan']);
  assert.deepEqual(asTexts(object(updates.zhangsan).template_card), asTexts(content));
});

/** Numbers have become text on their way through XML, or not. */
function asTexts(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, one) => (typeof one === 'number' ? String(one) : one)));
}

/** Answers with this in the envelope, by no library. */
const byHand =
  (type: string, content: string): Answering =>
  (_arrived, res, { settings }) => {
    const parties = '<ToUserName>zhangsan</ToUserName><FromUserName>ww5a8dbc0ffee0cafe</FromUserName>';
    const xml = `<xml>${parties}<CreateTime>1</CreateTime><MsgType>${type}</MsgType>${content}</xml>`;
    res.end(sealed(xml, settings));
  };

test('an update of the button by hand', async (t) => {
  const post = byHand('update_button', '<Button><ReplaceName><![CDATA[Done]]></ReplaceName></Button>');
  const { w, phone, msgid } = await withCard(t, card('button_interaction', 'task-1'), post);
  assert.equal((await phone.press(msgid, 'fine')).problem, undefined);
  assert.deepEqual(updatesOf(w), { zhangsan: { button: { replace_name: 'Done' } } });
});

test('an update of the card by hand', async (t) => {
  const said =
    '<CardType><![CDATA[text_notice]]></CardType><MainTitle><Title><![CDATA[T & t]]></Title></MainTitle>' +
    '<CardAction><Type>1</Type><Url>https://e.com/?a=1&amp;b=2</Url></CardAction>' +
    '<JumpList><Title>J</Title></JumpList><HorizontalContentList><KeyName>K</KeyName></HorizontalContentList>';
  const post = byHand('update_template_card', `<TemplateCard>${said}</TemplateCard>`);
  const { w, phone, msgid } = await withCard(t, card('button_interaction', 'task-1'), post);
  assert.equal((await phone.press(msgid, 'fine')).problem, undefined);
  assert.deepEqual(asTexts(object(object(updatesOf(w)).zhangsan).template_card), {
    card_type: 'text_notice',
    main_title: { title: 'T & t' },
    card_action: { type: '1', url: 'https://e.com/?a=1&b=2' },
    jump_list: [{ title: 'J' }],
    horizontal_content_list: [{ keyname: 'K' }],
  });
});

test('a card that could not be sent is no update', async (t) => {
  const post = byHand('update_template_card', '<TemplateCard><CardType>smell</CardType></TemplateCard>');
  const { w, phone, msgid } = await withCard(t, card('button_interaction', 'task-1'), post);
  const { state, reply, problem } = await phone.press(msgid, 'fine');
  assert.deepEqual([state, reply, updatesOf(w)], ['received', undefined, undefined]);
  assert.match(problem ?? '', /42031|card_type/);
});

for (const type of ['update_button', 'update_template_card'] as const) {
  test(`${type} in answer to a text changes nothing`, async (t) => {
    const content = { card_type: 'text_notice', main_title: { title: 'T' }, replace_name: 'Done' };
    const library = through((handler) => handler.text(() => ({ type, content }) as never));
    const { w, phone } = await withCard(t, card('button_interaction', 'task-1'), library);
    const { state, reply, problem } = await phone.text('hi');
    assert.deepEqual([state, reply, updatesOf(w)], ['received', undefined, undefined]);
    assert.match(problem ?? '', /card|update/i);
  });
}

test('the newest card is the one that is pressed', async (t) => {
  const again = CARDS.button_interaction?.('task-1');
  const content = {
    ...again,
    card_type: 'button_interaction' as const,
    button_list: [{ text: 'Again', style: 2 as const, key: 'again' }],
  };
  const library = through((handler) =>
    handler.event('template_card_event', ({ EventKey }) =>
      EventKey === 'fine' ? { type: 'update_template_card', content } : '',
    ),
  );
  const { app, phone, msgid } = await withCard(t, card('button_interaction', 'task-1'), library);
  await phone.press(msgid, 'fine');
  await assert.rejects(async () => phone.press(msgid, 'fine'), RangeError);
  assert.equal((await phone.press(msgid, 'again')).state, 'received');
  const { EventKey, TaskId } = await newest(app);
  assert.deepEqual([EventKey, TaskId], ['again', 'task-1']);
});
