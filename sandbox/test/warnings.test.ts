import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sandbox } from '../src/index';
import { ask, object, rows } from './helpers/client';
import { accepted, refused } from './helpers/expect';
import { article, send, text, textcard, uploaded } from './helpers/messages';
import { conversation, through } from './helpers/receiver';
import { world } from './helpers/world';

// What works here, and would surprise in the real WeCom.

const codes = (sandbox: Sandbox) => sandbox.warnings().map(({ code }) => code);
const LONG = 'x'.repeat(2049);

test('a text that is cut is told at the message, the call, in the list, in the log and over HTTP', async (t) => {
  const lines: string[] = [];
  const { sandbox, app, agentid } = await world(t, { log: (line) => lines.push(line) });
  const { msgid } = accepted(await send(app, agentid, { touser: 'zhangsan', ...text(LONG) }));
  const words = 'In the real WeCom text.content is cut after 2048 bytes, without an error.';
  const params = { field: 'text.content', most: 2048, unit: 'bytes' };
  const warning = { code: 'cut', params, text: words };
  assert.deepEqual(sandbox.messages()[0]?.warnings, [warning]);
  assert.deepEqual(sandbox.calls({ path: 'message/send' })[0]?.warnings, [warning]);
  const [noted] = sandbox.warnings();
  assert.deepEqual(noted, { ...warning, at: noted?.at, path: 'message/send', msgid });
  assert.deepEqual(lines, [`??? message/send: ${words}`]);
  const { body } = await ask(`${sandbox.url}/_sandbox/warnings`);
  assert.deepEqual(
    rows(body, 'warnings').map(({ msgid }) => msgid),
    [msgid],
  );
  sandbox.reset();
  assert.deepEqual(sandbox.warnings(), []);
});

test('nothing is said of what is as it should be', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  accepted(await send(app, agentid, { touser: 'zhangsan', ...text('hello') }));
  accepted(await send(app, agentid, { touser: 'zhangsan', msgtype: 'textcard', textcard }));
  accepted(await send(app, agentid, { touser: 'zhangsan', msgtype: 'news', news: { articles: [article] } }));
  assert.deepEqual([sandbox.warnings(), sandbox.messages()[0]?.warnings], [[], undefined]);
});

for (const [msgtype, part, field] of [
  ['textcard', { ...textcard, description: LONG }, 'textcard.description'],
  ['news', { articles: [{ ...article, title: 't'.repeat(129) }] }, 'news.articles.title'],
] as const) {
  test(`${field} that is cut is told`, async (t) => {
    const { sandbox, app, agentid } = await world(t);
    accepted(await send(app, agentid, { touser: 'zhangsan', msgtype, [msgtype]: part }));
    assert.deepEqual(
      sandbox.warnings().map(({ params }) => params.field),
      [field],
    );
  });
}

test('a message that the duplicate check swallows is told', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  const message = { touser: 'zhangsan', ...text('hello'), enable_duplicate_check: 1 };
  accepted(await send(app, agentid, message));
  assert.deepEqual(codes(sandbox), []);
  accepted(await send(app, agentid, message));
  assert.deepEqual(codes(sandbox), ['duplicate']);
});

test('the 31st message of a minute is told, and arrives unless limits are on', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  sandbox.clock.advance(60_000 - (sandbox.clock.now() % 60_000));
  for (let i = 0; i < 31; i++) accepted(await send(app, agentid, { touser: 'zhangsan', ...text(`${i}`) }));
  assert.deepEqual([codes(sandbox), sandbox.messages({ to: 'zhangsan' }).length], [['rate_limited'], 31]);
});

test('an app of today gets no mobile, email and gender; in an older company it gets them, with a warning', async (t) => {
  const { sandbox, app, contact } = await world(t);
  const privateOf = (body: object) => ['mobile', 'email', 'gender', 'avatar'].filter((name) => name in body);
  assert.deepEqual(privateOf((await app.get('user/get', { userid: 'zhangsan' })).body), []);
  assert.equal((await contact.get('user/get', { userid: 'zhangsan' })).body.mobile, '13800000001');
  assert.deepEqual(codes(sandbox), []);
  const { company } = sandbox.snapshot();
  sandbox.reset({ ...company, created: '2021-05-01' });
  const old = app.with(sandbox.tokens.issue(sandbox.apps[0]?.secret ?? '').value);
  assert.equal(privateOf((await old.get('user/get', { userid: 'zhangsan' })).body).length, 4);
  assert.deepEqual(codes(sandbox), ['private_fields']);
  assert.equal(sandbox.snapshot().company.created, '2021-05-01');
  assert.throws(() => sandbox.reset({ ...company, created: 'once' }), /company\.created: a day such as 2021-05-01/);
});

for (const url of ['http://localhost:3000/a', 'https://192.168.1.5/', 'www.example.com', 'http://[::1]/']) {
  test(`${url} in a message is told, as no phone opens it`, async (t) => {
    const { sandbox, app, agentid } = await world(t);
    accepted(await send(app, agentid, { touser: 'zhangsan', msgtype: 'textcard', textcard: { ...textcard, url } }));
    accepted(
      await send(app, agentid, {
        touser: 'zhangsan',
        msgtype: 'news',
        news: { articles: [{ ...article, picurl: url }] },
      }),
    );
    const fields = sandbox.warnings().map(({ code, params }) => [code, params.field]);
    assert.deepEqual(fields, [
      ['unreachable_url', 'textcard.url'],
      ['unreachable_url', 'news.articles[0].picurl'],
    ]);
  });
}

