import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStringPromise } from 'xml2js';

import wechat = require('../../../lib/receive/index');

import { hosted } from '../helpers/host';
import { text, toXML } from '../helpers/samples';
import { ACCOUNT, delivery, openReply, send } from '../helpers/sender';
import { original } from '../helpers/sides';

// Replies that the original does not know, and what it breaks. All others: side_by_side.test.ts.

/** The reply as another parser reads it: elements that stand once as themselves, others as a list. */
async function read(content: unknown): Promise<Record<string, unknown>> {
  const xml: string = Reflect.apply(wechat.reply, null, [content, 'corp', 'user']);
  const { xml: fields } = await parseStringPromise(xml, { explicitArray: false });
  assert.equal(fields.ToUserName, 'user');
  assert.equal(fields.FromUserName, 'corp');
  assert.match(fields.CreateTime, /^\d{10}$/);
  const { ToUserName: _1, FromUserName: _2, CreateTime: _3, ...rest } = fields;
  return rest;
}

test('update_button names the button that replaces the one pressed', async () => {
  assert.deepEqual(await read({ type: 'update_button', content: { replace_name: '已处理' } }), {
    MsgType: 'update_button',
    Button: { ReplaceName: '已处理' },
  });
});

test('update_taskcard does the same for the card of old', async () => {
  assert.deepEqual(await read({ type: 'update_taskcard', content: { replace_name: '已处理' } }), {
    MsgType: 'update_taskcard',
    TaskCard: { ReplaceName: '已处理' },
  });
});

test('update_template_card writes a card as send takes it, its lists as plain siblings', async () => {
  const content = {
    card_type: 'text_notice',
    source: { icon_url: 'http://host/icon', desc: '企业微信', desc_color: 2 },
    action_menu: {
      desc: '您可以对此卡片进行操作',
      action_list: [
        { text: '接收推送', key: 'A' },
        { text: '不再推送', key: 'B' },
      ],
    },
    main_title: { title: '欢迎', desc: '您的好友' },
    emphasis_content: { title: '100', desc: '核心数据' },
    quote_area: { type: 1, url: 'http://host/?a=1&b=2', title: '引用', quote_text: '王大锤' },
    sub_title_text: '下载企业微信还能抢红包！',
    horizontal_content_list: [
      { keyname: '邀请人', value: '张三' },
      { keyname: '企业微信官网', value: '点击访问', type: 1, url: 'https://work.weixin.qq.com' },
    ],
    jump_list: [{ type: 1, title: '企业微信官网', url: 'https://work.weixin.qq.com' }],
    card_action: { type: 1, url: 'https://work.weixin.qq.com' },
  };
  const { MsgType, TemplateCard } = await read({ type: 'update_template_card', content });
  assert.equal(MsgType, 'update_template_card');
  assert.deepEqual(TemplateCard, {
    CardType: 'text_notice',
    Source: { IconUrl: 'http://host/icon', Desc: '企业微信', DescColor: '2' },
    ActionMenu: {
      Desc: '您可以对此卡片进行操作',
      ActionList: [
        { Text: '接收推送', Key: 'A' },
        { Text: '不再推送', Key: 'B' },
      ],
    },
    MainTitle: { Title: '欢迎', Desc: '您的好友' },
    EmphasisContent: { Title: '100', Desc: '核心数据' },
    QuoteArea: { Type: '1', Url: 'http://host/?a=1&b=2', Title: '引用', QuoteText: '王大锤' },
    SubTitleText: '下载企业微信还能抢红包！',
    HorizontalContentList: [
      { KeyName: '邀请人', Value: '张三' },
      { KeyName: '企业微信官网', Value: '点击访问', Type: '1', Url: 'https://work.weixin.qq.com' },
    ],
    JumpList: { Type: '1', Title: '企业微信官网', Url: 'https://work.weixin.qq.com' },
    CardAction: { Type: '1', Url: 'https://work.weixin.qq.com' },
  });
});

