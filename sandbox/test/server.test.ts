import assert from 'node:assert/strict';
import { get } from 'node:https';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { createSandbox } from '../src/index';
import { accepted } from './helpers/expect';
import { client, world } from './helpers/world';

test('it listens on 127.0.0.1 only', async (t) => {
  const { sandbox } = await world(t);
  const { hostname, port } = new URL(sandbox.url);
  assert.equal(hostname, '127.0.0.1');
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map(({ address }) => address)
    .filter((address) => address !== '127.0.0.1' && !address.startsWith('fe80'));
  for (const host of [...others, '127.0.0.2']) {
    assert.equal(await reached(host, Number(port)), false, host);
  }
});

function reached(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const conclude = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.on('connect', () => conclude(true));
    socket.on('error', () => conclude(false));
    socket.on('timeout', () => conclude(false));
  });
}

test('two sandboxes know nothing of each other', async (t) => {
  const [one, two] = [await world(t), await world(t)];
  accepted(await one.contact.post('department/create', { id: 990, name: 'x', parentid: 1 }), 'created');
  assert.equal((await two.contact.get('department/list', { id: 990 })).body.errcode, 60123);
  assert.equal((await two.contact.with(one.contact.token).get('department/list')).body.errcode, 40014);
});

test('a port that is taken is an error, not a crash', async (t) => {
  const { sandbox } = await world(t);
  await assert.rejects(createSandbox({ port: Number(new URL(sandbox.url).port) }), { code: 'EADDRINUSE' });
});

test('close() ends also with connections that are kept alive, and may be called twice', async (t) => {
  const { sandbox, contact } = await world(t);
  accepted(await contact.get('department/list'));
  await sandbox.close();
  await sandbox.close();
  await assert.rejects(contact.get('department/list'));
});

test('on request it speaks HTTPS with a certificate of its own', async (t) => {
  const sandbox = await createSandbox({ port: 0, https: true });
  t.after(() => sandbox.close());
  assert.match(sandbox.url, /^https:/);
  assert.ok(sandbox.certificate);
  const path = `${sandbox.url}/cgi-bin/gettoken?corpid=${sandbox.corpid}&corpsecret=${sandbox.contactSecret}`;
  const answer = await new Promise<string>((resolve, reject) => {
    const request = get(path, { ca: sandbox.certificate, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    });
    request.on('error', reject);
  });
  assert.equal(JSON.parse(answer).errcode, 0);
});

test('the company may be another one', async (t) => {
  const sandbox = await createSandbox({
    port: 0,
    company: {
      corpid: 'wwmine',
      contactSecret: 'contact',
      departments: [{ id: 1, name: 'Mine' }],
      members: [{ userid: 'me', name: 'Me' }],
      apps: [{ agentid: 7, name: 'app', secret: 'seven' }],
    },
  });
  t.after(() => sandbox.close());
  assert.deepEqual([sandbox.corpid, sandbox.apps], ['wwmine', [{ agentid: 7, secret: 'seven', name: 'app' }]]);
  const contact = await client(sandbox, 'contact');
  assert.equal(accepted(await contact.get('user/get', { userid: 'me' })).name, 'Me');
});
