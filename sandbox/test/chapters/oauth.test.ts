import assert from 'node:assert/strict';
import { test } from 'node:test';
import { string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { authorize, clicked, codeOf, REDIRECT } from '../helpers/oauth';
import { member } from '../helpers/people';
import { appAgain, type Lifetime, type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/91022: the page, the code, the member.

const MINUTE = 60_000;

async function withAnn(t: Lifetime): Promise<World> {
  const w = await world(t);
  await member(w.contact, 'ann', { mobile: '13900000009', email: 'ann@example.com', gender: '2' });
  return w;
}

test('the authorize page lets one pick a member, and sends the browser back with code and state', async (t) => {
  const w = await withAnn(t);
  const page = await authorize(w);
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
  const back = await clicked(w, 'ann');
  assert.ok(back.href.startsWith('https://example.com/back?'), back.href);
  assert.deepEqual([back.searchParams.get('page'), back.searchParams.get('state')], ['1', 'State1']);
  assert.match(back.searchParams.get('code') ?? '', /^[\w-]{1,512}$/);
});

test('the page escapes what it is given', async (t) => {
  const w = await world(t);
  await member(w.contact, 'eve', { name: '<script>alert(1)</script>' });
  const { text } = await authorize(w, 'snsapi_base', `${REDIRECT}&x="><script>alert(2)</script>`);
  assert.doesNotMatch(text, /<script>alert/);
});

test('a code tells who came, once', async (t) => {
  const w = await withAnn(t);
  const code = await codeOf(w, 'ann');
  assert.equal(accepted(await w.app.get('auth/getuserinfo', { code })).userid, 'ann');
  refused(await w.app.get('auth/getuserinfo', { code }), 40029, 'invalid code');
});

test('the path of 企业号 answers with UserId and DeviceId', async (t) => {
  const w = await withAnn(t);
  const query = { code: await codeOf(w, 'ann'), agentid: w.agentid };
  const body = accepted(await w.app.get('user/getuserinfo', query));
  assert.equal(body.UserId, 'ann');
  string(body, 'DeviceId');
  refused(await w.app.get('user/getuserinfo', query), 40029, 'invalid code');
});

test('a code lives for five minutes', async (t) => {
  const w = await withAnn(t);
  const [early, late] = [await codeOf(w, 'ann'), await codeOf(w, 'ann')];
  w.sandbox.clock.advance(5 * MINUTE - 2000);
  accepted(await w.app.get('auth/getuserinfo', { code: early }));
  w.sandbox.clock.advance(4000);
  refused(await w.app.get('auth/getuserinfo', { code: late }), 40029, 'invalid code');
});

test('a code that was never given is refused', async (t) => {
  const { app } = await world(t);
  for (const path of ['auth/getuserinfo', 'user/getuserinfo']) {
    refused(await app.get(path, { code: 'nothing' }), 40029, 'invalid code');
    refused(await app.get(path), [40029, 41008]);
  }
});

test('with snsapi_privateinfo there is a ticket for the details', async (t) => {
  const w = await withAnn(t);
  const code = await codeOf(w, 'ann', 'snsapi_privateinfo');
  const user_ticket = string(accepted(await w.app.get('auth/getuserinfo', { code })), 'user_ticket');
  const detail = accepted(await w.app.post('auth/getuserdetail', { user_ticket }));
  const { userid, gender, email } = detail;
  assert.deepEqual({ userid, gender, email }, { userid: 'ann', gender: '2', email: 'ann@example.com' });
  w.sandbox.clock.advance(31 * MINUTE);
  refused(await w.app.post('auth/getuserdetail', { user_ticket }), 84014);
  refused(await w.app.post('auth/getuserdetail', { user_ticket: 'nothing' }), 84015);
});

test('without it there is none', async (t) => {
  const w = await withAnn(t);
  const body = accepted(await w.app.get('auth/getuserinfo', { code: await codeOf(w, 'ann') }));
  assert.ok(!('user_ticket' in body));
});

test('the page refuses an unknown corpid and a missing redirect_uri', async (t) => {
  const w = await world(t);
  const page = await authorize({ ...w, sandbox: { ...w.sandbox, corpid: 'wwunknown' } });
  assert.notEqual(page.status, 302);
  assert.doesNotMatch(page.text, /<button|<option/);
  const without = await authorize(w, 'snsapi_base', '');
  assert.doesNotMatch(without.text, /<button|<option/);
});

test('the redirect must go to the trusted domain of the app, where it has one', async (t) => {
  const w = await withAnn(t);
  accepted(await w.app.post('agent/set', { agentid: w.agentid, redirect_domain: 'trusted.example.com' }));
  assert.match((await authorize(w)).text, /50001/);
  const trusted = await authorize(w, 'snsapi_base', 'https://trusted.example.com/back');
  assert.doesNotMatch(trusted.text, /50001/);
});

test('tickets are the same while they are valid', async (t) => {
  const w = await world(t);
  const first = accepted(await w.app.get('get_jsapi_ticket'));
  assert.equal(first.expires_in, 7200);
  assert.match(string(first, 'ticket'), /^[\w-]{1,512}$/);
  assert.equal(accepted(await w.app.get('get_jsapi_ticket')).ticket, first.ticket);
  const agent = accepted(await w.app.get('ticket/get', { type: 'agent_config' }));
  assert.equal(agent.expires_in, 7200);
  assert.notEqual(agent.ticket, first.ticket);
  assert.equal(accepted(await w.app.get('ticket/get', { type: 'agent_config' })).ticket, agent.ticket);
  refused(await w.app.get('ticket/get', { type: 'smell' }), 91040);
  w.sandbox.clock.advance(121 * MINUTE);
  const later = accepted(await (await appAgain(w)).get('get_jsapi_ticket'));
  assert.notEqual(later.ticket, first.ticket);
});

test("each app has an agent ticket of its own, the company's is shared", async (t) => {
  const { app, other } = await world(t);
  const [one, two] = [
    await app.get('ticket/get', { type: 'agent_config' }),
    await other.get('ticket/get', { type: 'agent_config' }),
  ];
  assert.notEqual(accepted(one).ticket, accepted(two).ticket);
  const [jsapi, same] = [await app.get('get_jsapi_ticket'), await other.get('get_jsapi_ticket')];
  assert.equal(accepted(jsapi).ticket, accepted(same).ticket);
});
