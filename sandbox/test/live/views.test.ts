import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Delivery, Message, Sandbox } from '../../src/index';
import { type Body, object, rows, string } from '../helpers/client';
import { accepted } from '../helpers/expect';
import { JPG, MEDIA, MP4, PNG } from '../helpers/files';
import { look } from '../helpers/live';
import { send, text, uploaded } from '../helpers/messages';
import { world } from '../helpers/world';

// What the page fetches.

async function overview(sandbox: Sandbox): Promise<Body> {
  return (await look(sandbox, '/company')).body;
}

async function conversation(sandbox: Sandbox, query: Record<string, string>): Promise<Body[]> {
  return rows((await look(sandbox, `/conversation?${new URLSearchParams(query)}`)).body, 'entries');
}

const contentOf = ({ message }: Body) => object(object(object(message).body).text).content;

test('the company at a glance', async (t) => {
  const { sandbox } = await world(t);
  sandbox.trouble.next('tag/list', { errcode: -1 }, 2);
  const { now, apps, members, departments, ...rest } = await overview(sandbox);
  const trouble = [{ path: 'tag/list', trouble: { errcode: -1 }, left: 2 }];
  assert.deepEqual(rest, {
    corpid: sandbox.corpid,
    started: sandbox.company.started,
    era: 'both',
    rateLimits: false,
    trouble,
    tags: [
      { tagid: 1, tagname: '值班', users: 2, parties: 0 },
      { tagid: 2, tagname: '全研发', users: 0, parties: 1 },
    ],
    contactSecret: sandbox.contactSecret,
    chats: [],
    robots: [{ key: '00000000-0000-4000-8000-000000008686', name: '群机器人' }],
  });
  assert.ok(Math.abs(Number(now) - sandbox.clock.now()) < 5000);
  assert.deepEqual(rows({ departments }, 'departments')[1], { id: 2, name: '研发部', parentid: 1, order: 99_999_000 });
  const zhangsan = { userid: 'zhangsan', name: '张三', department: [2], status: 1, position: '经理', avatar: '' };
  assert.deepEqual(rows({ members }, 'members')[1], { ...zhangsan, gender: '1' });
  const [app = {}] = rows({ apps }, 'apps');
  assert.deepEqual([app.name, app.secret, app.everybody, app.users], ['通知', sandbox.apps[0]?.secret, true, []]);
});

test('an app of some is shown with all who see it: named, by department, by tag', async (t) => {
  const { sandbox } = await world(t);
  const [app, other] = sandbox.company.apps.values();
  assert.ok(app && other);
  app.visible = { users: ['BOSS'], parties: [3], tags: [] };
  other.visible = { users: [], parties: [], tags: [1, 2, 99] };
  const [first, second] = rows(await overview(sandbox), 'apps');
  assert.deepEqual([first?.everybody, first?.users], [false, ['boss', 'wangwu', 'zhaoliu']]);
  assert.deepEqual([second?.everybody, second?.users], [false, ['zhangsan', 'lisi', 'wangwu']]);
});

test('callbacks, menus and chats are shown', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  const menu = { button: [{ type: 'click', name: 'Hi', key: 'hi' }] };
  accepted(await app.post('menu/create', menu, { agentid }));
  const chat = { chatid: 'c1', name: 'Team', owner: 'lisi', userlist: ['lisi', 'wangwu'] };
  accepted(await app.post('appchat/create', chat));
  const callback = { url: 'http://127.0.0.1:1/', token: 'token', encodingAESKey: 'k'.repeat(43) };
  for (const one of sandbox.company.apps.values()) one.callback = callback;
  sandbox.company.contactCallback = callback;
  const seen = await overview(sandbox);
  const [first] = rows(seen, 'apps');
  assert.deepEqual([first?.callback, object(first?.menu)], [callback, menu]);
  assert.deepEqual(seen.contactCallback, callback);
  assert.deepEqual(seen.chats, [{ ...chat, agentid }]);
});

