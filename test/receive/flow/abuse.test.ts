import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import wechat = require('../../../lib/receive/index');

import { MemoryStore } from '../../../lib/stores/memory';
import { listen } from '../helpers/host';
import { text, toXML } from '../helpers/samples';
import {
  ACCOUNT,
  delivery,
  envelope,
  jsonDelivery,
  OTHER,
  type Outgoing,
  openReply,
  seal,
  send,
  signed,
} from '../helpers/sender';

const TOTAL = 10_000;
const AT_A_TIME = 50;
const LIMIT = 16 * 1024;

const sealed = seal(toXML(text('hello')));
const post = (body: string | Buffer, query = signed(sealed)): Outgoing => ({ method: 'POST', query, body });
/** Signed rightly: what is wrong is inside. */
const inside = (plaintext: string): Outgoing => delivery(plaintext);
const signedBytes = (bytes: Buffer): Outgoing => {
  const encrypted = bytes.toString('base64');
  return post(envelope(encrypted), signed(encrypted));
};
const pick = (i: number, max: number) => (i * 7919) % max;

/** A kind of malformed request, number `i` of it, and which statuses are right for it. */
type Kind = [name: string, make: (i: number) => Outgoing, ...statuses: number[]];

const genuine = delivery(toXML(text('handled once')));

const KINDS: Kind[] = [
  ['random bytes', (i) => post(randomBytes(pick(i, 3000))), 400, 401],
  ['random bytes, unsigned', (i) => post(randomBytes(1 + pick(i, 3000)), ''), 400, 401],
  ['truncated envelopes', (i) => post(envelope(sealed).slice(0, pick(i, envelope(sealed).length))), 400, 401],
  ['truncated JSON', (i) => post(String(jsonDelivery('x').body).slice(0, pick(i, 150))), 400, 401],
  ['a wrong signature', (i) => post(envelope(sealed), signed(sealed, ACCOUNT, String(i)).replace('=', '=0')), 401],
  ['no signature', () => post(envelope(sealed), ''), 401],
  ['a signature sent twice', () => post(envelope(sealed), `${signed(sealed)}&${signed('x').slice(1)}`), 401],
  ['another key', () => signedBytes(Buffer.from(seal('<xml></xml>', OTHER), 'base64')), 400, 401],
  ['another token', () => post(envelope(sealed), signed(sealed, OTHER)), 401],
  ['random bytes, signed and encrypted', (i) => signedBytes(randomBytes(pick(i, 200))), 400, 401],
  ['whole blocks of random bytes', (i) => signedBytes(randomBytes(16 * (1 + pick(i, 40)))), 400, 401],
  ['the signature of another delivery', () => post(envelope(seal('other'))), 401],
  ['a genuine delivery again', () => genuine, 200],
  ['a body over the limit', (i) => post(Buffer.alloc(LIMIT + 1 + pick(i, LIMIT), 'a')), 413],
  ['a large delivery, signed', () => delivery('a'.repeat(LIMIT)), 413],
  ['polluted envelopes', () => post(`<xml><__proto__><Encrypt>${sealed}</Encrypt><a>1</a></__proto__></xml>`), 401],
  ['polluted messages that are broken', () => inside('<xml><__proto__><polluted>1</polluted></xml>'), 400],
  ['JSON with a prototype', () => post(`{"__proto__":{"encrypt":"${sealed}"}}`), 400, 401],
  [']]> in an envelope', () => post(`<xml><A>]]></A><Encrypt><![CDATA[${sealed}]]>]]></Encrypt></xml>`), 400, 401],
  [']]> in a message', () => inside('<xml><Content><![CDATA[a]]>b]]></Content></oops>'), 400],
  ['NUL bytes', (i) => post(Buffer.alloc(pick(i, 500))), 400, 401],
  ['NUL bytes in an envelope', () => post(envelope(sealed).replace('<Encrypt>', '<Encrypt>\0')), 401],
  ['NUL bytes as a message', () => inside('\0\0\0'), 400],
  ['bombs of entities', () => inside('<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><xml>&b;</xml>'), 400],
  ['deep nesting', () => inside('<a>'.repeat(3000)), 400],
  ['deep JSON', () => post('{"a":'.repeat(2000)), 400, 401],
  ['an encrypted nothing', () => inside(''), 401],
  ['blanks', () => post(' \n\t '), 400],
  ['no body', () => post(''), 400],
  ['odd methods', (i) => ({ method: ['PUT', 'DELETE', 'PATCH'][i % 3] ?? 'PUT', body: 'x' }), 501],
  [
    'verifications of random bytes',
    (i) => ({ query: `?echostr=${randomBytes(pick(i, 64)).toString('hex')}&msg_signature=x` }),
    401,
  ],
  [
    'signed verifications of random bytes',
    (i) => {
      const echo = randomBytes(pick(i, 64)).toString('hex');
      return { query: `${signed(echo)}&echostr=${echo}` };
    },
    400,
    401,
  ],
];

