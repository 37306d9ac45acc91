import { read } from '../../core/property';
import type { Message } from '../callbacks';
import type { AnyRequest } from '../types/handlers';
import { Answer, PLAIN } from './answer';
import { badMessage } from './bad_message';
import { type Cryptor, isSigned } from './crypto';
import type { Envelope, EnvelopeStyle } from './envelope';
import { isJSON, parseJSONObject } from './json';
import { seconds } from './reply_format';
import { parseXML } from './xml';

// What the protocol asks of us, without any framework: is a request WeCom's, and what does it say?

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

/** A message that WeCom sent, decrypted. */
export interface DecryptedMessage {
  xml: string;
  id: string;
  style: EnvelopeStyle;
  nonce: string;
}

/** With whom requests are verified and decrypted, which receive id has to be in them, if that matters, and of what age they may be, in ms. */
export interface Verifier {
  cryptor: Cryptor;
  expected?: string | undefined;
  maxAge?: number | undefined;
}

/** What WeCom says in the URL of a message. It reads the same to any parser. */
const MESSAGE_QUERY = /^\?msg_signature=([\da-f]+)&timestamp=(\d+)&nonce=(\w+)$/;

/** The parameters of a request, from the framework or, where it does not care for them, from the URL. */
export function queryParameters(req: AnyRequest): unknown {
  // A `query` that is not the request's own is a getter, as in Express 5, and parses the URL whenever it is asked.
  const isOwn = Object.hasOwn(req, 'query');
  const given = isOwn ? req.query : (messageParameters(req.url) ?? req.query);
  if (read(given, 'msg_signature') !== undefined) return given;
  const search = searchOf(req.url);
  return search === '' ? given : Object.fromEntries(new URLSearchParams(search));
}

function messageParameters(url: string | undefined): object | undefined {
  const [, msg_signature, timestamp, nonce] = MESSAGE_QUERY.exec(searchOf(url)) ?? [];
  return msg_signature === undefined ? undefined : { msg_signature, timestamp, nonce };
}

/** What stands behind the path, with its question mark. */
function searchOf(url = ''): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}

/** Answers the check that WeCom makes when the URL is saved: with the plaintext, and nothing else. */
export function verifyURL(verifier: Verifier, query: unknown): Answer {
  const given = read(query, 'echostr');
  if (typeof given !== 'string') return INVALID_SIGNATURE;
  // A `+` that was not encoded has become a blank on its way.
  const echostr = [given, given.replaceAll(' ', '+')].find((one) => isSignatureRight(verifier, query, one));
  if (echostr === undefined) return INVALID_SIGNATURE;
  if (!isFresh(verifier, query)) return INVALID_TIMESTAMP;
  const { message, id } = decrypt(verifier.cryptor, echostr);
  if (!isExpected(verifier, id)) return INVALID_CORPID;
  return ECHOED.test(message) ? new Answer(200, message, PLAIN) : INVALID_ECHOSTR;
}

/** Verifies and decrypts a message. Throws a `BadMessage…` error for what is signed, yet cannot be decrypted. */
export function decryptMessage(
  verifier: Verifier,
  query: unknown,
  { encrypt, style }: Envelope,
): DecryptedMessage | Answer {
  if (encrypt === undefined || !isSignatureRight(verifier, query, encrypt)) return INVALID_SIGNATURE;
  if (!isFresh(verifier, query)) return INVALID_TIMESTAMP;
  const { message: xml, id } = decrypt(verifier.cryptor, encrypt);
  if (xml === '' || !isExpected(verifier, id)) return INVALID_CORPID;
  return { xml, id, style, nonce: parameterText(read(query, 'nonce')) ?? '' };
}

/** The fields of a message. What WeCom signed has the shape that WeCom documents. */
export function parseMessage(text: string): Message {
  return (isJSON(text) ? parseJSONObject(text) : parseXML(text)) as Message;
}

/**
 * Whether a message is a reply of ours: those are signed and encrypted as WeCom's messages are, so that who saw one could
 * send it back, and have an app talk to itself. They come from the receive id, as no message of a user does.
 */
export function isOwnReply({ MsgType, FromUserName }: Message, id: string): boolean {
  return MsgType !== 'event' && FromUserName !== undefined && FromUserName !== '' && FromUserName === id;
}

/** Whether a request, whose signature is right, was signed of late. */
function isFresh({ maxAge }: Verifier, query: unknown): boolean {
  if (!maxAge) return true;
  const age = seconds() - Number(parameterText(read(query, 'timestamp')) || Number.NaN);
  return Math.abs(age) * 1000 <= maxAge;
}

function isSignatureRight({ cryptor }: Verifier, query: unknown, encrypt: string): boolean {
  const signature = read(query, 'msg_signature');
  const timestamp = parameterText(read(query, 'timestamp'));
  const nonce = parameterText(read(query, 'nonce'));
  if (typeof signature !== 'string' || timestamp === undefined || nonce === undefined) return false;
  return isSigned(cryptor, signature, timestamp, nonce, encrypt);
}

/** A parameter; one that is absent counts as empty. Undefined when it is neither text nor what a parser made a number. */
function parameterText(value: unknown): string | undefined {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

function isExpected({ expected }: Verifier, id: string): boolean {
  return expected === undefined || id === expected;
}

function decrypt(cryptor: Cryptor, encrypt: string): { message: string; id: string } {
  try {
    return cryptor.decrypt(encrypt);
  } catch (err) {
    throw badMessage(err);
  }
}