test('a conversation has what the app sent to this member, in order', async (t) => {
  const { sandbox, app, other, agentid, otherAgentid } = await world(t);
  accepted(await send(app, agentid, { touser: 'zhangsan|lisi', ...text('one') }));
  accepted(await send(app, agentid, { touser: 'lisi', ...text('to lisi') }));
  accepted(await send(other, otherAgentid, { touser: 'zhangsan', ...text('of another app') }));
  accepted(await send(app, agentid, { touser: '@all', ...text('two') }));
  const entries = await conversation(sandbox, { userid: 'ZhangSan', agentid: String(agentid) });
  assert.deepEqual(entries.map(contentOf), ['one', 'two']);
  const last = await conversation(sandbox, { userid: 'zhangsan', agentid: String(agentid), limit: '1' });
  assert.deepEqual(last.map(contentOf), ['two']);
});

test('a conversation has what the member did, at its time', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  await sandbox.phone('zhangsan', agentid).text('question');
  accepted(await send(app, agentid, { touser: 'zhangsan', ...text('answer') }));
  await sandbox.phone('lisi', agentid).text('of another');
  const entries = await conversation(sandbox, { userid: 'zhangsan', agentid: String(agentid) });
  const [first = {}, second = {}] = entries;
  assert.deepEqual([entries.length, first.type, second.type], [2, 'delivery', 'message']);
  assert.equal(object(object(first.delivery).message).Content, 'question');
});

test('chats and robots have conversations too', async (t) => {
  const { sandbox, app, nobody } = await world(t);
  const chat = { chatid: 'c1', name: 'Team', owner: 'lisi', userlist: ['lisi', 'wangwu'] };
  accepted(await app.post('appchat/create', chat));
  accepted(await app.post('appchat/send', { chatid: 'c1', ...text('in the chat') }));
  const [key = ''] = sandbox.company.robots.keys();
  accepted(await nobody.post('webhook/send', text('by the robot'), { key }));
  assert.deepEqual((await conversation(sandbox, { chatid: 'c1' })).map(contentOf), ['in the chat']);
  assert.deepEqual((await conversation(sandbox, { robot: key })).map(contentOf), ['by the robot']);
  assert.deepEqual(await conversation(sandbox, { chatid: 'other' }), []);
});

for (const query of ['', 'userid=lisi', 'agentid=1000002', 'chatid=c&limit=0', 'chatid=c&limit=many']) {
  test(`/conversation?${query} is refused with a reason`, async (t) => {
    const { sandbox } = await world(t);
    const { status, body } = await look(sandbox, `/conversation?${query}`);
    assert.equal(status, 400);
    assert.match(string(body, 'error'), /conversation|limit/);
  });
}

