import type API = require('../../index');

import * as util from '../util';
import * as adapters from './adapters';
import type * as callbacks from './callbacks';
import type * as configs from './config';
import * as crypto from './crypto';
import * as envelope from './envelope';
import * as handlers from './handler';
import * as lists from './list';
import type * as contents from './replies';
import * as replies from './reply';
import * as sessions from './session';
import type * as types from './types';

/** What each of `wechat.text(fn)`, `wechat.event(fn)`, … makes: a handler that waits for its settings. */
type Shortcuts = Pick<handlers.Handler, (typeof handlers.SHORTCUTS)[number] | 'event' | 'info' | 'bot'>;

const shortcuts: Shortcuts = {
  text: (fn) => new handlers.Handler().text(fn),
  image: (fn) => new handlers.Handler().image(fn),
  voice: (fn) => new handlers.Handler().voice(fn),
  video: (fn) => new handlers.Handler().video(fn),
  shortvideo: (fn) => new handlers.Handler().shortvideo(fn),
  location: (fn) => new handlers.Handler().location(fn),
  link: (fn) => new handlers.Handler().link(fn),
  event: (...args: unknown[]) => Reflect.apply(handlers.Handler.prototype.event, new handlers.Handler(), args),
  info: (...args: unknown[]) => Reflect.apply(handlers.Handler.prototype.info, new handlers.Handler(), args),
  bot: (...args: unknown[]) => Reflect.apply(handlers.Handler.prototype.bot, new handlers.Handler(), args),
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
function receive(...args: [wechat.Config] | [wechat.Config, wechat.Handler | types.AnyHandler]): unknown {
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
module.exports.bot = shortcuts.bot;
module.exports.CryptoError = CryptoError;
module.exports.encryptWrap = encryptWrap;
module.exports.event = shortcuts.event;
module.exports.fastify = fastify;
module.exports.fetch = fetch;
module.exports.image = shortcuts.image;
module.exports.info = shortcuts.info;
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