const gc = collector();

/** The garbage collector, which is not for everyone. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

/** Messages are remembered for a minute, which is what all this takes on a busy machine. */
class LongMemory extends MemoryStore {
  override set(key: string, value: unknown, ttl: number): Promise<void> {
    return super.set(key, value, ttl * 60);
  }

  override add(key: string, value: unknown, ttl: number): Promise<boolean> {
    return super.add(key, value, ttl * 60);
  }
}

async function heap(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test('10,000 malformed requests: each gets its status, none a handler, and memory stays flat', async (t) => {
  const uncaught: unknown[] = [];
  const keep = (err: unknown) => uncaught.push(err);
  process.on('uncaughtExceptionMonitor', keep);
  t.after(() => process.off('uncaughtExceptionMonitor', keep));

  const handled: string[] = [];
  const middleware = wechat({ ...ACCOUNT, limit: LIMIT, dedupe: new LongMemory() }, (req, res) => {
    handled.push(req.weixin_xml);
    res.reply('ok');
  });
  const errors = new Map<string, number>();
  const url = await listen(t, (req, res) => {
    middleware(req, res, (err?: unknown) => {
      const { name, status } = Object(err);
      errors.set(name, (errors.get(name) ?? 0) + 1);
      res.writeHead(status ?? 500).end();
    });
  });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  t.after(() => agent.destroy());

  const first = await send(url, genuine, agent);
  assert.match(openReply(first.body)?.text ?? '', /ok/);
  assert.equal(handled.length, 1);

  let made = 0;
  const wrong = new Map<string, number>();
  async function sender(until: number): Promise<void> {
    while (made < until) {
      const i = made++;
      const [name, make, ...statuses] = KINDS[i % KINDS.length] ?? assert.fail();
      const { status } = await send(url, make(Math.floor(i / KINDS.length)), agent).catch((err) =>
        assert.fail(`${name}: ${err}`),
      );
      if (!statuses.includes(status)) wrong.set(`${name}: ${status}`, (wrong.get(`${name}: ${status}`) ?? 0) + 1);
    }
  }
  const attack = (until: number) => Promise.all(Array.from({ length: AT_A_TIME }, () => sender(until)));

  const slow = await dribbling(url, 40);
  const started = performance.now();
  await attack(TOTAL / 5);
  const before = await heap();
  await attack(TOTAL);
  const after = await heap();
  const seconds = (performance.now() - started) / 1000;

  for (const finish of slow) assert.equal(await finish(), 401);
  t.diagnostic(`${TOTAL} requests in ${seconds.toFixed(1)} s, heap ${Math.round((after - before) / 1024)} KB`);
  t.diagnostic(`errors: ${JSON.stringify(Object.fromEntries(errors))}`);
  assert.deepEqual(Object.fromEntries(wrong), {});
  assert.equal(handled.length, 1, 'only the genuine delivery, once');
  assert.deepEqual(uncaught, []);
  assert(after - before < 4 * 1024 * 1024, `${Math.round((after - before) / 1024)} KB more`);
  assert.deepEqual(
    [...errors.keys()].filter((name) => !/^(BadMessage|Wechat)/.test(name)),
    [],
  );
  assert.equal(Reflect.get({}, 'polluted'), undefined);
  assert.equal((await send(url, delivery(toXML(text('alive'))))).status, 200);
});

/** Requests whose body stops half-way and goes on when asked; each then gives its status. */
async function dribbling(url: string, count: number): Promise<(() => Promise<number | undefined>)[]> {
  const body = envelope(sealed);
  return Promise.all(
    Array.from({ length: count }, async () => {
      const sent = request(url, { method: 'POST', agent: false, headers: { 'content-length': body.length } });
      const status = new Promise<number | undefined>((resolve, reject) => {
        sent.on('error', reject);
        sent.on('response', (res) => {
          res.resume();
          resolve(res.statusCode);
        });
      });
      await new Promise((resolve) => sent.write(body.slice(0, 50), resolve));
      return () => {
        sent.end(body.slice(50));
        return status;
      };
    }),
  );
}