test('a reply in milliseconds, and one that is cut, are told at the callback', async (t) => {
  const answer = through((handler) => handler.text((_message, _req, res) => res.reply(LONG)));
  const { w, phone } = await conversation(t, answer);
  await phone.text('hello');
  assert.deepEqual(codes(w.sandbox), ['cut']);
  assert.equal(w.sandbox.warnings()[0]?.delivery, 1);
  t.mock.timers.enable({ apis: ['Date'], now: 10 ** 15 });
  const { warnings } = await phone.text('hello in a far future');
  assert.deepEqual(
    warnings?.map(({ code }) => code),
    ['milliseconds', 'cut'],
  );
});

test('the contact secret reads no details in the current era: 48009', async (t) => {
  const { contact, app } = await world(t, { era: 'current' });
  for (const path of ['user/get', 'user/simplelist', 'user/list', 'department/list', 'department/get']) {
    refused(await contact.get(path, { userid: 'lisi', id: 1, department_id: 1 }), 48009);
  }
  accepted(await app.get('user/get', { userid: 'lisi' }));
  accepted(await contact.post('user/list_id'));
});

test("who is mentioned by a robot, and the names of an app's message are told with it", async (t) => {
  const { sandbox, app, agentid, nobody } = await world(t);
  const key = '00000000-0000-4000-8000-000000008686';
  const say = (msgtype: string, part: object) => nobody.post('webhook/send', { msgtype, [msgtype]: part }, { key });
  accepted(
    await say('text', {
      content: 'x',
      mentioned_list: ['LiSi', '@all', 'nobody'],
      mentioned_mobile_list: ['13800000001'],
    }),
  );
  accepted(await say('markdown', { content: 'hi <@wangwu>' }));
  accepted(await say('markdown_v2', { content: 'hi <@wangwu>' }));
  assert.deepEqual(
    sandbox.messages().map(({ mentioned }) => mentioned),
    [['lisi', '@all', 'zhangsan'], ['wangwu'], undefined],
  );
  const content = '$userName=zhangsan$ of $departmentName=2$, $userName=nobody$';
  accepted(await send(app, agentid, { touser: 'lisi', ...text(content), enable_id_trans: 1, safe: 1 }));
  accepted(await send(app, agentid, { touser: 'lisi', ...text(content) }));
  const [first, second] = sandbox.messages({ agentid });
  assert.deepEqual(first?.names, { 'userName=zhangsan': '张三', 'departmentName=2': '研发部' });
  assert.deepEqual([first?.body.safe, second?.names], [1, undefined]);
});

test('a length error names the field with all that is around it', async (t) => {
  const { app, agentid } = await world(t);
  const long = { articles: [{ ...article, url: `https://example.com/${LONG}` }] };
  const { words } = refused(await send(app, agentid, { touser: 'lisi', msgtype: 'news', news: long }), 40058);
  assert.match(words, /^news\.articles\.url exceed max length 2048/);
});

test('cards refuse a missing title, keys that are there twice, and files that are not there', async (t) => {
  const { w } = await conversation(t);
  const { app, agentid } = w;
  const media_id = await uploaded(app, 'file');
  const main_title = { title: 'T' };
  const base = { card_type: 'button_interaction', main_title, button_list: [{ text: 'A', key: 'a' }] };
  const notice = {
    card_type: 'news_notice',
    main_title,
    card_image: { url: 'https://example.com/p.png' },
    card_action: { type: 1, url: 'https://example.com/' },
  };
  let tasks = 0;
  const sent = (card: object) => {
    tasks += 1;
    return send(app, agentid, {
      touser: 'lisi',
      msgtype: 'template_card',
      template_card: { task_id: `task${tasks}`, ...card },
    });
  };
  accepted(await sent(base));
  for (const card of [base, notice]) {
    refused(await sent({ ...card, main_title: undefined }), 42033);
    refused(await sent({ ...card, main_title: { desc: 'D' } }), 42033);
  }
  refused(
    await sent({
      ...base,
      button_list: [
        { text: 'A', key: 'a' },
        { text: 'B', key: 'a' },
      ],
    }),
    42039,
  );
  const list = { question_key: 'q', title: 'Q', option_list: [{ id: 'a', text: 'A' }] };
  const many = {
    card_type: 'multiple_interaction',
    main_title,
    submit_button: { text: 'S', key: 's' },
    select_list: [list, list],
  };
  refused(await sent(many), 42043);
  const file = (id: string) => ({
    ...base,
    horizontal_content_list: [{ keyname: 'K', type: 2, value: 'f', media_id: id }],
  });
  accepted(await sent(file(media_id)));
  refused(await sent(file('nowhere')), 40007);
  assert.equal(object(w.sandbox.messages().at(-1)?.body.template_card).card_type, 'button_interaction');
});
