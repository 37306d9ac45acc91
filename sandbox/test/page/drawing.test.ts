import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from '../helpers/world';
import { AGENTID } from './helpers/app';
import { textOf, visit } from './helpers/visit';

// What WeCom draws of a message, and what it leaves as it is written.

const ROBOT = '00000000-0000-4000-8000-000000008686';
const CONTENT = [
  '# Heading',
  '**bold** *italic* [link](https://example.com) `code`',
  '> quote',
  '<font color="warning">red</font> <@zhangsan>',
  '- item',
  '| a | b |',
  '| - | - |',
  '| 1 | 2 |',
  '---',
  '![picture](https://example.com/a.png)',
].join('\n');

test('markdown and markdown_v2 draw what WeCom does, show the rest literally, and say so', async (t) => {
  const { page, part, sandbox } = await visit(t, { at: `/zhangsan/robot:${ROBOT}` });
  const nobody = (await client(sandbox, sandbox.contactSecret)).with('');
  for (const msgtype of ['markdown', 'markdown_v2']) {
    await nobody.post('webhook/send', { msgtype, [msgtype]: { content: CONTENT } }, { key: ROBOT });
  }
  await part('message').nth(1).waitFor();
  const drawn = async (index: number) => {
    const message = part('message').nth(index);
    const has = (selector: string) => message.locator(`.markdown ${selector}`).count();
    const names = [
      '.h-1',
      'strong',
      'em',
      'a',
      'blockquote',
      'code',
      '.font-warning',
      '.mention',
      '.item',
      'table',
      'hr',
      '.picture',
    ];
    const there = [];
    for (const name of names) if ((await has(name)) > 0) there.push(name);
    const lines = await message.locator('.markdown > *').allTextContents();
    return { there, hint: await textOf(message.getByTestId('not-drawn')), words: lines.join('\n') };
  };
  const first = await drawn(0);
  assert.deepEqual(first.there, ['.h-1', 'strong', 'a', 'blockquote', 'code', '.font-warning', '.mention']);
  assert.match(first.hint, /italics, lists, tables, rules, pictures\. The markdown of WeCom/);
  assert.match(first.words, /- item\n[\s\S]*\| 1 \| 2 \|/);
  const second = await drawn(1);
  assert.deepEqual(second.there, [
    '.h-1',
    'strong',
    'em',
    'a',
    'blockquote',
    'code',
    '.item',
    'table',
    'hr',
    '.picture',
  ]);
  assert.match(second.hint, /colours, @ of members\. The markdown_v2 of WeCom/);
  assert.match(second.words, /<font color="warning">red<\/font> <@zhangsan>/);
  await page.getByTestId('language').click();
  await part('not-drawn').filter({ hasText: '不显示字体颜色、@成员' }).waitFor();
});

test('what would surprise in the real WeCom is told in two languages, at the message and on the first screen', async (t) => {
  const { page, part, entry, sandbox } = await visit(t, { at: `/zhangsan/${AGENTID}` });
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  const content = 'x'.repeat(2100);
  await app.post('message/send', { touser: 'zhangsan', agentid: AGENTID, msgtype: 'text', text: { content } });
  const warning = entry('message', 'xxx').getByTestId('warning');
  await warning.filter({ hasText: 'text.content is cut after 2048 bytes' }).waitFor();
  await part('language').click();
  await warning.filter({ hasText: 'text.content 超过 2048 字节的部分会被截掉' }).waitFor();
  await part('home-link').click();
  await part('surprise').filter({ hasText: 'message/send' }).filter({ hasText: '2048 字节' }).click();
  await page.locator('[data-testid=wire-row][open]').getByTestId('warning').waitFor();
});

test('robots call members by name, in their words and after them', async (t) => {
  const { entry, sandbox } = await visit(t, { at: `/zhangsan/robot:${ROBOT}` });
  const nobody = (await client(sandbox, sandbox.contactSecret)).with('');
  const text = { content: 'hi <@lisi>', mentioned_list: ['zhangsan', '@all'], mentioned_mobile_list: ['13800009999'] };
  await nobody.post('webhook/send', { msgtype: 'text', text }, { key: ROBOT });
  assert.match(await textOf(entry('message', 'hi')), /hi @李四 @张三 @everybody @13800009999/);
});

test('ids become names with enable_id_trans, and a safe message is marked', async (t) => {
  const { entry, part, sandbox } = await visit(t, { at: `/zhangsan/${AGENTID}` });
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  const message = (more: object) => ({
    ...{
      touser: 'zhangsan',
      agentid: AGENTID,
      msgtype: 'text',
      text: { content: 'ask $userName=lisi$ of $departmentName=2$' },
    },
    ...more,
  });
  await app.post('message/send', message({ enable_id_trans: 1, safe: 1 }));
  await app.post('message/send', message({}));
  await entry('message', 'ask 李四 of 研发部').getByTestId('safe').filter({ hasText: 'Confidential' }).waitFor();
  await entry('message', '$userName=lisi$').getByTestId('untranslated').waitFor();
  assert.equal(await part('safe').count(), 1);
});
