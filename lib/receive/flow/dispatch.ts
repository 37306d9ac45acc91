import type { Message } from '../callbacks';
import type { Cryptor } from '../protocol/crypto';
import { seal } from '../protocol/envelope';
import { isJSON, replyTo } from '../protocol/reply_format';
import { Answer, INVALID_SENDER, isOwn, type Opened, PLAIN, parse } from '../protocol/request';
import type { Config } from '../types/config';
import type { AnyHandler, Arrived, Incoming, Next, Outgoing } from '../types/handlers';
import { run } from './call_handler';
import { claim } from './dedupe';
import { type Entry, List } from './list';
import { remember } from './load_session';
import { Turn, type Writer } from './reply';

const BUSY = new Answer(503, 'Still in progress');

/** Knows who handles a message: one handler all of them, which it gets as `req.weixin`, or each of them another. */
export interface Dispatcher {
  handle: AnyHandler | undefined;
  handlerFor(message: Message): AnyHandler;
}

/** What a message needs on its way: who handles it, how it was opened, and with whom its reply is sealed. */
export interface Delivery {
  handler: Dispatcher;
  config: Config;
  opened: Opened;
  /** Asked when the reply is there: a handler may have put another one on the request. */
  cryptor(): Cryptor;
}

/** Brings a message to its handler, and the reply back. */
export async function respond(delivery: Delivery, incoming: Incoming, outgoing: Outgoing, next: Next): Promise<void> {
  const { handler, opened } = delivery;
  const { xml, id } = opened;
  const arrivedAt = Date.now();
  const received = Object.assign(incoming, { weixin_xml: xml, weixin_id: id });
  const req = Object.assign(received, { weixin: parse(xml) });
  if (isOwn(req.weixin, id)) return write(outgoing, INVALID_SENDER);
  const isNotice = isFromSuite(req.weixin);
  const writer = isNotice ? SUCCESS : writerFor(delivery, req.weixin);
  const config = isNotice ? { ...delivery.config, onLate() {} } : delivery.config;
  const claimed = await claim(config, xml);
  if (claimed.busy) return write(outgoing, BUSY);
  if (claimed.reply !== undefined) return writer.send(outgoing, claimed.reply && writer.seal(claimed.reply));
  const turn = new Turn(req, outgoing, config, claimed, writer, next, arrivedAt);
  const res = Object.assign(outgoing, { reply: turn.reply });
  try {
    await remember(req, res);
  } catch (err) {
    return turn.fail(err);
  }
  const entry = listed(req);
  if (typeof entry === 'string') return turn.reply(entry);
  const args = handler.handle ? [req, res, turn.next] : [req.weixin, req, res, turn.next];
  run(entry ?? handler.handlerFor(req.weixin), args, args.indexOf(res), turn);
}

/** Writes a whole answer. With its length said beforehand it is one write, not three. */
export function write(res: Outgoing, { status, body, headers }: Answer): void {
  res.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  if (body === '') res.end();
  else res.end(body);
}

/** Whether this is a notice to a service provider, which has an InfoType in place of a MsgType. */
function isFromSuite(message: Message): boolean {
  return message.MsgType === undefined && message.InfoType !== undefined;
}

/** Notices take no reply: WeCom wants the word `success`, as it is. {@link https://developer.work.weixin.qq.com/document/path/90628} */
const SUCCESS: Writer = {
  text: () => '',
  seal: () => '',
  send: (res) => write(res, new Answer(200, 'success', PLAIN)),
};

function writerFor({ opened, cryptor }: Delivery, message: Message): Writer {
  const { style, nonce, xml } = opened;
  return {
    text: (content) => replyTo(message, content, isJSON(xml)),
    seal: (text) => seal(cryptor(), text, style, nonce),
    send(res, body) {
      const isXML = style === 'xml' || body === '';
      write(res, new Answer(200, body, isXML ? {} : { 'Content-Type': 'application/json' }));
    },
  };
}

/** What answers the user who was given a list to choose from. A list that is gone has no answers. */
function listed({ weixin, wxsession }: Arrived): Entry | undefined {
  if (weixin.MsgType !== 'text' || !wxsession?._wait) return undefined;
  return List.get(wxsession._wait)?.get(weixin.Content);
}
