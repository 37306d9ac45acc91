import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';

import wechat = require('../../../lib/receive/index');

import { MemoryStore } from '../../../lib/stores/memory';
import { gate, hosted } from '../helpers/host';
import { toXML } from '../helpers/samples';
import { ACCOUNT, delivery, jsonDelivery, openReply, send } from '../helpers/sender';
import { original } from '../helpers/sides';

// How notices to service providers (InfoType) are answered: with `success`, as it is.

const TICKET = toXML({ SuiteId: 'suite', InfoType: 'suite_ticket', TimeStamp: '1403610513', SuiteTicket: 'ticket' });
const SUCCESS = [200, 'success'];

type AnyForm = wechat.Handler | wechat.PlainHandler;

async function answered(t: TestContext, handler: AnyForm, config: Partial<wechat.Config> = {}) {
  const host = await hosted(t, wechat({ ...ACCOUNT, ...config }, handler));
  return { ...host, ticket: () => host.deliver(TICKET).then(({ status, reply }) => [status, reply]) };
}

test('difference R22: a notice is answered with plain `success`, where the original encrypts a reply that nobody reads', async (t) => {
  const { url } = await answered(
    t,
    wechat.info('suite_ticket', (_info) => 'thanks'),
  );
  const { status, headers, body } = await send(url, delivery(TICKET));
  assert.deepEqual([status, body], SUCCESS);
  assert.match(String(headers['content-type']), /^text\/plain(;|$)/);
  const theirs = await hosted(
    t,
    original(ACCOUNT, (_req, res) => res.reply('success')),
  );
  assert.match(openReply((await send(theirs.url, delivery(TICKET))).body)?.text ?? '', /<!\[CDATA\[success\]\]>/);
});

const ANSWERING: Record<string, AnyForm> = {
  'returns nothing': wechat.info((_info) => {}),
  'resolves to nothing': wechat.info(async (_info) => {}),
  "returns ''": wechat.info(() => ''),
  'returns what cannot be written': wechat.info(() => ({ type: 'hologram', content: {} }) as never),
  'replies with nothing': wechat.info((_info, _req, res) => res.reply()),
  'replies later': wechat.info((_info, _req, res) => void setImmediate(() => res.reply('later'))),
  'gets every message': (_req, res) => res.reply('anything'),
};

for (const [name, handler] of Object.entries(ANSWERING)) {
  test(`a handler that ${name} answers a notice with success`, async (t) => {
    assert.deepEqual(await (await answered(t, handler)).ticket(), SUCCESS);
  });
}

test('a notice whose handler fails is not answered with success, so that it comes again', async (t) => {
  let tries = 0;
  const handler = wechat.info('suite_ticket', async (_info) => {
    tries++;
    if (tries === 1) throw new RangeError('no');
  });
  const { ticket, errors } = await answered(t, handler, { dedupe: new MemoryStore() });
  assert.equal((await ticket())[0], 500);
  assert.equal(errors[0]?.name, 'RangeError');
  for (let i = 0; i < 3; i++) assert.deepEqual(await ticket(), SUCCESS);
  assert.equal(tries, 2);
});

test('a notice that is not done in time is answered with success, and onLate hears nothing of it', async (t) => {
  const go = gate();
  const done = gate();
  const late: unknown[] = [];
  const warnings: unknown[] = [];
  const keep = (warning: Error) => warnings.push(warning);
  process.on('warning', keep);
  t.after(() => process.off('warning', keep));
  const handler = wechat.info(async () => {
    await go.promise;
    setImmediate(done.open);
    return 'late';
  });
  const { ticket } = await answered(t, handler, { replyWithin: 20, onLate: (reply) => late.push(reply) });
  assert.deepEqual(await ticket(), SUCCESS);
  go.open();
  await done.promise;
  assert.deepEqual([late, warnings], [[], []]);
});

test('a notice in a JSON envelope is answered with success too', async (t) => {
  const { url } = await answered(
    t,
    wechat.info((_info) => {}),
  );
  const { status, body } = await send(url, jsonDelivery(TICKET));
  assert.deepEqual([status, body], SUCCESS);
});

test('a handler may answer a notice itself', async (t) => {
  const { deliver } = await answered(
    t,
    wechat.info((_info, _req, res) => {
      res.writeHead(202);
      res.end('by hand');
    }),
  );
  const { status, reply } = await deliver(TICKET);
  assert.deepEqual([status, reply], [202, 'by hand']);
});

test('replies to notices are counted like others: the second is ignored with a warning', async (t) => {
  const warned = once(process, 'warning');
  const { ticket } = await answered(
    t,
    wechat.info((_info, _req, res) => {
      res.reply();
      res.reply();
    }),
  );
  assert.deepEqual(await ticket(), SUCCESS);
  assert.match(String((await warned)[0]), /second reply/);
});
