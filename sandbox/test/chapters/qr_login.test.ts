import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { picked } from '../helpers/oauth';
import { type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/98152, and 91019 of the older page.

const PAGES = ['/wwlogin/sso/login', '/wwopen/sso/qrConnect'];
const STATE = 'web_login@gyoss9';
const REDIRECT = 'https://example.com/back?page=1';

function open({ sandbox, agentid }: World, path: string, more: Record<string, string> = {}, language = 'en') {
  const query = {
    login_type: 'CorpApp',
    appid: sandbox.corpid,
    agentid: String(agentid),
    redirect_uri: REDIRECT,
    state: STATE,
    ...more,
  };
  return ask(`${sandbox.url}${path}?${new URLSearchParams(query)}`, { headers: { 'accept-language': language } });
}

for (const path of PAGES) {
  test(`${path} lists the members, and sends the chosen one back with a code that is good once`, async (t) => {
    const w = await world(t);
    const page = await open(w, path);
    assert.equal(page.status, 200);
    assert.match(page.text, /Who signs in/);
    const back = await picked(w, page.text, 'lisi');
    assert.ok(back.href.startsWith('https://example.com/back?page=1'), back.href);
    assert.equal(back.searchParams.get('state'), STATE);
    const code = back.searchParams.get('code') ?? '';
    const { userid, user_ticket } = accepted(await w.app.get('auth/getuserinfo', { code }));
    assert.deepEqual([userid, user_ticket], ['lisi', undefined]);
    refused(await w.app.get('auth/getuserinfo', { code }), 40029);
    const older = (await picked(w, page.text, 'lisi')).searchParams.get('code') ?? '';
    assert.equal(accepted(await w.app.get('user/getuserinfo', { code: older })).UserId, 'lisi');
    const late = (await picked(w, page.text, 'lisi')).searchParams.get('code') ?? '';
    w.sandbox.clock.advance(5 * 60_000);
    refused(await w.app.get('auth/getuserinfo', { code: late }), 40029);
  });

  test(`${path} refuses what WeCom refuses`, async (t) => {
    const w = await world(t);
    const app = w.sandbox.company.apps.get(w.agentid);
    assert.ok(app);
    app.redirect_domain = 'example.com';
    app.visible = { users: ['lisi'], parties: [], tags: [] };
    const wrong: [RegExp, Record<string, string>][] = [
      [/appid/, { appid: 'wwother' }],
      [/agentid/, { agentid: '7' }],
      [/state/, { state: 'x'.repeat(129) }],
      [/http/, { redirect_uri: 'javascript:alert(1)' }],
      [/50001/, { redirect_uri: 'https://evil.example/' }],
      [/no permission/, { userid: 'zhangsan' }],
    ];
    for (const [words, more] of wrong) {
      const { status, text } = await open(w, path, more);
      assert.equal(status, 400);
      assert.match(text, words);
    }
    assert.equal((await open(w, path)).status, 200);
  });

  test(`${path} speaks the language of lang, then that of the browser`, async (t) => {
    const w = await world(t);
    assert.match((await open(w, path, { lang: 'zh' }, 'en')).text, /以谁的身份登录/);
    assert.match((await open(w, path, { lang: 'en' }, 'zh-CN')).text, /Who signs in/);
    assert.match((await open(w, path, {}, 'zh-CN')).text, /以谁的身份登录/);
  });
}

test('only apps of the company sign in, and only the older page can be declined', async (t) => {
  const w = await world(t);
  assert.match((await open(w, '/wwlogin/sso/login', { login_type: 'ServiceApp' })).text, /CorpApp/);
  const back = await picked(w, (await open(w, '/wwopen/sso/qrConnect')).text, '(declined)');
  assert.deepEqual([back.searchParams.get('code'), back.searchParams.get('state')], [null, STATE]);
  assert.doesNotMatch((await open(w, '/wwlogin/sso/login')).text, /\(declined\)/);
});
