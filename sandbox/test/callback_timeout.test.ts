import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conversation } from './helpers/receiver';

// https://developer.work.weixin.qq.com/document/path/90238, at its real length: it takes 15 s, so it has a file of its own.

test('WeCom waits five seconds, three times', async (t) => {
  const { app, phone } = await conversation(t, () => {});
  const { state, tries } = await phone.text('hello');
  assert.deepEqual([state, tries.length, app.arrived.length], ['failed', 3, 3]);
  for (const { ms, error } of tries) {
    assert.ok(ms >= 4900 && ms <= 6500, `${ms} ms`);
    assert.match(error ?? '', /no answer within 5000 ms/);
  }
  const [first, second, third] = app.arrived.map(({ at }) => at);
  for (const pause of [Number(second) - Number(first), Number(third) - Number(second)]) {
    assert.ok(pause >= 4900 && pause <= 6500, `${pause} ms`);
  }
});
