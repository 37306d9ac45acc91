import assert from 'node:assert/strict';
import { test } from 'node:test';
import API from '../../index';

// Alone in its process: what is mixed in stays.

test("a user's mixin may take the names call and weixin, and then they are protected", () => {
  const call = () => 'a call of mine';
  API.mixin({ call, weixin: 'mine' });
  const api: object = new API('the-appid', 'the-secret');
  assert.equal(Reflect.get(api, 'call'), call);
  assert.equal(Reflect.get(api, 'weixin'), 'mine');
  assert.ok(Object.keys(API.prototype).includes('call') && Object.keys(API.prototype).includes('weixin'));
  assert.throws(() => API.mixin({ call }), /Don't allow override existed prototype method\. method: call/);
});
