import type API = require('../../../index');

import type * as util from '../../util';
import type * as adapters from '../adapters';
import type { Handler } from '../flow/handler';
import type * as lists from '../flow/list';
import type * as sessions from '../flow/session';
import type * as crypto from '../protocol/crypto';
import type * as envelope from '../protocol/envelope';
import type * as replies from '../protocol/reply_format';

/** What stands on `wechat` beside what it is: each with a text for editors to show. */
export interface Exports {
  /** A handler of texts: `wechat.text((message) => message.Content)`. */
  text: Handler['text'];
  /** A handler of images. */
  image: Handler['image'];
  /** A handler of voice messages. */
  voice: Handler['voice'];
  /** A handler of videos. */
  video: Handler['video'];
  /** A handler of short videos, which WeCom sends no more. */
  shortvideo: Handler['shortvideo'];
  /** A handler of locations. */
  location: Handler['location'];
  /** A handler of links. */
  link: Handler['link'];
  /**
   * A handler of all events, of those of an Event, `wechat.event('click', fn)`, or of one ChangeType of an Event,
   * `wechat.event('change_external_chat', 'update', fn)`.
   */
  event: Handler['event'];
  /** A handler of notices to service providers, by InfoType: `wechat.info('suite_ticket', fn)`. */
  info: Handler['info'];
  /** A handler of what bots (智能机器人) are told, by kind: `wechat.bot('text', fn)`. */
  bot: Handler['bot'];
  /** Menus made of text, by name: `wechat.List.add('menu', [['reply {a} for the news', 'no news']])`. */
  List: typeof lists.List;
  /** What `req.wxsession` is. */
  Session: typeof sessions.Session;
  /** What can go wrong between WeCom's ciphertext and ours, with the official codes. */
  CryptoError: typeof crypto.CryptoError;
  /** The padding that WeCom uses. */
  PKCS7Encoder: typeof crypto.PKCS7Encoder;
  /** Signs, encrypts and decrypts: `new WXBizMsgCrypt(token, encodingAESKey, corpId)`, also for `req.cryptor`. */
  WXBizMsgCrypt: typeof crypto.WXBizMsgCrypt;
  /** The XML of a reply, not yet encrypted: `wechat.reply(content, fromUsername, toUsername)`. */
  reply: typeof replies.reply;
  /** The XML of a reply whose parts are known. */
  toXML: typeof replies.toXML;
  /** The envelope of an encrypted reply. */
  encryptWrap: typeof envelope.encryptWrap;
  /** For `http.createServer`: `createServer(wechat.node(config, handler))`. */
  node: typeof adapters.node;
  /** A middleware for Koa: `app.use(wechat.koa(config, handler))`. */
  koa: typeof adapters.koa;
  /** A plugin for Fastify: `app.register(wechat.fastify(config, handler), { url: '/wechat' })`. */
  fastify: typeof adapters.fastify;
  /** For what answers a `Request` with a `Response`: Hono, Next, Bun and the like. */
  fetch: typeof adapters.fetch;
  /** The helpers for mixins, `wrapper` and `postJSON`. */
  util: typeof util;
}

/** What is loaded when it is first asked for. */
export interface Lazy {
  /** The client, `wechat-enterprise-api` itself. */
  API: typeof API;
}
