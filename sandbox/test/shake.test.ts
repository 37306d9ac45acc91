import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted, refused } from './helpers/expect';
import { world } from './helpers/world';

// Protocol.md 3.9, 企业号 only.

test('shakearound/getshakeinfo refuses missing and strange tickets', async (t) => {
  const { app } = await world(t);
  refused(await app.post('shakearound/getshakeinfo', {}), 90002);
  refused(await app.post('shakearound/getshakeinfo', { ticket: 'nothing' }), 90003);
});

test('in the current era nobody shakes', async (t) => {
  const { app } = await world(t, { era: 'current' });
  assert.equal((await app.post('shakearound/getshakeinfo', {})).status, 404);
});

test('paths of today are unknown in the legacy era', async (t) => {
  const { app } = await world(t, { era: 'legacy' });
  for (const path of ['auth/getuserinfo', 'appchat/get', 'ticket/get']) {
    assert.equal((await app.get(path)).status, 404, path);
  }
  accepted(await app.get('getcallbackip'));
});
