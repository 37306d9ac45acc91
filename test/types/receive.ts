// What handlers see of messages and events, and what they may answer. Compiled by `npm run check`, never run.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { expectTypeOf } from 'expect-type';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';

import API = require('wechat-enterprise-api');
import wechat = require('wechat-enterprise-api/receive');

import { MemoryStore } from 'wechat-enterprise-api/stores/memory';
import type { Store } from 'wechat-enterprise-api/stores/store';

const config: wechat.Config = { token: 'token', encodingAESKey: 'key', corpId: 'corp' };

// The three documented forms, the fourth name of the last one, and a handler without a configuration.

const plain = wechat(config, (req, res, next) => {
  expectTypeOf(req.weixin).toEqualTypeOf<wechat.Message>();
  expectTypeOf(req.weixin_xml).toEqualTypeOf<string>();
  expectTypeOf(req.weixin_id).toEqualTypeOf<string>();
  res.reply('text');
  next();
});
expectTypeOf(plain).toEqualTypeOf<wechat.Middleware>();
expectTypeOf(
  wechat(
    config,
    wechat.text(() => 'a').event(() => 'b'),
  ),
).toEqualTypeOf<wechat.Middleware>();
expectTypeOf(
  wechat(config)
    .text(() => 'a')
    .middlewarify(),
).toEqualTypeOf<wechat.Middleware>();
expectTypeOf(
  wechat(config)
    .text(() => 'a')
    .middleware(),
).toEqualTypeOf<wechat.Middleware>();
expectTypeOf(wechat.image(() => undefined)).toEqualTypeOf<wechat.Handler>();

// The shortcuts know their message.

wechat
  .text((message, req, res, next) => {
    expectTypeOf(message.MsgType).toEqualTypeOf<'text'>();
    expectTypeOf(message.Content).toEqualTypeOf<string>();
    expectTypeOf(message.AgentID).toEqualTypeOf<string>();
    expectTypeOf(message.MsgId).toEqualTypeOf<string>();
    expectTypeOf(req.weixin).toEqualTypeOf<wechat.Message>();
    res.wait('list', (err) => next(err));
    res.nowait('text');
    // @ts-expect-error: a text has no picture
    message.PicUrl;
  })
  .image((image) => expectTypeOf(image.PicUrl).toEqualTypeOf<string>())
  .voice((voice) => expectTypeOf(voice.Format).toEqualTypeOf<string>())
  .video((video) => expectTypeOf(video.ThumbMediaId).toEqualTypeOf<string>())
  .shortvideo((video) => expectTypeOf(video.MediaId).toEqualTypeOf<string>())
  .location((location) => expectTypeOf(location.Location_X).toEqualTypeOf<string>())
  .link((link) => expectTypeOf(link.Url).toEqualTypeOf<string>())
  .setHandler('text', (message) => expectTypeOf(message.Content).toEqualTypeOf<string>())
  .setHandler('hologram', (message) => expectTypeOf(message.FromUserName).toEqualTypeOf<string>());

// A message narrows by MsgType, an event by Event, a change by ChangeType.

declare const message: wechat.Message;
// Not all say who sends them: `kf_msg_or_event` and the notices to service providers do not.
expectTypeOf(message.FromUserName).toEqualTypeOf<string | undefined>();
// @ts-expect-error: not every message has a content
message.Content;
if (message.MsgType === 'text') expectTypeOf(message.Content).toEqualTypeOf<string>();
if (message.MsgType === 'location') expectTypeOf(message.Label).toEqualTypeOf<string>();
if (message.MsgType === 'event') {
  expectTypeOf(message).toEqualTypeOf<wechat.Event>();
  if (message.Event === 'click') expectTypeOf(message.EventKey).toEqualTypeOf<string>();
}