test('the interactive cards have their elements too', async () => {
  const content = {
    card_type: 'vote_interaction',
    checkbox: {
      question_key: 'question_key1',
      option_list: [
        { id: 'option_id1', text: '选择题选项1', is_checked: true },
        { id: 'option_id2', text: '选择题选项2', is_checked: false },
      ],
      mode: 1,
    },
    select_list: [{ question_key: 'q', title: 't', selected_id: 's', option_list: [{ id: '1', text: 'one' }] }],
    submit_button: { text: '提交', key: 'key' },
    button_selection: { question_key: 'q', title: 't', option_list: [{ id: '1', text: 'one' }], selected_id: '1' },
    button_list: [
      { text: '按钮1', style: 1, key: 'k1' },
      { text: '按钮2', style: 2, key: 'k2' },
    ],
    image_text_area: { type: 1, url: 'u', title: 't', desc: 'd', image_url: 'i' },
    card_image: { url: 'u', aspect_ratio: 1.3 },
    vertical_content_list: [{ title: 't', desc: 'd' }],
    replace_text: '已提交',
  };
  const { TemplateCard } = await read({ type: 'update_template_card', content });
  const card = Object(TemplateCard);
  assert.deepEqual(Object.keys(card).sort(), [
    'ButtonList',
    'ButtonSelection',
    'CardImage',
    'CardType',
    'CheckBox',
    'ImageTextArea',
    'ReplaceText',
    'SelectList',
    'SubmitButton',
    'VerticalContentList',
  ]);
  assert.equal(card.CheckBox.QuestionKey, 'question_key1');
  assert.deepEqual(
    card.CheckBox.OptionList.map(({ Id, Text }: { Id: string; Text: string }) => [Id, Text]),
    [
      ['option_id1', '选择题选项1'],
      ['option_id2', '选择题选项2'],
    ],
  );
  assert.deepEqual(card.SelectList.OptionList, { Id: '1', Text: 'one' });
  assert.deepEqual(card.ButtonList[1], { Text: '按钮2', Style: '2', Key: 'k2' });
  assert.equal(card.CardImage.AspectRatio, '1.3');
  assert.equal(card.ReplaceText, '已提交');
});

const NASTY = 'a]]>b<![CDATA[c]]>]]]]>>&amp;</Content></xml>';

test('no text in any reply gets out of its CDATA section', async () => {
  const replies: [wechat.Reply, (fields: Record<string, unknown>) => unknown][] = [
    [NASTY, (fields) => fields.Content],
    [{ type: 'text', content: NASTY }, (fields) => fields.Content],
    [{ type: 'image', content: { mediaId: NASTY } }, ({ Image }) => Object(Image).MediaId],
    [{ type: 'voice', content: { mediaId: NASTY } }, ({ Voice }) => Object(Voice).MediaId],
    [
      { type: 'video', content: { mediaId: 'm', title: NASTY, description: NASTY } },
      ({ Video }) => Object(Video).Title,
    ],
    [[{ title: NASTY, description: NASTY, picUrl: NASTY, url: NASTY }], ({ Articles }) => Object(Articles).item.Url],
    [{ title: NASTY, musicUrl: NASTY }, ({ Music }) => Object(Music).MusicUrl],
    [{ type: 'update_button', content: { replace_name: NASTY } }, ({ Button }) => Object(Button).ReplaceName],
  ];
  for (const [content, pick] of replies) assert.equal(pick(await read(content)), NASTY, JSON.stringify(content));
  const toNasty = wechat.reply('hello', NASTY, NASTY);
  const { xml } = await parseStringPromise(toNasty, { explicitArray: false });
  assert.deepEqual([xml.FromUserName, xml.ToUserName, xml.Content], [NASTY, NASTY, 'hello']);
});

test('a card cannot smuggle elements in through its names', async () => {
  const content = { card_type: 'text_notice', 'a><b': 'x', '<evil/>': { 'c d': 1 } };
  let xml = '';
  try {
    xml = Reflect.apply(wechat.reply, null, [{ type: 'update_template_card', content }, 'a', 'b']);
  } catch (err) {
    assert(err instanceof TypeError);
    return;
  }
  await parseStringPromise(xml);
  assert.doesNotMatch(xml, /<evil|<b>/);
});

test('difference R18: CreateTime and TimeStamp are seconds, as WeCom documents them, where the original writes milliseconds', async (t) => {
  const times = async (w: typeof wechat) => {
    const before = Math.floor(Date.now() / 1000);
    const { url } = await hosted(
      t,
      w(ACCOUNT, (_req, res) => res.reply('hello')),
    );
    const reply = openReply((await send(url, delivery(toXML(text('hello'))))).body);
    const written = [/<CreateTime>(\d+)</.exec(reply?.text ?? '')?.[1], reply?.timestamp].map(Number);
    return { before, written, after: Math.ceil(Date.now() / 1000) };
  };
  const ours = await times(wechat);
  for (const time of ours.written) assert(time >= ours.before && time <= ours.after, String(time));
  const theirs = await times(original);
  for (const time of theirs.written) assert(time / 1000 >= theirs.before && time / 1000 <= theirs.after, String(time));
});

test('the signed TimeStamp and Nonce of a reply are the ones that are sent, and the receive id is the own one', async (t) => {
  const { url } = await hosted(
    t,
    wechat(ACCOUNT, () => '你好'),
  );
  const replies = await Promise.all(
    Array.from({ length: 20 }, async () => openReply((await send(url, delivery(toXML(text('hello'))))).body)),
  );
  for (const reply of replies) {
    assert.equal(reply?.id, ACCOUNT.corpId);
    assert.match(reply?.timestamp ?? '', /^\d{10}$/);
  }
  assert(new Set(replies.map((reply) => reply?.nonce)).size > 15, 'each reply has a nonce of its own');
});
