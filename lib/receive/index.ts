import type API = require('../../index');

import * as util from '../util';
import * as adapters from './adapters';
import * as crypto from './crypto';
import * as envelope from './envelope';
import type * as events from './events';
import * as handlers from './handler';
import * as lists from './list';
import type * as messages from './messages';
import * as replies from './reply';
import * as sessions from './session';
import type * as types from './types';

/** What each of `wechat.text(fn)`, `wechat.event(fn)`, … makes: a handler that waits for its settings. */
type Shortcuts = Pick<handlers.Handler, (typeof handlers.SHORTCUTS)[number] | 'event'>;

const shortcuts: Shortcuts = {
  text: (fn) => new handlers.Handler().text(fn),
  image: (fn) => new handlers.Handler().image(fn),
  voice: (fn) => new handlers.Handler().voice(fn),
  video: (fn) => new handlers.Handler().video(fn),
  shortvideo: (fn) => new handlers.Handler().shortvideo(fn),
  location: (fn) => new handlers.Handler().location(fn),
  link: (fn) => new handlers.Handler().link(fn),
  event: (...args: unknown[]) => Reflect.apply(handlers.Handler.prototype.event, new handlers.Handler(), args),
};

const { List } = lists;
const { Session } = sessions;
const { CryptoError, PKCS7Encoder, WXBizMsgCrypt } = crypto;
const { reply, toXML } = replies;
const { encryptWrap } = envelope;
const { node, koa, fastify, fetch } = adapters;
const tools = { util, List, Session, CryptoError, PKCS7Encoder, WXBizMsgCrypt, reply, toXML, encryptWrap };

/** Settings and a handler make a middleware; settings alone a handler, which becomes one by `.middleware()`. */
function receive(config: wechat.Config): wechat.Handler;
function receive<Req = types.Request, Res = types.Response>(
  config: wechat.Config,
  handler: wechat.Handler | types.PlainHandler<Req, Res>,
): types.Middleware;
function receive(...args: [wechat.Config] | [wechat.Config, wechat.Handler | handlers.AnyHandler]): unknown {
  return args.length === 1 ? new handlers.Handler(args[0]) : adapters.middlewareFor(args);
}

/** The client is loaded by who asks for it: many an application only receives. */
const client = {
  get API(): typeof API {
    return require('../../index');
  },
};

const wechat = extend(Object.assign(receive, shortcuts, tools, { node, koa, fastify, fetch }), client);
Object.defineProperty(wechat, 'default', { value: wechat });

/** `Object.assign` for getters: they stay what they are. */
function extend<T extends object, U extends object>(target: T, source: U): T & U {
  return Object.defineProperties(target, Object.getOwnPropertyDescriptors(source)) as T & U;
}

declare namespace wechat {
  type Config = handlers.Config;
  type Handler = handlers.Handler;
  /** Gets every message, as `req.weixin`. */
  type PlainHandler<Req = types.Request, Res = types.Response> = types.PlainHandler<Req, Res>;
  /** Gets the messages of one kind, as its first argument. */
  type MessageHandler<M, Req = types.Request, Res = types.Response> = types.MessageHandler<M, Req, Res>;
  type Middleware = types.Middleware;
  type Message = messages.Message;
  /** By MsgType. */
  type Messages = messages.Messages;
  type Event = events.Event;
  type EventName = events.EventName;
  /** The events of a name: `EventOf<'click'>`, `EventOf<'create_user'>`. */
  type EventOf<K extends events.EventName> = events.EventOf<K>;
  type Received = types.Received;
  type Replying = types.Replying;
  type Reply = replies.Reply;
  type Request = types.Request;
  type Response = types.Response;
  type Cryptor = crypto.Cryptor;
  type CryptoError = crypto.CryptoError;
  type List = lists.List;
  type Session = sessions.Session;
  type WXBizMsgCrypt = crypto.WXBizMsgCrypt;
}

// For `import { List } from …`: what Node finds here by reading the text, it takes from the function itself.
Object.defineProperty(module.exports, 'API', {
  enumerable: true,
  get() {
    return client.API;
  },
});
module.exports.CryptoError = CryptoError;
module.exports.encryptWrap = encryptWrap;
module.exports.event = shortcuts.event;
module.exports.fastify = fastify;
module.exports.fetch = fetch;
module.exports.image = shortcuts.image;
module.exports.koa = koa;
module.exports.link = shortcuts.link;
module.exports.List = List;
module.exports.location = shortcuts.location;
module.exports.node = node;
module.exports.PKCS7Encoder = PKCS7Encoder;
module.exports.reply = reply;
module.exports.Session = Session;
module.exports.shortvideo = shortcuts.shortvideo;
module.exports.text = shortcuts.text;
module.exports.toXML = toXML;
module.exports.util = util;
module.exports.video = shortcuts.video;
module.exports.voice = shortcuts.voice;
module.exports.WXBizMsgCrypt = WXBizMsgCrypt;

export = wechat;
