import type { Message } from '../callbacks';
import { Answer, writeAnswer } from '../protocol/answer';
import { type DecryptedMessage, INVALID_SENDER, isOwnReply, parseMessage } from '../protocol/request';
import type { Config } from '../types/config';
import type { AnyHandler, AnyRequest, AnyResponse, Next, ReceivedRequest, Replying } from '../types/handlers';
import { callHandler } from './call_handler';
import { type Deduplication, deduplicate, NOT_DEDUPLICATED } from './dedupe';
import { type Entry, List } from './list';
import { loadSession } from './load_session';
import { PendingReply } from './reply';
import { MessageReplyWriter, NOTICE_WRITER, type ReplyCryptor, type ReplyWriter } from './reply_writer';

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
  cryptor: ReplyCryptor;
}

type Received = AnyRequest & ReceivedRequest;

/** Brings a message to its handler, and the reply back. A promise where a store is asked. */
export function dispatch(
  { handler, config, decrypted, cryptor }: MessageContext,
  req: AnyRequest,
  res: AnyResponse,
  next: Next,
): Promise<void> | undefined {
  const arrivedAt = Date.now();
  putMessage(req, decrypted);
  const message = req.weixin;
  if (isOwnReply(message, decrypted.id)) return void writeAnswer(res, INVALID_SENDER);
  const isNotice = isFromSuite(message);
  const writer = isNotice ? NOTICE_WRITER : new MessageReplyWriter(message, decrypted, cryptor);
  const settings = isNotice ? { ...config, onLate() {} } : config;
  const handle = (deduplication: Deduplication) => {
    const pending = new PendingReply(req, res, settings, deduplication, writer, next, arrivedAt);
    return prepare(handler, pending, req, res);
  };
  if (!config.dedupe) return handle(NOT_DEDUPLICATED);
  return deduplicate(config.dedupe, settings, decrypted.xml).then((deduplication) =>
    answerRepeated(deduplication, writer, res) ? undefined : handle(deduplication),
  );
}

/** Puts the message on its request. */
function putMessage(
  req: AnyRequest & Partial<ReceivedRequest>,
  { xml, id }: DecryptedMessage,
): asserts req is Received {
  req.weixin_xml = xml;
  req.weixin_id = id;
  req.weixin = parseMessage(xml);
}

/** Answers a delivery as the first one was answered, if this is not the first. */
function answerRepeated({ busy, reply }: Deduplication, writer: ReplyWriter, res: AnyResponse): boolean {
  if (busy) writeAnswer(res, BUSY);
  else if (reply !== undefined) writer.send(res, reply && writer.seal(reply));
  return busy || reply !== undefined;
}

/** Puts what replies on the response, and the session on the request, before the handler gets them. */
function prepare(
  handler: Dispatcher,
  pending: PendingReply,
  req: Received,
  res: AnyResponse,
): Promise<void> | undefined {
  putReply(res, pending);
  const loading = loadSession(req, res);
  if (!loading) return void handleMessage(handler, pending, req, res);
  return loading.then(
    () => handleMessage(handler, pending, req, res),
    (err) => pending.fail(err),
  );
}

type ReplyingResponse = AnyResponse & Pick<Replying, 'reply'>;

function putReply(
  res: AnyResponse & Partial<ReplyingResponse>,
  pending: PendingReply,
): asserts res is ReplyingResponse {
  res.reply = (content) => pending.reply(content);
}

function handleMessage(handler: Dispatcher, pending: PendingReply, req: Received, res: AnyResponse): void {
  const entry = listEntry(req);
  if (typeof entry === 'string') return pending.reply(entry);
  const next: Next = (err) => pending.next(err);
  if (handler.handle) callHandler(entry ?? handler.handle, [req, res, next], 1, pending);
  else callHandler(entry ?? handler.handlerFor(req.weixin), [req.weixin, req, res, next], 2, pending);
}

/** Whether this is a notice to a service provider, which has an InfoType in place of a MsgType. */
function isFromSuite(message: Message): boolean {
  return message.MsgType === undefined && message.InfoType !== undefined;
}

/** What answers the user who was given a list to choose from. A list that is gone has no answers. */
function listEntry({ weixin, wxsession }: ReceivedRequest): Entry | undefined {
  if (weixin.MsgType !== 'text' || !wxsession?._wait) return undefined;
  return List.get(wxsession._wait)?.get(weixin.Content);
}
