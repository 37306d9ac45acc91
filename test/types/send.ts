// What `send` takes: known msgtypes with their payloads, and whatever WeCom comes up with next. Compiled, never run.

import { expectTypeOf } from 'expect-type';

import API = require('wechat-enterprise-api');

declare const api: API;
const to: API.To = { touser: 'a|b', toparty: '1', totag: '2' };

expectTypeOf(api.send(to, { msgtype: 'text', text: { content: 'hello' } })).resolves.toEqualTypeOf<API.Sent>();
api.send({ touser: '@all' }, { msgtype: 'text', text: { content: 'hello' }, safe: '0' }, (err, sent, res) => {
  expectTypeOf(err).toEqualTypeOf<API.CallError | null>();
  expectTypeOf(sent).toEqualTypeOf<API.Sent>();
  expectTypeOf(res).toEqualTypeOf<API.Response>();
  expectTypeOf(sent.invaliduser).toEqualTypeOf<string | undefined>();
});
// @ts-expect-error: a text has a text
api.send(to, { msgtype: 'text' });
// @ts-expect-error: the payload has the name of its msgtype
api.send(to, { msgtype: 'markdown', markdwon: { content: '**hello**' } });
// @ts-expect-error: the payload of another msgtype
api.send(to, { msgtype: 'text', markdown: { content: '**hello**' } });
// @ts-expect-error: a misspelt receiver
api.send({ toUser: 'a' }, { msgtype: 'text', text: { content: 'hello' } });
// @ts-expect-error: a message is needed
api.send(to);
// @ts-expect-error: a message is needed
api.send(to, () => {});
// @ts-expect-error: a message is an object
api.send(to, 'hello');
// @ts-expect-error: a receiver is written as text
api.send({ touser: 1 }, { msgtype: 'text', text: { content: 'hello' } });

// Every known kind.
const articles = [{ title: 'title', thumb_media_id: 'media_id', content: '<b>hello</b>' }];
const messages: API.Message[] = [
  { msgtype: 'text', text: { content: 'hello' }, enable_id_trans: 1, duplicate_check_interval: 600, agentid: '2' },
  { msgtype: 'image', image: { media_id: 'media_id' } },
  { msgtype: 'voice', voice: { media_id: 'media_id' } },
  { msgtype: 'video', video: { media_id: 'media_id', title: 'title', description: 'text' } },
  { msgtype: 'file', file: { media_id: 'media_id' } },
  { msgtype: 'textcard', textcard: { title: 'title', description: 'text', url: 'https://a/', btntxt: '更多' } },
  { msgtype: 'news', news: { articles: [{ title: 'title', url: 'https://a/', picurl: 'https://a/a.png' }] } },
  { msgtype: 'mpnews', mpnews: { articles } },
  { msgtype: 'mpnews', mpnews: { media_id: 'media_id' }, safe: 2 },
  { msgtype: 'markdown', markdown: { content: '**hello**' } },
  { msgtype: 'miniprogram_notice', miniprogram_notice: { appid: 'wx1', title: 'title', content_item: [] } },
  { msgtype: 'interactive_taskcard', interactive_taskcard: { title: 't', description: 'd', task_id: '1', btn: [] } },
];
for (const message of messages) api.send(to, message);

// A payload of a known kind must fit.
api.send(to, {
  msgtype: 'text',
  // @ts-expect-error: misspelt
  text: { contents: 'hello' },
});
api.send(to, {
  msgtype: 'text',
  // @ts-expect-error: text has content
  text: {},
});
api.send(to, {
  msgtype: 'image',
  // @ts-expect-error: an image is uploaded first
  image: { url: 'https://a/a.png' },
});
api.send(to, {
  msgtype: 'news',
  // @ts-expect-error: articles are a list
  news: { articles: { title: 'title' } },
});

// Templates: the card_type decides what belongs to it.
const card_action = { type: 1, url: 'https://a/' } as const;
api.send(to, { msgtype: 'template_card', template_card: { card_type: 'text_notice', card_action } });
api.send(to, {
  msgtype: 'template_card',
  template_card: { card_type: 'news_notice', card_action, card_image: { url: 'https://a/a.png', aspect_ratio: 1.3 } },
});
api.send(to, {
  msgtype: 'template_card',
  template_card: {
    card_type: 'button_interaction',
    task_id: 'task',
    button_list: [{ text: '好', style: 1, key: 'yes' }],
    horizontal_content_list: [{ keyname: '谁', value: '张三', type: 3, userid: 'zhangsan' }],
  },
});
api.send(to, {
  msgtype: 'template_card',
  template_card: {
    card_type: 'vote_interaction',
    task_id: 'task',
    checkbox: { question_key: 'q', mode: 1, option_list: [{ id: '1', text: '一', is_checked: true }] },
    submit_button: { text: '提交', key: 'k' },
  },
});
api.send(to, {
  msgtype: 'template_card',
  template_card: {
    card_type: 'multiple_interaction',
    task_id: 'task',
    select_list: [{ question_key: 'q', option_list: [{ id: '1', text: '一' }] }],
    submit_button: { text: '提交', key: 'k' },
  },
});
api.send(to, {
  msgtype: 'template_card',
  // @ts-expect-error: a text notice leads somewhere
  template_card: { card_type: 'text_notice' },
});
api.send(to, {
  msgtype: 'template_card',
  // @ts-expect-error: no such card
  template_card: { card_type: 'text', card_action },
});

// A msgtype of tomorrow, with whatever it carries: it says that it is none of these.
// @ts-expect-error: perhaps a known one, misspelt
api.send(to, { msgtype: 'hologram', hologram: { media_id: 'media_id' } });
api.send(to, { msgtype: 'hologram' as string, hologram: { media_id: 'media_id' } });
const tomorrow: API.OtherMessage = { msgtype: 'hologram', hologram: { media_id: 'media_id' } };
api.send(to, tomorrow, (_err, sent) => expectTypeOf(sent).toEqualTypeOf<API.Sent>());
// One of either kind.
declare const either: API.Message | API.OtherMessage;
api.send(to, either);
// A msgtype known only at run time.
declare const msgtype: string;
declare const content: string;
api.send(to, { msgtype, [msgtype]: { content } });
// Messages built elsewhere: the compiler widened the literal, and it still passes.
const widened = { msgtype: 'text', text: { content: 'hello' }, safe: '0' };
api.send(to, widened);
function build(content: string) {
  return { msgtype: 'text', text: { content } };
}
api.send(to, build('hello'), (_err, sent) => expectTypeOf(sent).toEqualTypeOf<API.Sent>());
const receivers = { touser: ['a', 'b'].join('|') };
api.send(receivers, build('hello'));
// Even then a known payload keeps its shape.
const wrong = { msgtype: 'text', text: { contents: 'hello' } };
// @ts-expect-error: text has content
api.send(to, wrong);
// @ts-expect-error: every message has a msgtype
api.send(to, { text: { content: 'hello' } });

api.sendEach(['a', 'b'], build('hello'));
// @ts-expect-error: a list of userids
api.sendEach('a|b', build('hello'));
