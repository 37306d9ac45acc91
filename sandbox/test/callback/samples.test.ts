import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decrypt } from '@wecom/crypto';
import { fieldsOf } from '../../../catalogue/scripts/model';
import { readCatalogue } from '../../../catalogue/scripts/read';
import { Customers } from '../../src/model/customers';
import { ask, type Body, list, object } from '../helpers/client';
import { fields } from '../helpers/letters';
import { connected } from '../helpers/receiver';
import { world } from '../helpers/world';

// A sample of every callback that the catalogue knows. Robots (JSON), replies and envelopes are none that WeCom sends as XML.

const { callbacks } = readCatalogue();
const common: Record<string, object> = Object.assign({}, ...callbacks.map((part) => part.common));
const sent = callbacks.flatMap(({ entries }) =>
  Object.entries(entries)
    .filter(([, { kind }]) => ['event', 'suite', 'message'].includes(kind))
    .map(([key, entry]) => ({ name: entry.kind === 'event' ? key : `${entry.kind}/${key}`, ...entry })),
);

/** As XML has it: all is text, and a list of one is no list. */
function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? asText(value[0]) : value.map(asText);
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  // An element without anything in it is an empty text.
  if (entries.length === 0) return '';
  return Object.fromEntries(entries.map(([name, each]) => [name, asText(each)]));
}

test('all callbacks but those of robots have a sample, by name', async (t) => {
  const { sandbox } = await world(t);
  assert.deepEqual(sandbox.samples().sort(), sent.map(({ name }) => name).sort());
  assert.equal(sent.length, 233);
  const { samples } = (await ask(`${sandbox.url}/_sandbox/samples`)).body;
  assert.deepEqual(samples, sandbox.samples());
});

test('every sample is delivered, decrypted and parsed, with all its fields and the ids of the company', async (t) => {
  const w = await world(t);
  const { sandbox, agentid } = w;
  const { settings, arrived } = await connected(t, w, agentid);
  const customers = new Set(sandbox.company.room(Customers).all.keys());
  for (const { name, kind, event, infoType, changeType, msgType, extends: base = '', fields: own = {} } of sent) {
    const delivery = await sandbox.announce(agentid, name);
    assert.equal(delivery.state, 'received', `${name}: ${delivery.problem}`);
    const { Encrypt } = await fields(arrived.at(-1)?.body ?? '');
    const { message, id } = decrypt(settings.encodingAESKey, String(Encrypt));
    const told = await fields(message);
    assert.deepEqual(told, asText(delivery.message), name);
    const { SuiteId, ServiceCorpId, UserID = 'boss', ExternalUserID, AgentID = agentid } = told;
    assert.equal(id, kind === 'suite' ? (SuiteId ?? ServiceCorpId) : sandbox.corpid, name);
    for (const each of fieldsOf({ ...common[base], ...own })) assert.ok(each.name in told, `${name} ${each.name}`);
    assert.deepEqual(
      [told.Event, told.InfoType, told.ChangeType, told.MsgType ?? msgType],
      [event, infoType, changeType ?? told.ChangeType, msgType ?? (event && 'event')],
      name,
    );
    assert.equal(String(AgentID), String(agentid), name);
    if (kind !== 'suite' && told.ToUserName !== undefined) assert.equal(told.ToUserName, sandbox.corpid, name);
    if (typeof UserID === 'string') assert.ok(sandbox.company.member(UserID), `${name} ${UserID}`);
    if (typeof ExternalUserID === 'string') assert.ok(customers.has(ExternalUserID), `${name} ${ExternalUserID}`);
  }
});

test('what is given stands over the sample, and an unknown name is refused', async (t) => {
  const w = await world(t);
  await connected(t, w, w.agentid);
  const name = 'change_external_chat/update';
  const { message } = await w.sandbox.announce(w.agentid, name, { UpdateDetail: 'change_notice', ChatId: 'mine' });
  assert.deepEqual(
    [message.FromUserName, message.ChangeType, message.UpdateDetail, message.ChatId],
    ['sys', 'update', 'change_notice', 'mine'],
  );
  const post = (body: Body) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return ask(`${w.sandbox.url}/_sandbox/announce`, init);
  };
  const { body } = await post({ agentid: w.agentid, sample: 'modify_calendar', fields: { CalId: 'c1' } });
  const told = object(object(body.delivery).message);
  assert.deepEqual([told.Event, told.CalId, told.FromUserName], ['modify_calendar', 'c1', 'boss']);
  const refused = await post({ agentid: w.agentid, sample: 'smell' });
  assert.deepEqual([refused.status, object(refused.body.reason).code], [400, 'no_sample']);
  await assert.rejects(w.sandbox.announce(w.agentid, name, { ToUserName: 'me' }), /cannot be given a ToUserName/);
  assert.equal(list({ arrived: w.sandbox.deliveries() }, 'arrived').length, 2);
});
