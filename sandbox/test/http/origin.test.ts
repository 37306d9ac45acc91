import assert from 'node:assert/strict';
import { type IncomingHttpHeaders, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { test } from 'node:test';
import { type Body, object } from '../helpers/client';
import { accepted } from '../helpers/expect';
import { lastOf } from '../helpers/live';
import { type World, world } from '../helpers/world';

// The sandbox answers programs and its own page. Pages of other sites, open in the same browser, are refused.

const EVIL = 'https://evil.example';

interface Asked {
  status: number | undefined;
  body: Body;
}

/** As a browser would: fetch lets nobody lie about the host. `PORT` in a header is the sandbox's own. */
function asked({ sandbox }: World, path: string, method: string, headers: IncomingHttpHeaders): Promise<Asked> {
  const { port } = new URL(sandbox.url);
  const own = Object.entries(headers).map(([name, value]) => [name, String(value).replace('PORT', port)]);
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, headers: Object.fromEntries(own), agent: false };
    const sending = request(options, async (response) => {
      resolve({ status: response.statusCode, body: object(await json(response)) });
    });
    sending.on('error', reject).end(method === 'POST' ? '{}' : undefined);
  });
}

/** An allowed call meets the ordered trouble, so that a refused one can be told from it. */
async function calls(w: World, method: string, headers: IncomingHttpHeaders): Promise<Asked & { met: boolean }> {
  w.sandbox.trouble.clear();
  w.sandbox.trouble.next('user/get', { errcode: 45009 });
  const answer = await asked(w, '/cgi-bin/user/get', method, headers);
  return { ...answer, met: w.sandbox.trouble.waiting().length === 0 };
}

const loopback = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'app.localhost',
  'my-app.dev.localhost',
  '127.0.0.1',
  '127.255.255.254',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::FFFF:7f00:1]',
];

const others = [
  'rebound.example',
  '127.evil.com',
  '127.0.0.1.evil.com',
  '127.0.0.evil.com',
  'localhost.evil.com',
  'evillocalhost',
  '.localhost',
  'evil..localhost',
  'evil@localhost',
  'localhost:80',
  '127.1',
  '127.0.0.256',
  '0127.0.0.1',
  '0x7f.0.0.1',
  '2130706433',
  '0.0.0.0',
  '128.0.0.1',
  '::1',
  '[::]',
  '[::ffff:128.0.0.1]',
  '[::1].evil.com',
  '[::1',
  '[::1]evil.com',
  '127。0。0。1',
];

test('the levers answer to the names of this machine', async (t) => {
  const w = await world(t);
  for (const host of loopback) {
    assert.equal((await asked(w, '/_sandbox/', 'GET', { host: `${host}:PORT` })).status, 200, host);
    assert.equal((await asked(w, '/_sandbox/', 'GET', { host })).status, 200, host);
  }
});

test('the levers do not answer to other names that may lead to this machine', async (t) => {
  const w = await world(t);
  for (const host of others) {
    const name = Buffer.from(host).toString('latin1');
    const { status, body } = await asked(w, '/_sandbox/', 'GET', { host: `${name}:PORT` });
    assert.equal(status, 403, host);
    assert.match(String(body.error), /localhost/, host);
  }
});

test('a sandbox that listens on all addresses is reached by any name', async (t) => {
  const w = await world(t, { host: '0.0.0.0' });
  assert.equal((await asked(w, '/_sandbox/', 'GET', { host: 'wecom.example:PORT' })).status, 200);
  const headers = { host: 'wecom.example:PORT', origin: 'http://wecom.example:PORT' };
  assert.equal((await asked(w, '/_sandbox/tokens/expire', 'POST', { ...headers, origin: EVIL })).status, 403);
  assert.equal((await calls(w, 'POST', headers)).met, true);
});

const foreign: Record<string, IncomingHttpHeaders> = {
  'of another site': { origin: EVIL },
  'of another site on this machine': { origin: 'http://127.0.0.1:1' },
  'of the same host by another scheme': { origin: 'https://127.0.0.1:PORT' },
  'of a name whose beginning is ours': { origin: 'http://127.0.0.1:PORT.evil.example' },
  'without an origin of its own, as in a sandboxed frame': { origin: 'null' },
  'that does not say its origin, but comes from elsewhere': { 'sec-fetch-site': 'cross-site' },
  'that does not say its origin, but comes from a neighbour': { 'sec-fetch-site': 'same-site' },
  'that reaches it by a name of its own': { host: 'rebound.example:PORT', origin: 'http://rebound.example:PORT' },
  'that opens an address of it': { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
};

for (const [which, headers] of Object.entries(foreign)) {
  test(`a page ${which} reaches neither the API nor the levers`, async (t) => {
    const w = await world(t);
    for (const method of ['GET', 'POST']) {
      const { status, body, met } = await calls(w, method, { host: '127.0.0.1:PORT', ...headers });
      assert.deepEqual([status, met], [403, false], method);
      assert.equal(typeof body.error, 'string');
    }
    const lever = await asked(w, '/_sandbox/tokens/revoke', 'POST', { host: '127.0.0.1:PORT', ...headers });
    assert.equal(lever.status, 403);
    accepted(await w.app.get('tag/list'));
  });
}

const allowed: Record<string, IncomingHttpHeaders> = {
  'a program': {},
  'a program that calls it by a name of its own': { host: 'wecom.example:PORT' },
  'the page of the sandbox': { origin: 'http://127.0.0.1:PORT', 'sec-fetch-site': 'same-origin' },
  'the page of the sandbox by another name': { host: 'localhost:PORT', origin: 'http://localhost:PORT' },
  'somebody who typed the address': { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
  'a program with the fetch of Node': { 'sec-fetch-mode': 'cors' },
};

for (const [who, headers] of Object.entries(allowed)) {
  test(`${who} reaches the API`, async (t) => {
    const w = await world(t);
    for (const method of ['GET', 'POST']) {
      const { body, met } = await calls(w, method, { host: '127.0.0.1:PORT', ...headers });
      assert.deepEqual([body.errcode, met], [45009, true], method);
    }
  });
}

test('a page that is refused is seen on the wire and in the log', async (t) => {
  const lines: string[] = [];
  const w = await world(t, { log: (line) => lines.push(line) });
  await calls(w, 'POST', { host: '127.0.0.1:PORT', origin: EVIL });
  const { path, status, note = '' } = lastOf(w.sandbox);
  assert.deepEqual([path, status], ['/cgi-bin/user/get', 403]);
  assert.ok(note.includes(EVIL), note);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /403 POST \/cgi-bin\/user\/get.*https:\/\/evil\.example/);
});
