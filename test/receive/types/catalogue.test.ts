import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Callback, type Fields, fieldsOf } from '../../../catalogue/scripts/model';
import { readCatalogue } from '../../../catalogue/scripts/read';
import { compile7 } from '../../types/compile';

// The hand-written types of callbacks against the catalogue, which was written apart from them: names, and the fields of each.

/** What an app sends itself: replies and the envelopes around messages are no members of the union. */
const OUTGOING = ['envelope', 'reply', 'reply-envelope'];
/** WeCom's table has it at the top, its example has `option_ids` where it belongs. */
const MISPLACED = ['template_card_event: optionids'];

const PARTS = readCatalogue().callbacks;
/** The fields that all of a kind have. */
const COMMON: Record<string, Fields> = Object.assign({}, ...PARTS.map(({ common }) => common));
const ALL = PARTS.flatMap(({ entries }) =>
  Object.entries(entries).map(([name, callback]) => ({ name, callback, fields: fieldNames(callback) })),
);
const INCOMING = ALL.filter(({ callback }) => !OUTGOING.includes(callback.kind));

function fieldNames({ fields, extends: base = '' }: Callback): string[] {
  return [...fieldsOf(COMMON[base]), ...fieldsOf(fields)].map(({ name }) => name);
}

/** The member of the union that a callback is. */
function typeOf({ kind, event, infoType, changeType, msgType }: Callback): string {
  const change = changeType === undefined ? '' : `, '${changeType}'`;
  if (kind === 'event') return `wechat.EventOf<'${event}'${change}>`;
  if (kind === 'suite') return `wechat.InfoOf<'${infoType}'${change}>`;
  if (kind === 'message') return `Extract<wechat.Message, { MsgType: '${msgType}' }>`;
  return `Extract<wechat.Bot, ${event ? `{ event: { eventtype: '${event}' } }` : `{ msgtype: '${msgType}' }`}>`;
}

test('the types know at least 95 % of all callbacks by name, and every field of those', async (t) => {
  const lines = INCOMING.flatMap(({ name, callback, fields }) =>
    fields.map((field) => ({ name, field, text: `const _: Keys<${typeOf(callback)}> = '${field}';` })),
  );
  const program = lines.map(({ text }) => `{ ${text} }`).join('\n');
  const head = "import wechat = require('wechat-enterprise-api/receive');";
  const keys = 'type Keys<T> = [T] extends [never] ? never : keyof T;';
  const { complaints } = await compile7(t, `${head} ${keys}\n${program}\n`);
  // Two lines stand before them.
  const wrong = complaints.map((complaint) => lines[Number(/\((\d+),/.exec(complaint)?.[1]) - 3]);
  assert.deepEqual(
    wrong.map((line) => `${line?.name}: ${line?.field}`),
    MISPLACED,
  );
  assert.equal(ALL.length, 252);
  assert.ok(INCOMING.length / ALL.length >= 0.95, `${INCOMING.length} of ${ALL.length}`);
  assert.deepEqual(
    INCOMING.filter(({ fields }) => fields.length === 0),
    [],
  );
});
