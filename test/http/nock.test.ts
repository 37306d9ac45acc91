import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import nock from 'nock';

import API = require('../../index');

// Alone in its process: nobody else gets through.
nock.disableNetConnect();
after(() => nock.restore());

// What intercepts node:http in people's tests meets our requests, whichever way they go.

const HOST = 'https://qyapi.weixin.qq.com';

for (const [way, options] of [
  ['straight', {}],
  ['through urllib', { beforeRequest: () => {} }],
] as const) {
  test(`nock answers calls that go ${way}`, async (t) => {
    t.after(() => nock.cleanAll());
    const wecom = nock(HOST)
      .get('/cgi-bin/gettoken?corpid=corp&corpsecret=secret')
      .reply(200, { errcode: 0, access_token: 'T', expires_in: 7200 })
      .get('/cgi-bin/user/get?access_token=T&userid=lisi')
      .reply(200, { errcode: 0, userid: 'lisi' })
      .post('/cgi-bin/tag/create?access_token=T', { tagname: 'vip' })
      .replyWithError(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
    const api = new API({ corpid: 'corp', corpsecret: 'secret', ...options });
    assert.equal((await api.getUser('lisi')).userid, 'lisi');
    await assert.rejects(api.createTag('vip'), { name: /^WeChatAPI/, code: 'ECONNRESET', method: 'createTag' });
    assert.ok(wecom.isDone());
  });
}
