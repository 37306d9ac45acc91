import assert from 'node:assert/strict';
import { test } from 'node:test';
import { string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { client, tokenOf, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/91039

const HOUR = 3_600_000;

test('gettoken gives a token of base64url characters, and 7200 seconds', async (t) => {
  const { nobody, sandbox } = await world(t);
  const body = accepted(await nobody.get('gettoken', { corpid: sandbox.corpid, corpsecret: sandbox.contactSecret }));
  assert.equal(body.expires_in, 7200);
  assert.match(string(body, 'access_token'), /^[\w-]{100,512}$/);
});

test('the same secret gets the same token for two hours, always with 7200 seconds', async (t) => {
  const { nobody, sandbox, contact } = await world(t);
  const query = { corpid: sandbox.corpid, corpsecret: sandbox.contactSecret };
  sandbox.clock.advance(2 * HOUR - 60_000);
  const late = accepted(await nobody.get('gettoken', query));
  assert.deepEqual([late.access_token, late.expires_in], [contact.token, 7200]);
  accepted(await contact.get('department/list'));
  sandbox.clock.advance(2 * 60_000);
  const next = accepted(await nobody.get('gettoken', query));
  assert.notEqual(next.access_token, contact.token);
  assert.equal(next.expires_in, 7200);
});

test('a token of the past two hours is expired', async (t) => {
  const { sandbox, contact } = await world(t);
  sandbox.clock.advance(2 * HOUR + 1000);
  const answer = await contact.get('department/list');
  refused(answer, 42001, 'access_token expired');
  assert.deepEqual(answer.body.department, []);
});

test('each secret has a token of its own', async (t) => {
  const { contact, app, other } = await world(t);
  assert.equal(new Set([contact.token, app.token, other.token]).size, 3);
});

test('gettoken refuses what is missing or wrong', async (t) => {
  const { nobody, sandbox } = await world(t);
  const { corpid, contactSecret: corpsecret } = sandbox;
  refused(await nobody.get('gettoken'), 41004, 'corpsecret missing');
  refused(await nobody.get('gettoken', { corpid }), 41004, 'corpsecret missing');
  refused(await nobody.get('gettoken', { corpsecret }), 41002, 'corpid missing');
  refused(await nobody.get('gettoken', { corpid: 'wwunknown', corpsecret }), 40013, 'invalid corpid');
  refused(await nobody.get('gettoken', { corpid, corpsecret: 'wrong' }), 40001, 'invalid credential');
});

test('after a refusal the next token works', async (t) => {
  const { sandbox, contact } = await world(t);
  sandbox.clock.advance(3 * HOUR);
  refused(await contact.get('department/list'), 42001);
  const fresh = await client(sandbox, sandbox.contactSecret);
  accepted(await fresh.get('department/list'));
  assert.equal(await tokenOf(sandbox, sandbox.contactSecret), fresh.token);
});
