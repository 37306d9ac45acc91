import assert from 'node:assert/strict';
import { createDecipheriv, createHash } from 'node:crypto';
import { test } from 'node:test';
import { ask, type Body, type Client, rows, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/94849

const encoding_aeskey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

async function exported(contact: Client, what: string, more: Body = {}): Promise<Body> {
  const jobid = string(accepted(await contact.post(`export/${what}`, { encoding_aeskey, ...more })), 'jobid');
  const { status, data_list } = accepted(await contact.get('export/get_result', { jobid }));
  assert.equal(status, 2);
  const [file] = rows({ data_list }, 'data_list');
  const { bytes } = await ask(String(file?.url));
  assert.deepEqual([bytes.length, createHash('md5').update(bytes).digest('hex')], [file?.size, file?.md5]);
  const key = Buffer.from(`${encoding_aeskey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(bytes), decipher.final()]);
  return JSON.parse(plain.subarray(0, plain.length - (plain.at(-1) ?? 0)).toString());
}

test('members, departments and tags are exported into encrypted files', async (t) => {
  const { contact, sandbox } = await world(t);
  const { members, departments, tags } = sandbox.company;
  assert.equal(rows(await exported(contact, 'simple_user'), 'userlist').length, members.size);
  const users = rows(await exported(contact, 'user'), 'userlist');
  assert.equal(users.find(({ userid }) => userid === 'zhangsan')?.email, 'zhangsan@example.com');
  assert.equal(rows(await exported(contact, 'department'), 'department').length, departments.size);
  const [tag] = tags.values();
  const ofTag = await exported(contact, 'taguser', { tagid: tag?.tagid });
  assert.equal(rows(ofTag, 'userlist').length, tag?.users.size);
});

test('an export is refused without a good key, and its job is known to nobody else', async (t) => {
  const { contact, app } = await world(t);
  refused(await contact.post('export/user', { encoding_aeskey: 'short' }), 40058);
  refused(await contact.post('export/taguser', { encoding_aeskey, tagid: 999 }), 40068);
  refused(await contact.get('export/get_result', { jobid: 'nothing' }), 40088);
  refused(await app.post('export/user', { encoding_aeskey }), 48002);
});
