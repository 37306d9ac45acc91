import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, rejection } from './helpers/calls';
import { OK, wecom } from './helpers/wecom';

test('getTagUsers asks for one tag, and answers with its members', async (t) => {
  const server = await wecom(t, () => ({ ...OK, tagname: 'vip', userlist: [{ userid: 'lisi', name: '李四' }] }));
  const { tagname, userlist } = await client(server).getTagUsers(7);
  assert.deepEqual([tagname, userlist[0]?.userid], ['vip', 'lisi']);
  const sent = server.requests.at(-1);
  assert.deepEqual([sent?.method, sent?.path, sent?.query.get('tagid')], ['GET', '/cgi-bin/tag/get', '7']);
});

test('addTagUsers sends tag and members, and says when WeCom knows none of them', async (t) => {
  const server = await wecom(t, () => ({ errcode: 40070, errmsg: 'all list invalid' }));
  const err = await rejection(client(server).addTagUsers(7, ['nobody']));
  assert.equal(err.code, 40070);
  const sent = server.requests.at(-1);
  assert.deepEqual([sent?.method, sent?.path], ['POST', '/cgi-bin/tag/addtagusers']);
  assert.equal(String(sent?.body), '{"tagid":7,"userlist":["nobody"]}');
});