test('pictures and videos are shown for what they are, not for what they were called', async (t) => {
  const { sandbox, app } = await world(t);
  const shown = async (type: 'image' | 'video' | 'voice' | 'file') =>
    look(sandbox, `/media/${await uploaded(app, type)}`);
  const picture = await shown('image');
  assert.deepEqual([picture.headers.get('content-type'), picture.bytes], ['image/png', PNG]);
  assert.equal(picture.headers.get('x-content-type-options'), 'nosniff');
  assert.equal((await shown('video')).headers.get('content-type'), 'video/mp4');
  const voice = await shown('voice');
  assert.equal(voice.headers.get('content-type'), 'application/octet-stream');
  const file = await shown('file');
  assert.match(file.headers.get('content-disposition') ?? '', /^attachment; filename="/);
  assert.equal(file.text, MEDIA.file.content);
  for (const [name, content, type] of [
    ['a.jpg', JPG, 'image/jpeg'],
    ['evil.png', '<html><script>alert(1)</script>', 'application/octet-stream'],
    ['evil.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'application/octet-stream'],
  ] as const) {
    const file = { content, filename: name, contentType: 'text/html' };
    const media_id = string(accepted(await app.upload('media/upload', file, { type: 'file' }), ''), 'media_id');
    assert.equal((await look(sandbox, `/media/${media_id}`)).headers.get('content-type'), type, name);
  }
  assert.equal((await look(sandbox, '/media/unknown')).status, 404);
});

test('what is known of a medium can be asked', async (t) => {
  const { sandbox, app } = await world(t);
  const media_id = await uploaded(app, 'file');
  const { type, filename, data, expires } = sandbox.company.media.get(media_id) ?? assert.fail();
  const { body } = await look(sandbox, `/media/${media_id}/info`);
  assert.deepEqual(body, { type, filename, size: data.length, expires });
  assert.equal((await look(sandbox, '/media/unknown/info')).status, 404);
});

test('a part of a video is served, as players ask for it', async (t) => {
  const { sandbox, app } = await world(t);
  const { status, headers, bytes } = await look(sandbox, `/media/${await uploaded(app, 'video')}`, {
    range: 'bytes=4-7',
  });
  assert.deepEqual([status, bytes.toString()], [206, 'ftyp']);
  assert.equal(headers.get('content-range'), `bytes 4-7/${MP4.length}`);
});

const members = Array.from({ length: 10_000 }, (_, i) => ({
  userid: `user${i}`,
  name: `Member ${i}`,
  department: [2],
}));
const userids = members.map(({ userid }) => userid);

test('of 10,000 members and 100,000 messages no more are looked at than needed', async (t) => {
  const company = {
    corpid: 'ww1',
    contactSecret: 'contact',
    departments: [
      { id: 1, name: 'Large' },
      { id: 2, name: 'Half', parentid: 1 },
    ],
    members,
    apps: [
      { agentid: 1, name: 'Named', secret: 's1', visible: { users: userids.slice(0, 5000), parties: [], tags: [] } },
      { agentid: 2, name: 'By department', secret: 's2', visible: { users: [], parties: [2], tags: [] } },
    ],
  };
  const { sandbox } = await world(t, { company, keep: { messages: 100_000, deliveries: 100_000 } });
  const { departments, sent, delivered } = sandbox.company;
  const visited = t.mock.method(departments, 'get').mock;
  const [first, second] = rows(await overview(sandbox), 'apps');
  assert.deepEqual([first?.users, second?.users], [userids.slice(0, 5000), userids]);
  assert.ok(visited.callCount() < 20, `not for each member: ${visited.callCount()}`);

  let looks = 0;
  const counted = <T extends Message | Delivery>(one: T): T =>
    new Proxy(one, {
      get(record, name) {
        if (name === 'to' || name === 'userid') looks++;
        return Reflect.get(record, name);
      },
    });
  for (let i = 0; i < 100_000; i++) sent.add(counted(messageTo(i)), 1);
  for (let i = 0; i < 100_000; i++) delivered.add(counted(deliveryOf(i)), 1);
  const entries = await conversation(sandbox, { userid: 'user7', agentid: '1', limit: '4' });
  // It reads from the end until it has 4 of each, and every 10,000th is this member's. Writing the answer reads those 8 again.
  assert.ok(looks <= 2 * 40_000 + 2 * 8, String(looks));
  assert.deepEqual(
    entries.map(({ type, message, delivery }) => [type, object(message ?? delivery).at]),
    [8, 9].flatMap((i) => [
      ['delivery', i * 10_000 + 7],
      ['message', i * 10_000 + 7],
    ]),
  );
});

function messageTo(i: number): Message {
  const body = { text: { content: String(i) } };
  return { msgid: `m${i}`, at: i, from: { agentid: 1 }, to: [`user${i % 10_000}`], msgtype: 'text', body };
}

function deliveryOf(i: number): Delivery {
  const userid = `user${i % 10_000}`;
  return { id: i + 1, at: i, agentid: 1, userid, url: '', message: {}, xml: '', tries: [], state: 'failed' };
}
