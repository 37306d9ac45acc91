import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90605

test('a provider comes from its suite to the company that installed it, and calls as its app', async (t) => {
  const { nobody, sandbox } = await world(t);
  const asked = { suite_id: 'suite', suite_secret: 'secret', suite_ticket: 'ticket' };
  const token = string(accepted(await nobody.post('service/get_suite_token', asked)), 'suite_access_token');
  const again = accepted(await nobody.post('service/get_suite_token', asked));
  assert.equal(again.suite_access_token, token);
  const suite = new Client(sandbox.url, token, 'suite_access_token');
  const granted = string(
    accepted(await suite.post('service/get_permanent_code', { auth_code: 'code' })),
    'permanent_code',
  );
  const wanted = { auth_corpid: sandbox.corpid, permanent_code: granted };
  const access = string(accepted(await suite.post('service/get_corp_token', wanted)), 'access_token');
  accepted(await nobody.with(access).get('agent/list'));
  refused(await suite.post('service/get_corp_token', { ...wanted, auth_corpid: 'another' }), 40013);
  sandbox.tokens.revoke();
  refused(await suite.post('service/get_corp_token', wanted), 40082);
});

test('a device has its token from that of its model', async (t) => {
  const { nobody, sandbox } = await world(t);
  const asked = { model_id: 'model', model_secret: 'secret', model_ticket: 'ticket' };
  const token = string(accepted(await nobody.post('openhw/get_model_token', asked)), 'model_access_token');
  const model = new Client(sandbox.url, token, 'model_access_token');
  const device = accepted(await model.post('openhw/get_device_token', { device_sn: 'sn', device_secret: 'secret' }));
  const other = string(device, 'device_access_token');
  refused(await new Client(sandbox.url, other, 'model_access_token').post('openhw/get_device_token'), 710400);
});
