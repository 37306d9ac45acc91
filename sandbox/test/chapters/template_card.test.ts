import assert from 'node:assert/strict';
import { test } from 'node:test';
import { task } from '../helpers/carded';
import { type Body, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { CARDS, card, INTERACTIVE, send } from '../helpers/messages';
import { member } from '../helpers/people';
import { appAgain, type Lifetime, type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90236: template cards, their limits, and what happens to them later.

const HOUR = 3_600_000;

/** With member ann; the apps have callbacks, as interactive cards demand. */
async function withAnn(t: Lifetime): Promise<World> {
  const w = await world(t);
  await member(w.contact, 'ann');
  const callback = { url: 'http://127.0.0.1:1/', token: 'token', encodingAESKey: 'k'.repeat(43) };
  for (const app of w.sandbox.company.apps.values()) app.callback = callback;
  return w;
}

for (const type of Object.keys(CARDS)) {
  test(`a ${type} card is sent`, async (t) => {
    const { app, agentid, sandbox } = await withAnn(t);
    const body = accepted(await send(app, agentid, card(type, 'task-1')));
    assert.equal(typeof body.response_code === 'string', INTERACTIVE.includes(type));
    assert.equal(sandbox.messages().length, 1);
  });
}

const withMenu = { action_menu: { desc: 'more', action_list: [{ text: 'Mute', key: 'mute' }] }, task_id: 'task-1' };
const answerable: [string, Body][] = [
  ...INTERACTIVE.map((type): [string, Body] => [`a ${type} card`, card(type, 'task-1')]),
  ['a text_notice with an action_menu', card('text_notice', '', withMenu)],
  ['a news_notice with an action_menu', card('news_notice', '', withMenu)],
  ['an interactive_taskcard', task],
];

for (const [what, body] of answerable) {
  test(`${what} is refused while the app has no callback`, async (t) => {
    const { app, agentid, sandbox } = await withAnn(t);
    const one = sandbox.company.apps.get(agentid) ?? assert.fail();
    const { callback } = one;
    delete one.callback;
    refused(await send(app, agentid, body), 43012);
    assert.deepEqual(sandbox.messages(), []);
    Object.assign(one, { callback });
    accepted(await send(app, agentid, body));
  });
}

test('a notice that nobody can answer needs no callback', async (t) => {
  const { app, agentid, sandbox } = await withAnn(t);
  for (const one of sandbox.company.apps.values()) delete one.callback;
  accepted(await send(app, agentid, card('text_notice', 'task-1')));
});

test('a notice with an action_menu has a response_code too', async (t) => {
  const { app, agentid } = await withAnn(t);
  const body = accepted(await send(app, agentid, card('text_notice', '', withMenu)));
  string(body, 'response_code');
});

const option = (i: number) => ({ id: `id${i}`, text: `t${i}` });
const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const action = (i: number) => ({ text: `t${i}`, key: `k${i}` });
const jump = (i: number) => ({ type: 1, title: `t${i}`, url: 'https://example.com/' });
const select = (i: number) => ({ question_key: `q${i}`, title: 'Q', option_list: times(2, option) });

interface Row {
  what: string;
  type: string;
  more: Body;
  errcodes: number[];
}

const table: Row[] = [
  { what: 'an unknown card_type', type: 'text_notice', more: { card_type: 'smell' }, errcodes: [42031] },
  {
    what: 'a text notice without card_action',
    type: 'text_notice',
    more: { card_action: undefined },
    errcodes: [42045],
  },
  { what: 'a card_action without url', type: 'text_notice', more: { card_action: { type: 1 } }, errcodes: [42028] },
  { what: 'a card_action without appid', type: 'text_notice', more: { card_action: { type: 2 } }, errcodes: [42030] },
  {
    what: '7 horizontal contents',
    type: 'text_notice',
    more: { horizontal_content_list: times(7, (i) => ({ keyname: `k${i}`, value: 'v' })) },
    errcodes: [42035],
  },
  {
    what: 'a horizontal content without keyname',
    type: 'text_notice',
    more: { horizontal_content_list: [{ value: 'v' }] },
    errcodes: [42027],
  },
  {
    what: 'a horizontal link without url',
    type: 'text_notice',
    more: { horizontal_content_list: [{ type: 1, keyname: 'k', value: 'v' }] },
    errcodes: [42028],
  },
  {
    what: 'a horizontal file without media_id',
    type: 'text_notice',
    more: { horizontal_content_list: [{ type: 2, keyname: 'k', value: 'v' }] },
    errcodes: [42029],
  },
  {
    what: 'a horizontal member without userid',
    type: 'text_notice',
    more: { horizontal_content_list: [{ type: 3, keyname: 'k', value: 'v' }] },
    errcodes: [42050],
  },
  { what: '4 jumps', type: 'text_notice', more: { jump_list: times(4, jump) }, errcodes: [42042] },
  {
    what: 'a jump without title',
    type: 'text_notice',
    more: { jump_list: [{ ...jump(1), title: undefined }] },
    errcodes: [42033],
  },
  {
    what: 'a jump without url',
    type: 'text_notice',
    more: { jump_list: [{ type: 1, title: 't' }] },
    errcodes: [42028],
  },
  { what: 'a card_image without url', type: 'news_notice', more: { card_image: {} }, errcodes: [42044] },
  {
    what: '5 vertical contents',
    type: 'news_notice',
    more: { vertical_content_list: times(5, (i) => ({ title: `t${i}`, desc: 'd' })) },
    errcodes: [42036],
  },
  {
    what: 'a vertical content without title',
    type: 'news_notice',
    more: { vertical_content_list: [{ desc: 'd' }] },
    errcodes: [42033],
  },
  {
    what: 'a button without text',
    type: 'button_interaction',
    more: { button_list: [{ key: 'k' }] },
    errcodes: [42038],
  },
  {
    what: 'a button without key',
    type: 'button_interaction',
    more: { button_list: [{ text: 't' }] },
    errcodes: [42039],
  },
  { what: 'no task_id', type: 'button_interaction', more: { task_id: undefined }, errcodes: [42014] },
  { what: 'a task_id with a blank', type: 'button_interaction', more: { task_id: 'a b' }, errcodes: [42014] },
  { what: 'a task_id of 129 bytes', type: 'button_interaction', more: { task_id: 't'.repeat(129) }, errcodes: [42014] },
  {
    what: 'a question without options',
    type: 'vote_interaction',
    more: { checkbox: { question_key: 'q', option_list: [] } },
    errcodes: [42037],
  },
  {
    what: '21 options of a checkbox',
    type: 'vote_interaction',
    more: { checkbox: { question_key: 'q', option_list: times(21, option) } },
    errcodes: [42037],
  },
  {
    what: 'an option without id',
    type: 'vote_interaction',
    more: { checkbox: { question_key: 'q', option_list: [{ text: 't' }] } },
    errcodes: [42040],
  },
  {
    what: 'an option without text',
    type: 'vote_interaction',
    more: { checkbox: { question_key: 'q', option_list: [{ id: 'i' }] } },
    errcodes: [42041],
  },
  {
    what: 'a checkbox without question_key',
    type: 'vote_interaction',
    more: { checkbox: { option_list: times(2, option) } },
    errcodes: [42043],
  },
  {
    what: 'a submit button without key',
    type: 'vote_interaction',
    more: { submit_button: { text: 't' } },
    errcodes: [42046],
  },
  {
    what: 'a submit button without text',
    type: 'vote_interaction',
    more: { submit_button: { key: 'k' } },
    errcodes: [42049],
  },
  { what: '4 selects', type: 'multiple_interaction', more: { select_list: times(4, select) }, errcodes: [42047] },
  {
    what: 'two actions with one key',
    type: 'text_notice',
    more: { task_id: 'task-1', action_menu: { desc: 'd', action_list: [action(1), action(1)] } },
    errcodes: [42051],
  },
];

for (const { what, type, more, errcodes } of table) {
  test(`a card is refused for ${what}`, async (t) => {
    const { app, agentid, sandbox } = await withAnn(t);
    const answer = await send(app, agentid, card(type, 'task-1', more));
    refused(answer, errcodes);
    assert.deepEqual(sandbox.messages(), []);
  });
}

test('a task_id is used once by an app', async (t) => {
  const { app, agentid, other, otherAgentid } = await withAnn(t);
  accepted(await send(app, agentid, card('button_interaction', 'task-1')));
  refused(await send(app, agentid, card('button_interaction', 'task-1')), 42014);
  accepted(await send(other, otherAgentid, card('button_interaction', 'task-1')));
});

async function sentCard({ app, agentid }: World): Promise<Body> {
  const { response_code } = accepted(await send(app, agentid, card('button_interaction', 'task-1')));
  return { agentid, userids: ['ann'], response_code, button: { replace_name: 'Done' } };
}

test('a response_code changes the card once', async (t) => {
  const w = await withAnn(t);
  const update = await sentCard(w);
  const body = accepted(await w.app.post('message/update_template_card', { ...update, userids: ['ann', 'nobody'] }));
  assert.deepEqual(body.invaliduser, ['nobody']);
  refused(await w.app.post('message/update_template_card', update), 60140);
});

test('a card can be replaced as a whole', async (t) => {
  const w = await withAnn(t);
  const { button: _, ...update } = await sentCard(w);
  const template_card = { ...CARDS.text_notice?.(''), replace_text: 'Done' };
  accepted(await w.app.post('message/update_template_card', { ...update, template_card }));
});

test('a response_code that was never given is refused', async (t) => {
  const w = await withAnn(t);
  const update = await sentCard(w);
  refused(await w.app.post('message/update_template_card', { ...update, response_code: 'nothing' }), 60140);
});

test('a response_code lives for 72 hours', async (t) => {
  const w = await withAnn(t);
  const update = await sentCard(w);
  w.sandbox.clock.advance(72 * HOUR + 1000);
  const app = await appAgain(w);
  refused(await app.post('message/update_template_card', update), 60140);
});
