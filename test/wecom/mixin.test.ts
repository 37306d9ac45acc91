import assert from 'node:assert/strict';
import { test } from 'node:test';

import API = require('../../index');

// Alone in its process: what is mixed in stays.

test("a user's mixin may take the names call and wecom, and then they are protected", () => {
  const call = () => 'a call of mine';
  API.mixin({ call, wecom: 'mine' });
  const api: object = new API('corpid', 'secret');
  assert.equal(Reflect.get(api, 'call'), call);
  assert.equal(Reflect.get(api, 'wecom'), 'mine');
  assert.ok(Object.keys(API.prototype).includes('call') && Object.keys(API.prototype).includes('wecom'));
  assert.throws(() => API.mixin({ call }), /Don't allow override existed prototype method\. method: call/);
});
