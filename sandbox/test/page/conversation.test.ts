import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleOf } from '../../src/callback/samples';
import { client } from '../helpers/world';
import { AGENTID, apiOf, OTHER_AGENTID, receivingApp } from './helpers/app';
import { buttonCard } from './helpers/cards';
import { everyKind } from './helpers/messages';
import { textOf, visit } from './helpers/visit';

// What apps send, as the member sees it.

const text = (content: string) => ({ msgtype: 'text' as const, text: { content } });

test('a message sent through the API appears in the open conversation, and in nobody else’s', async (t) => {
  const { sandbox, part, entry, member } = await visit(t, { at: `/zhangsan/${AGENTID}` });
  const api = apiOf(sandbox);
  await api.send({ touser: 'zhangsan' }, text('for zhangsan'));
  await entry('message', 'for zhangsan').waitFor();
  await api.send({ touser: 'lisi' }, text('for lisi'));
  await api.send({ touser: '@all' }, text('for all'));
  await entry('message', 'for all').waitFor();
  assert.deepEqual(await part('message').locator('.bubble').allTextContents(), ['for zhangsan', 'for all']);
  await member('lisi').click();
  await entry('message', 'for lisi').waitFor();
  assert.deepEqual(await part('message').locator('.bubble').allTextContents(), ['for lisi', 'for all']);
});

test('a message of another app counts as unread until its conversation is opened', async (t) => {
  const { sandbox, part, entry, page } = await visit(t, { at: `/zhangsan/${AGENTID}` });
  const other = apiOf(sandbox, OTHER_AGENTID);
  await other.send({ touser: 'zhangsan' }, text('one'));
  await other.send({ touser: 'zhangsan' }, text('two'));
  const room = page.locator(`[data-testid=conversation][data-room="${OTHER_AGENTID}"]`);
  await room.getByTestId('unread').filter({ hasText: '2' }).waitFor();
  assert.match(await room.innerText(), /two/);
  assert.equal(await part('message').count(), 0);
  await room.click();
  await entry('message', 'two').waitFor();
  assert.equal(await part('unread').count(), 0);
});

test('every kind of message is drawn as what it is', async (t) => {
  const place = await visit(t, { at: `/zhangsan/${AGENTID}` });
  const { sandbox, part, page } = place;
  await receivingApp(place, () => '');
  const api = apiOf(sandbox);
  const kinds = await everyKind(api);
  for (const [index, { message, words }] of kinds.entries()) {
    await api.send({ touser: 'zhangsan' }, message);
    const drawn = part('message').nth(index);
    for (const word of words) await drawn.filter({ hasText: word }).waitFor();
    assert.equal(await drawn.getAttribute('data-msgtype'), message.msgtype);
    assert.doesNotMatch((await drawn.textContent()) ?? '', /undefined|\[object|media_id|"/, message.msgtype);
    assert.equal(await drawn.locator('.dump').count(), 0, message.msgtype);
  }
  assert.equal(await part('message').count(), kinds.length);
  const pictures = await place.pictures();
  assert.ok(pictures.length >= 2 && pictures.every((width) => width > 0));
  assert.equal(await page.locator('[data-msgtype=image] img').count(), 1);
  assert.equal(await page.locator('[data-msgtype=voice] a[download]').count(), 1);
  assert.equal(await page.locator('[data-msgtype=video] video[controls]').count(), 1);
});

test('in an open conversation', async (t) => {
  const place = await visit(t, { at: `/zhangsan/${AGENTID}` });
  const { sandbox, part, entry, page } = place;
  await receivingApp(place, () => '');
  const api = apiOf(sandbox);
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');

  await t.test('pictures of other hosts are named, not loaded', async () => {
    const picurl = 'https://pictures.example.com/cover.png';
    const articles = [{ title: 'An article', url: 'https://example.com', picurl }];
    await api.send({ touser: 'zhangsan' }, { msgtype: 'news', news: { articles } });
    await entry('message', 'An article').filter({ hasText: 'pictures.example.com' }).waitFor();
    assert.equal(await entry('message', 'An article').locator('img').count(), 0);
  });

  await t.test('a message that is recalled becomes a line without its content', async () => {
    const { msgid } = await api.send({ touser: 'zhangsan' }, text('a secret'));
    await entry('message', 'a secret').waitFor();
    await app.post('message/recall', { msgid });
    await page.locator('[data-testid=message][data-recalled]').waitFor();
    assert.match(await textOf(page.locator('[data-recalled]')), /“通知” recalled a message/);
    assert.equal(await page.getByText('a secret').count(), 0);
  });

  await t.test('a card that is updated through the API changes in its place', async () => {
    const before = await part('message').count();
    const { response_code } = await api.send(
      { touser: 'zhangsan' },
      { msgtype: 'template_card', template_card: buttonCard },
    );
    await entry('message', '请假申请').waitFor();
    const template_card = {
      card_type: 'text_notice',
      main_title: { title: '已经批准' },
      card_action: { type: 1, url: 'https://example.com' },
    };
    await app.post('message/update_template_card', {
      userids: ['zhangsan'],
      agentid: AGENTID,
      response_code,
      template_card,
    });
    await entry('message', '已经批准').waitFor();
    assert.equal(await part('message').count(), before + 1);
    assert.equal(await part('card-button').count(), 0);
  });

  await t.test('of an article that is opened its words are read', async () => {
    const { data, filename } = sampleOf('image');
    const { media_id: thumb_media_id } = await api.uploadImage({ data: Buffer.from(data), filename });
    const content =
      '<p class="a">A &amp; B</p><style>p { color: red }</style><div>C<br>D</div><!-- no -->1 &lt; 2 <b>3</b>';
    const articles = [{ title: 'T', thumb_media_id, content }];
    await api.send({ touser: 'zhangsan' }, { msgtype: 'mpnews', mpnews: { articles } });
    await page.locator('[data-msgtype=mpnews] .said button').click();
    assert.equal(await part('article-dialog').locator('.words').textContent(), 'A & B\nC\nD\n1 < 2 3');
  });
});

test('group chats and robots have conversations of their own', async (t) => {
  const { sandbox, part, entry, member } = await visit(t, { at: '/lisi' });
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  await app.post('appchat/create', {
    name: '项目群',
    owner: 'zhangsan',
    userlist: ['zhangsan', 'lisi'],
    chatid: 'project',
  });
  const [robot] = sandbox.company.robots.values();
  await app.post('webhook/send', text('a robot speaks'), { key: robot?.key ?? '' });
  await app.post('appchat/send', { chatid: 'project', ...text('to the group') });
  await part('conversation').filter({ hasText: '项目群' }).click();
  await entry('message', 'to the group').waitFor();
  await part('conversation').filter({ hasText: '群机器人' }).click();
  await entry('message', 'a robot speaks').waitFor();
  await member('wangwu').click();
  await entry('message', 'a robot speaks').waitFor();
  assert.equal(await part('conversation').filter({ hasText: '项目群' }).count(), 0);
});
