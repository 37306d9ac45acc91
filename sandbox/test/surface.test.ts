import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted, refused } from './helpers/expect';
import { person } from './helpers/people';
import { world } from './helpers/world';

// Every path that is to be known is there, in the eras that had it.

const ALWAYS = `
  department/create department/update department/delete department/list
  user/create user/update user/delete user/batchdelete user/get user/simplelist user/list
  user/convert_to_openid user/convert_to_userid user/authsucc
  tag/create tag/update tag/delete tag/get tag/addtagusers tag/deltagusers tag/list
  media/upload media/get media/uploadimg menu/create menu/get menu/delete message/send
  agent/get agent/list agent/set batch/syncuser batch/replaceuser batch/replaceparty batch/getresult
  getcallbackip get_jsapi_ticket`;

const LEGACY = `
  user/getuserinfo invite/send batch/inviteuser shakearound/getshakeinfo
  material/add_mpnews material/update_mpnews material/add_material material/get material/del material/get_count
  material/batchget`;

const CURRENT = `
  auth/getuserinfo auth/getuserdetail auth/get_tfa_info user/tfa_succ user/list_id user/getuserid
  user/get_userid_by_email department/simplelist department/get corp/get_join_qrcode batch/invite get_api_domain_ip
  media/get/jssdk media/upload_by_url media/get_upload_by_url_result ticket/get
  message/update_template_card message/update_taskcard message/recall
  appchat/create appchat/update appchat/get appchat/send`;

const paths = (text: string) => text.trim().split(/\s+/);
const always = paths(ALWAYS);
const legacy = paths(LEGACY);
const current = paths(CURRENT);

const eras = [
  { era: 'legacy', served: [...always, ...legacy], unknown: current },
  { era: 'current', served: [...always, ...current], unknown: legacy },
  { era: 'both', served: [...always, ...legacy, ...current], unknown: ['user/smell'] },
] as const;

for (const { era, served, unknown } of eras) {
  test(`the era ${era} has ${served.length} calls that want a token, and not those of other times`, async (t) => {
    const { nobody, app } = await world(t, { era });
    for (const path of served) {
      refused(await nobody.get(path), 41001, 'access_token missing');
      refused(await nobody.post(path), 41001);
    }
    for (const path of unknown) assert.equal((await app.post(path)).status, 404, path);
  });
}

test('the contact secret does not do what only an app does, and the other way round', async (t) => {
  const { contact, app } = await world(t);
  const ofApps = paths(
    'message/send appchat/create appchat/send agent/set agent/get menu/create menu/get message/recall',
  );
  for (const path of ofApps) refused(await contact.post(path), 48002, 'api forbidden');
  const ofContacts = always.filter((path) => /^(user|department)\/(create|update|delete|batchdelete)$/.test(path));
  for (const path of [...ofContacts, 'user/list_id']) refused(await app.post(path), 48002, 'api forbidden');
});

test('in the legacy era one secret may do everything', async (t) => {
  const { app } = await world(t, { era: 'legacy' });
  accepted(await app.post('user/create', person('ann')), 'created');
  accepted(await app.get('user/delete', { userid: 'ann' }), 'deleted');
});
