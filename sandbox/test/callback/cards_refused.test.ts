import assert from 'node:assert/strict';
import { test } from 'node:test';
import { both, task, withCard } from '../helpers/carded';
import type { Body } from '../helpers/client';
import { accepted } from '../helpers/expect';
import { card, text } from '../helpers/messages';

// What nobody can press: no such thing is on the card, or there is no card.

const wrong: [what: string, body: Body, key: string, selected?: Record<string, string[]>][] = [
  ['a key that is not on the card', card('button_interaction', 'task-1'), 'smell'],
  ['no key', card('button_interaction', 'task-1'), ''],
  ['a notice without buttons', card('text_notice', ''), 'fine'],
  [
    'a button that opens a page',
    card('button_interaction', 'task-1', {
      button_list: [{ type: 1, text: 'Open', url: 'https://e.com/', key: 'open' }],
    }),
    'open',
  ],
  ['a text', text('hello'), 'fine'],
  ['an unknown option', card('vote_interaction', 'task-1', both), 'submit', { q: ['z'] }],
  ['an unknown question', card('vote_interaction', 'task-1', both), 'submit', { z: ['a'] }],
  ['two options of one', card('vote_interaction', 'task-1'), 'submit', { q: ['yes', 'no'] }],
  ['two entries of a list', card('multiple_interaction', 'task-1'), 'submit', { q: ['yes', 'no'] }],
  ['an unknown entry of a list', card('multiple_interaction', 'task-1'), 'submit', { q: ['z'] }],
  ['an unknown key of a task card', task, 'smell'],
];

for (const [what, body, key, selected] of wrong) {
  test(`${what} cannot be pressed`, async (t) => {
    const { w, app, phone, msgid } = await withCard(t, body);
    await assert.rejects(async () => phone.press(msgid, key, selected), RangeError);
    assert.deepEqual([app.arrived, w.sandbox.deliveries()], [[], []]);
  });
}

test('who did not get the card cannot press it, nor can anybody once it is recalled', async (t) => {
  const { w, app, phone, msgid } = await withCard(t, card('button_interaction', 'task-1'));
  const stranger = w.sandbox.phone('wangwu', w.agentid);
  await assert.rejects(async () => stranger.press(msgid, 'fine'), RangeError);
  await assert.rejects(async () => phone.press('no-such-message', 'fine'), RangeError);
  accepted(await w.app.post('message/recall', { msgid }));
  await assert.rejects(async () => phone.press(msgid, 'fine'), RangeError);
  assert.deepEqual(app.arrived, []);
});