function onEvent(event: wechat.Event): void {
  switch (event.Event) {
    case 'LOCATION':
      expectTypeOf(event.Latitude).toEqualTypeOf<string>();
      break;
    case 'scancode_push':
    case 'scancode_waitmsg':
      expectTypeOf(event.ScanCodeInfo.ScanResult).toEqualTypeOf<string>();
      break;
    case 'location_select':
      expectTypeOf(event.SendLocationInfo.Poiname).toEqualTypeOf<string>();
      break;
    case 'batch_job_result':
      expectTypeOf(event.BatchJob.JobType).toEqualTypeOf<string>();
      break;
    case 'open_approval_change':
      expectTypeOf(event.ApprovalInfo.approverstep).toEqualTypeOf<string>();
      break;
    case 'template_card_event':
      expectTypeOf(event.ResponseCode).toEqualTypeOf<string>();
      break;
    case 'taskcard_click':
      expectTypeOf(event.AgentId).toEqualTypeOf<string>();
      break;
    case 'inactive_alert':
      expectTypeOf(event.EffectTime).toEqualTypeOf<string>();
      break;
    case 'change_contact':
      if (event.ChangeType === 'create_user') expectTypeOf(event.UserID).toEqualTypeOf<string>();
      if (event.ChangeType === 'update_user') expectTypeOf(event.NewUserID).toEqualTypeOf<string | undefined>();
      if (event.ChangeType === 'create_party') expectTypeOf(event.ParentId).toEqualTypeOf<string>();
      if (event.ChangeType === 'update_tag') expectTypeOf(event.TagId).toEqualTypeOf<string>();
      break;
    case 'click':
      // @ts-expect-error: a click has no place
      event.Latitude;
  }
}
void onEvent;

// Repeated elements: one is itself, several are a list.

declare const pictures: wechat.EventOf<'pic_weixin'>;
const { item } = pictures.SendPicsInfo.PicList;
for (const one of [item].flat()) expectTypeOf(one.PicMd5Sum).toEqualTypeOf<string>();
declare const answered: wechat.EventOf<'template_card_event'>;
for (const one of [answered.SelectedItems?.SelectedItem ?? []].flat()) {
  expectTypeOf(one.OptionIds.OptionId).toEqualTypeOf<string | string[]>();
}

// .event narrows by name: an Event, or a ChangeType.

wechat
  .event('click', (click) => {
    expectTypeOf(click.Event).toEqualTypeOf<'click'>();
    expectTypeOf(click.EventKey).toEqualTypeOf<string>();
  })
  .event('change_contact', (change) => {
    expectTypeOf(change.Event).toEqualTypeOf<'change_contact'>();
    if (change.ChangeType === 'delete_user') expectTypeOf(change.UserID).toEqualTypeOf<string>();
  })
  .event('create_user', (user) => expectTypeOf(user.ExtAttr?.Item).not.toBeAny())
  .event('an_event_of_tomorrow', (event) => expectTypeOf(event.Event).toEqualTypeOf<string>())
  .event((event) => expectTypeOf(event).toEqualTypeOf<wechat.Event>());

// What a handler may answer, by `reply` or by its value.

declare const res: wechat.Replying;
res.reply();
res.reply('');
res.reply([{ title: 't', description: 'd', picUrl: 'p', url: 'u' }, { title: 't', picurl: 'p' }, { pic: 'p' }]);
res.reply({ type: 'text', content: 'text' });
res.reply({ type: 'image', content: { mediaId: 'm' } });
res.reply({ type: 'voice', content: { mediaId: 'm' } });
res.reply({ type: 'video', content: { mediaId: 'm', title: 't', description: 'd' } });
res.reply({ title: 't', description: 'd', musicUrl: 'm', hqMusicUrl: 'h' });
res.reply({ type: 'transfer_customer_service', content: { kfAccount: 'a' } });
res.reply({ type: 'update_button', content: { replace_name: 'done' } });
res.reply({
  type: 'update_template_card',
  content: {
    card_type: 'text_notice',
    main_title: { title: 't' },
    card_action: { type: 1, url: 'https://host' },
    replace_text: 'done',
  },
});
// @ts-expect-error: an image is named by its id
res.reply({ type: 'image', content: { media: 'm' } });
// @ts-expect-error: there is no such type
res.reply({ type: 'imagee', content: { mediaId: 'm' } });

// What a handler returns is a reply, or none: whatever it returns by chance is none either.

