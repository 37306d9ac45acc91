// What members did on the page, as a file for node:test.
import { text } from '../read.js';
import { state } from '../store.js';

/**
 * @typedef {import('../types.js').Delivery} Delivery
 * @typedef {Delivery & { userid: string, agentid: number }} Act of a member
 */

/** Other in each run: of the company, of the moment, of a file. */
const PASSING = new Set([
  'ToUserName',
  'FromUserName',
  'CreateTime',
  'MsgId',
  'AgentID',
  'AgentId',
  'MediaId',
  'ThumbMediaId',
  'PicUrl',
  'ResponseCode',
]);

/** undefined: nobody has done anything. */
export function testFile() {
  const acts = [...state.recent.values()].flatMap(actsOf);
  if (acts.length === 0) return undefined;
  return `const assert = require('node:assert/strict');
const { test } = require('node:test');
const { createSandbox } = require('wechat-enterprise-sandbox');

test('what was done on the page', async (t) => {
  const sandbox = await createSandbox({ port: 0 });
  t.after(() => sandbox.close());
  // Start your app here: it calls sandbox.prefix.
${[...new Set(acts.map(({ agentid }) => agentid))].map(callbackLine).join('')}${acts.map(actLines).join('')}});
`;
}

/** What WeCom itself tells is nobody's act. @param {import('../types.js').Entry} entry @returns {Act[]} */
function actsOf(entry) {
  if (entry.type === 'message') return [];
  const { delivery } = entry;
  const { userid, agentid, message } = delivery;
  if (userid === undefined || agentid === undefined || text(message, 'FromUserName') === 'sys') return [];
  return [{ ...delivery, userid, agentid }];
}

/** @param {number} agentid */
function callbackLine(agentid) {
  const callback = state.company?.apps.find((app) => app.agentid === agentid)?.callback;
  return callback === undefined ? '' : `  await sandbox.setCallback(${agentid}, ${literal(callback)});\n`;
}

/** @param {Act} act @param {number} index */
function actLines({ userid, agentid, message, state: outcome, reply }, index) {
  const fields = Object.fromEntries(Object.entries(message).filter(([name]) => !PASSING.has(name)));
  const name = `delivery${index + 1}`;
  const answered = reply && `  assert.deepEqual(${name}.reply, ${literal(reply)});\n`;
  return `
  const ${name} = await sandbox.phone(${literal(userid)}, ${agentid}).send(${literal(fields)});
  assert.equal(${name}.state, ${literal(outcome)});
${answered ?? ''}`;
}

/** @param {unknown} value */
function literal(value) {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
}
