import type { Message } from '../callbacks';
import { Answer, PLAIN, writeAnswer } from '../protocol/answer';
import type { Cryptor } from '../protocol/crypto';
import { sealReply } from '../protocol/envelope';
import { isJSON } from '../protocol/json';
import { replyTo } from '../protocol/reply_format';
import { type DecryptedMessage, INVALID_SENDER, isOwnReply, parseMessage } from '../protocol/request';
import type { Config } from '../types/config';
import type { AnyHandler, AnyRequest, AnyResponse, Next, ReceivedRequest } from '../types/handlers';
import { callHandler } from './call_handler';
import { deduplicate } from './dedupe';
import { type Entry, List } from './list';
import { loadSession } from './load_session';
import { PendingReply, type ReplyWriter } from './reply';

const BUSY = new Answer(503, 'Still in progress');

/** Knows who handles a message: one handler all of them, which it gets as `req.weixin`, or each of them another. */
export interface Dispatcher {
  handle: AnyHandler | undefined;
  handlerFor(message: Message): AnyHandler;
}

/** What a message needs on its way: who handles it, what was decrypted, and who encrypts its reply. */
export interface MessageContext {
  handler: Dispatcher;
  config: Config;
  decrypted: DecryptedMessage;
  /** Asked when the reply is there: a handler may have put another one on the request. */
  cryptor(): Cryptor;
}

/** Brings a message to its handler, and the reply back. */
export async function dispatch(
  context: MessageContext,
  incoming: AnyRequest,
  outgoing: AnyResponse,
  next: Next,
): Promise<void> {
  const { handler, decrypted } = context;
  const { xml, id } = decrypted;
  const arrivedAt = Date.now();
  const received = Object.assign(incoming, { weixin_xml: xml, weixin_id: id });
  const req = Object.assign(received, { weixin: parseMessage(xml) });
  if (isOwnReply(req.weixin, id)) return writeAnswer(outgoing, INVALID_SENDER);
  const isNotice = isFromSuite(req.weixin);
  const writer = isNotice ? SUCCESS : writerFor(context, req.weixin);
  const config = isNotice ? { ...context.config, onLate() {} } : context.config;
  const deduplication = await deduplicate(config, xml);
  if (deduplication.busy) return writeAnswer(outgoing, BUSY);
  if (deduplication.reply !== undefined)
    return writer.send(outgoing, deduplication.reply && writer.seal(deduplication.reply));
  const pending = new PendingReply(req, outgoing, config, deduplication, writer, next, arrivedAt);
  const res = Object.assign(outgoing, { reply: pending.reply });
  try {
    await loadSession(req, res);
  } catch (err) {
    return pending.fail(err);
  }
  const entry = listEntry(req);
  if (typeof entry === 'string') return pending.reply(entry);
  const args = handler.handle ? [req, res, pending.next] : [req.weixin, req, res, pending.next];
  callHandler(entry ?? handler.handlerFor(req.weixin), args, args.indexOf(res), pending);
}

/** Whether this is a notice to a service provider, which has an InfoType in place of a MsgType. */
function isFromSuite(message: Message): boolean {
  return message.MsgType === undefined && message.InfoType !== undefined;
}

/** Notices take no reply: WeCom wants the word `success`, as it is. {@link https://developer.work.weixin.qq.com/document/path/90628} */
const SUCCESS: ReplyWriter = {
  text: () => '',
  seal: () => '',
  send: (res) => writeAnswer(res, new Answer(200, 'success', PLAIN)),
};

function writerFor({ decrypted, cryptor }: MessageContext, message: Message): ReplyWriter {
  const { style, nonce, xml } = decrypted;
  return {
    text: (content) => replyTo(message, content, isJSON(xml)),
    seal: (text) => sealReply(cryptor(), text, style, nonce),
    send(res, body) {
      const isXML = style === 'xml' || body === '';
      writeAnswer(res, new Answer(200, body, isXML ? {} : { 'Content-Type': 'application/json' }));
    },
  };
}

/** What answers the user who was given a list to choose from. A list that is gone has no answers. */
function listEntry({ weixin, wxsession }: ReceivedRequest): Entry | undefined {
  if (weixin.MsgType !== 'text' || !wxsession?._wait) return undefined;
  return List.get(wxsession._wait)?.get(weixin.Content);
}
