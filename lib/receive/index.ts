import * as util from '../util';
import * as adapters from './adapters';
import type * as callbacks from './callbacks';
import * as handlers from './flow/handler';
import * as lists from './flow/list';
import * as sessions from './flow/session';
import * as crypto from './protocol/crypto';
import * as envelope from './protocol/envelope';
import * as replies from './protocol/reply_format';
import type * as configs from './types/config';
import type { Exports, Lazy } from './types/exports';
import type * as types from './types/handlers';
import type * as contents from './types/replies';

/** Makes a handler that waits for its settings. */
const made = () => new handlers.Handler();

const { List } = lists;
const { Session } = sessions;
const { CryptoError, PKCS7Encoder, WXBizMsgCrypt } = crypto;
const { reply, toXML } = replies;
const { encryptWrap } = envelope;
const { node, koa, fastify, fetch } = adapters;

const exported: Exports = {
  text: (fn) => made().text(fn),
  image: (fn) => made().image(fn),
  voice: (fn) => made().voice(fn),
  video: (fn) => made().video(fn),
  shortvideo: (fn) => made().shortvideo(fn),
  location: (fn) => made().location(fn),
  link: (fn) => made().link(fn),
  event: (...args: unknown[]) => Reflect.apply(handlers.Handler.prototype.event, made(), args),
  info: (...args: unknown[]) => Reflect.apply(handlers.Handler.prototype.info, made(), args),
  bot: (...args: unknown[]) => Reflect.apply(handlers.Handler.prototype.bot, made(), args),
  ...{ List, Session, CryptoError, PKCS7Encoder, WXBizMsgCrypt, reply, toXML, encryptWrap },
  ...{ node, koa, fastify, fetch, util },
};

/** Settings alone make a handler, which becomes a middleware by `.text(fn)…` and `.middleware()`. */
function receive(config: wechat.Config): wechat.Handler;
/** Settings and a handler make a middleware: for all messages, `(req, res, next) => …`, or `wechat.text(fn)…`. */
function receive<Req = types.Request, Res = types.Response>(
  config: wechat.Config,
  handler: wechat.Handler | types.PlainHandler<Req, Res>,
): types.Middleware;
function receive(...args: [wechat.Config] | [wechat.Config, wechat.Handler | types.AnyHandler]): unknown {
  return args.length === 1 ? new handlers.Handler(args[0]) : adapters.middlewareFor(args);
}

/** The client is loaded by who asks for it: many an application only receives. Tests put another one in its place. */
const client: Lazy = {
  get API() {
    return require('../../index');
  },
  set API(value) {
    Object.defineProperty(this, 'API', { value, writable: true });
  },
};

const wechat = extend(Object.assign(receive, exported), client);
Object.defineProperty(wechat, 'default', { value: wechat });

/** `Object.assign` for getters: they stay what they are. */
function extend<T extends object, U extends object>(target: T, source: U): T & U {
  return Object.defineProperties(target, Object.getOwnPropertyDescriptors(source)) as T & U;
}

declare namespace wechat {
  /** How an app is set in the WeCom console, and what else is to be done. */
  type Config = configs.Config;
  /** Knows which handler gets a message; becomes a middleware by `.middleware()`. */
  type Handler = handlers.Handler;
  /** Gets every message, as `req.weixin`. */
  type PlainHandler<Req = types.Request, Res = types.Response> = types.PlainHandler<Req, Res>;
  /** Gets the messages of one kind, as its first argument. */
  type MessageHandler<M, Req = types.Request, Res = types.Response> = types.MessageHandler<M, Req, Res>;
  /** `(req, res, next)`, for connect, express and the like. */
  type Middleware = types.Middleware;
  /** Whatever WeCom sends: what users say, what happens, notices to service providers, and what bots are told. */
  type Message = callbacks.Message;
  /** What users say and what happens, by MsgType: `Messages['text']`. */
  type Messages = callbacks.Messages;
  /** What happens: a message whose MsgType is `event`. */
  type Event = callbacks.Event;
  /** What an event may be asked for by, alone: its Event, or the ChangeType of `change_contact`. */
  type EventName = callbacks.EventName;
  /** The events of a name, or of an Event and a ChangeType: `EventOf<'click'>`, `EventOf<'change_external_chat', 'update'>`. */
  type EventOf<E extends callbacks.EventName, C = never> = callbacks.EventOf<E, C>;
  /** A notice to a service provider. */
  type Info = callbacks.Info;
  /** What a notice may be asked for by: its InfoType. */
  type InfoName = callbacks.InfoName;
  /** The notices of a name, or of an InfoType and a ChangeType: `InfoOf<'suite_ticket'>`, `InfoOf<'change_contact', 'create_user'>`. */
  type InfoOf<I extends callbacks.InfoName, C = never> = callbacks.InfoOf<I, C>;
  /** What a bot is told. */
  type Bot = callbacks.Bot;
  /** The same by kind: `Bots['text']`, `Bots['enter_chat']`. */
  type Bots = callbacks.Bots;
  /** What `req` holds beside the framework's own. */
  type Received = types.Received;
  /** What `res` can do beside the framework's own. */
  type Replying = types.Replying;
  /** What a reply may be. */
  type Reply = contents.Reply;
  /** The request of handlers that do not name their framework's own. */
  type Request = types.Request;
  /** The response of handlers that do not name their framework's own. */
  type Response = types.Response;
  /** What a request is verified and opened with, and its reply sealed: may be set as `req.cryptor`. */
  type Cryptor = crypto.Cryptor;
  /** What can go wrong between WeCom's ciphertext and ours. */
  type CryptoError = crypto.CryptoError;
  /** A menu made of text. */
  type List = lists.List;
  /** What is remembered of one user in one app. */
  type Session = sessions.Session;
  /** Signs, encrypts and decrypts what goes between WeCom and one app. */
  type WXBizMsgCrypt = crypto.WXBizMsgCrypt;
}

// For `import { List } from …`: what Node finds here by reading the text, it takes from the function itself.
Object.defineProperty(module.exports, 'API', {
  enumerable: true,
  get() {
    return client.API;
  },
});
module.exports.bot = exported.bot;
module.exports.CryptoError = CryptoError;
module.exports.encryptWrap = encryptWrap;
module.exports.event = exported.event;
module.exports.fastify = fastify;
module.exports.fetch = fetch;
module.exports.image = exported.image;
module.exports.info = exported.info;
module.exports.koa = koa;
module.exports.link = exported.link;
module.exports.List = List;
module.exports.location = exported.location;
module.exports.node = node;
module.exports.PKCS7Encoder = PKCS7Encoder;
module.exports.reply = reply;
module.exports.Session = Session;
module.exports.shortvideo = exported.shortvideo;
module.exports.text = exported.text;
module.exports.toXML = toXML;
module.exports.util = util;
module.exports.video = exported.video;
module.exports.voice = exported.voice;
module.exports.WXBizMsgCrypt = WXBizMsgCrypt;

export = wechat;