// @ts-expect-error: there is no such type
wechat.text(() => ({ type: 'imagee', content: { mediaId: 'm' } }));
// @ts-expect-error: not by a promise either
wechat.text(async () => ({ type: 'imagee', content: { mediaId: 'm' } }));
// @ts-expect-error: nor by the content alone
wechat.text(() => ({ type: 'imagee' }));
// @ts-expect-error: an image is named by its id
wechat.event('click', () => ({ type: 'image', content: { media: 'm' } }));
// @ts-expect-error: articles have a title
wechat.text(() => [{ titel: 't' }]);
// @ts-expect-error: a list that is no news would be sent as one
wechat.text(() => Promise.all([1, 2]));
// @ts-expect-error: plain handlers are no different
wechat(config, () => ({ type: 'imagee' }));

declare const client: API;
const counts = new Map<string, number>();
const texts: string[] = [];
wechat.text((said) => client.send({ touser: said.FromUserName }, { msgtype: 'text', text: { content: 'later' } }));
wechat.text((said) => counts.set(said.Content, 1));
wechat.text((said) => texts.push(said.Content));
wechat.text((said) => texts.includes(said.Content));
wechat.text((said) => said.Content === 'hello' && 'hello');
wechat.text((said) => setTimeout(() => texts.push(said.Content), 1));
wechat.text((said) => {
  texts.push(said.Content);
});
wechat.text(async (said) => (said.Content ? { title: 't', musicUrl: 'm' } : undefined));
wechat.text((said) => (said.Content ? { type: 'image', content: { mediaId: 'm' } } : null));
wechat.text((_message, _req, own) => own.end('by hand'));
wechat.text((_message, _req, own: express.Response & wechat.Replying) => own.status(202).send('by hand'));

wechat(config, async () => 'text');
wechat.text(async () => [{ title: 't' }]);
wechat.text(async () => undefined);
wechat.text(() => ({ type: 'image', content: { mediaId: 'm' } }));

// Delivery.

const store: Store = new MemoryStore({ max: 100 });
const delivering: wechat.Config = {
  ...config,
  checkReceiveId: true,
  limit: 1024,
  dedupe: store,
  replyWithin: 4500,
  onLate(reply, late) {
    expectTypeOf(reply).toEqualTypeOf<wechat.Reply>();
    expectTypeOf(late).toEqualTypeOf<wechat.Message>();
  },
};
wechat({ token: 't', encodingAESKey: 'k', corpid: 'c' }, () => '');
// @ts-expect-error: the token is missing
wechat({ encodingAESKey: 'k', corpId: 'c' });

// The frameworks, with their own types: no cast, no `any`.

express()
  .use(
    '/a',
    wechat(delivering, () => 'text'),
  )
  .post(
    '/b',
    wechat(config, (req: express.Request & wechat.Received, own: express.Response & wechat.Replying) => {
      expectTypeOf(req.ip).toEqualTypeOf<string | undefined>();
      own.status(202).send('by hand');
    }),
  )
  .use(
    wechat(
      config,
      wechat.text((_message, _req, own: express.Response & wechat.Replying) => own.reply('text')),
    ),
  );
createServer(wechat.node(config, () => 'text'));
createServer((req: IncomingMessage, own: ServerResponse) => plain(req, own, () => own.end()));
new Koa().use(
  wechat.koa(
    config,
    wechat.text(() => 'text'),
  ),
);
Fastify().register(
  wechat.fastify(config, () => 'text'),
  { url: '/wechat' },
);
const handle = wechat.fetch(config, () => 'text');
new Hono().all('/wechat', (c) => handle(c.req.raw));
expectTypeOf(handle(new Request('https://host'))).toEqualTypeOf<Promise<Response>>();

// The rest of the face.

const cryptor: wechat.Cryptor = new wechat.WXBizMsgCrypt('token', 'key', '');
expectTypeOf(cryptor.getSignature(1, '2', 'encrypt')).toEqualTypeOf<string>();
expectTypeOf(cryptor.decrypt('encrypt')).toEqualTypeOf<{ message: string; id: string }>();
expectTypeOf(wechat.PKCS7Encoder.encode(Buffer.alloc(1))).toEqualTypeOf<Buffer>();
expectTypeOf(wechat.reply('text', 'from', 'to')).toEqualTypeOf<string>();
expectTypeOf(wechat.API).toEqualTypeOf<typeof API>();
expectTypeOf(wechat.encryptWrap({ encrypt: 'e', signature: 's', timestamp: 1, nonce: 2 })).toEqualTypeOf<string>();
wechat.List.add('list', [['{a}', 'text'], ['no key']]);
wechat.List.clear();
