import { read } from '../../core/property';
import type { Cryptor } from './crypto';
import { isJSON, parseJSONObject } from './json';
import { cdata, seconds } from './reply_format';
import { parseXML } from './xml';

/** How a request was wrapped, which is how its reply is to be: XML, or JSON with names in one or the other case. */
export type EnvelopeStyle = 'xml' | 'json' | 'Json';

/** What is around an encrypted message. What it says besides is not signed, so nothing else of it is read. */
export interface Envelope {
  encrypt: string | undefined;
  style: EnvelopeStyle;
}

/** Who sent an envelope is not known yet: one that WeCom did not write is parsed up to this length. */
const MAX_FOREIGN_LENGTH = 64 * 1024;

/** Opens what a request brought: its text, or what a body parser made of it. */
export function openEnvelope(body: string | object, req: { headers?: object }): Envelope {
  if (typeof body === 'string') {
    if (isJSON(body)) return fromJSON(parseJSONObject(body));
    return { encrypt: onlyText(parseXML(body, MAX_FOREIGN_LENGTH).Encrypt), style: 'xml' };
  }
  const root = read(body, 'xml');
  if (root === undefined && isFromJSON(body, String(read(req.headers, 'content-type')))) return fromJSON(body);
  return { encrypt: onlyText(encryptIn(root ?? body)), style: 'xml' };
}

/** Where the type is not said, the case of the name tells: XML has `Encrypt`. */
function isFromJSON(body: object, contentType: string): boolean {
  if (/json/i.test(contentType)) return true;
  return !/xml/i.test(contentType) && read(body, 'encrypt') !== undefined;
}

function fromJSON(body: object): Envelope {
  return { encrypt: onlyText(encryptIn(body)), style: read(body, 'encrypt') === undefined ? 'Json' : 'json' };
}

/** Parsers of XML may write the name in lower case, and make lists of what comes once. */
function encryptIn(fields: unknown): unknown {
  const value = read(fields, 'Encrypt') ?? read(fields, 'encrypt');
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function onlyText(value: unknown): string | undefined {
  return typeof value === 'string' ? value.trim() : undefined;
}

/** What the reply's envelope says. */
export interface EnvelopeFields {
  encrypt: string;
  signature: string;
  timestamp: string | number;
  nonce: string | number;
}

/** The envelope of a reply. */
export function encryptWrap({ encrypt, signature, timestamp, nonce }: EnvelopeFields): string {
  return (
    `<xml><Encrypt>${cdata(encrypt)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature>` +
    `<TimeStamp>${timestamp}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`
  );
}

/** Encrypts, signs and wraps a reply. JSON wants the nonce that the request had. */
export function sealReply(cryptor: Cryptor, text: string, style: EnvelopeStyle, requestNonce: string): string {
  const isXML = style === 'xml';
  const encrypt = cryptor.encrypt(text);
  const timestamp = seconds();
  const nonce = isXML ? Math.floor(Math.random() * 100_000_000_000) : requestNonce;
  const signature = cryptor.getSignature(timestamp, nonce, encrypt);
  if (isXML) return encryptWrap({ encrypt, signature, timestamp, nonce });
  if (style === 'json') return JSON.stringify({ encrypt, msgsignature: signature, timestamp, nonce });
  return JSON.stringify({ Encrypt: encrypt, MsgSignature: signature, TimeStamp: timestamp, Nonce: nonce });
}
