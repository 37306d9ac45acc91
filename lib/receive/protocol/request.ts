import { read } from '../../core/property';
import type { Message } from '../callbacks';
import type { Incoming } from '../types/handlers';
import { type Cryptor, isSigned } from './crypto';
import type { Envelope, Style } from './envelope';
import { isJSON, seconds } from './reply_format';
import { badMessage, parseJSON, parseXML } from './xml';

// What the protocol asks of us, without any framework: is a request WeCom's, and what does it say?

/** An answer that needs no handler. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: string,
    readonly headers: Record<string, string> = {},
  ) {}
}

/** Text that no browser takes for anything else. */
export const PLAIN = { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' };

export const NOT_IMPLEMENTED = new Answer(501, 'Not Implemented');
export const PAYLOAD_TOO_LARGE = new Answer(413, 'Payload Too Large');
const INVALID_SIGNATURE = new Answer(401, 'Invalid signature');
const INVALID_CORPID = new Answer(401, 'Invalid corpid');
const INVALID_TIMESTAMP = new Answer(401, 'Invalid timestamp');
export const INVALID_SENDER = new Answer(401, 'Invalid sender');
const INVALID_ECHOSTR = new Answer(401, 'Invalid echostr');

/**
 * What WeCom asks to be echoed: 19 digits in its samples, "a random text" in its documentation. Nothing else is echoed, for
 * whoever recorded a message has its signature too, and could have it decrypted by sending it here: messages are XML or
 * JSON, and no letters, digits or signs of base64 alone. {@link https://developer.work.weixin.qq.com/document/path/90930}
 */
const ECHOED = /^[\w+/=.-]{1,128}$/;

/** A message that WeCom sent. */
export interface Opened {
  xml: string;
  id: string;
  style: Style;
  nonce: string;
}

/** Who opens requests, which receive id has to be in them, if that matters, and of what age they may be, in ms. */
export interface Opener {
  cryptor: Cryptor;
  expected?: string | undefined;
  maxAge?: number | undefined;
}

/** The parameters of a request, from the framework or, where it does not care for them, from the URL. */
export function queryOf({ query, url = '' }: Incoming): unknown {
  if (read(query, 'msg_signature') !== undefined) return query;
  const at = url.indexOf('?');
  return at < 0 ? query : Object.fromEntries(new URLSearchParams(url.slice(at)));
}

/** Answers the check that WeCom makes when the URL is saved: with the plaintext, and nothing else. */
export function verifyURL(opener: Opener, query: unknown): Answer {
  const given = read(query, 'echostr');
  if (typeof given !== 'string') return INVALID_SIGNATURE;
  // A `+` that was not encoded has become a blank on its way.
  const echostr = [given, given.replaceAll(' ', '+')].find((one) => isWeComs(opener, query, one));
  if (echostr === undefined) return INVALID_SIGNATURE;
  if (!isFresh(opener, query)) return INVALID_TIMESTAMP;
  const { message, id } = decrypt(opener.cryptor, echostr);
  if (!isExpected(opener, id)) return INVALID_CORPID;
  return ECHOED.test(message) ? new Answer(200, message, PLAIN) : INVALID_ECHOSTR;
}

/** Verifies and decrypts a message. Throws a `BadMessage…` error for what is signed, yet cannot be decrypted. */
export function open(opener: Opener, query: unknown, { encrypt, style }: Envelope): Opened | Answer {
  if (encrypt === undefined || !isWeComs(opener, query, encrypt)) return INVALID_SIGNATURE;
  if (!isFresh(opener, query)) return INVALID_TIMESTAMP;
  const { message: xml, id } = decrypt(opener.cryptor, encrypt);
  if (xml === '' || !isExpected(opener, id)) return INVALID_CORPID;
  return { xml, id, style, nonce: textOf(read(query, 'nonce')) ?? '' };
}

/** The fields of a message. What WeCom signed has the shape that WeCom documents. */
export function parse(text: string): Message {
  return (isJSON(text) ? parseJSON(text) : parseXML(text)) as Message;
}

/**
 * Whether a message is a reply of ours: those are signed and encrypted as WeCom's messages are, so that who saw one could
 * send it back, and have an app talk to itself. They come from the receive id, as no message of a user does.
 */
export function isOwn({ MsgType, FromUserName }: Message, id: string): boolean {
  return MsgType !== 'event' && FromUserName !== undefined && FromUserName !== '' && FromUserName === id;
}

/** Whether a request, whose signature is right, was signed of late. */
function isFresh({ maxAge }: Opener, query: unknown): boolean {
  if (!maxAge) return true;
  const age = seconds() - Number(textOf(read(query, 'timestamp')) || Number.NaN);
  return Math.abs(age) * 1000 <= maxAge;
}

function isWeComs({ cryptor }: Opener, query: unknown, encrypt: string): boolean {
  const signature = read(query, 'msg_signature');
  const timestamp = textOf(read(query, 'timestamp'));
  const nonce = textOf(read(query, 'nonce'));
  if (typeof signature !== 'string' || timestamp === undefined || nonce === undefined) return false;
  return isSigned(cryptor, signature, timestamp, nonce, encrypt);
}

/** A parameter; one that is absent counts as empty. Undefined when it is neither text nor what a parser made a number. */
function textOf(value: unknown): string | undefined {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

function isExpected({ expected }: Opener, id: string): boolean {
  return expected === undefined || id === expected;
}

function decrypt(cryptor: Cryptor, encrypt: string): { message: string; id: string } {
  try {
    return cryptor.decrypt(encrypt);
  } catch (err) {
    throw badMessage(err);
  }
}
