import { createCipheriv, createDecipheriv, createHash, hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { AnyResponse } from '../lib/receive/types/handlers';
import { ACCOUNT, MESSAGE } from './receive_message';

// What no receiver can do without: the body, two hashes, a decryption and an encryption, by what is fastest in Node. It
// verifies nothing, parses nothing and has no handler, so what others cost beyond this is their own.

const key = Buffer.from(`${ACCOUNT.encodingAESKey}=`, 'base64');
const iv = key.subarray(0, 16);
const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
const sha1: (text: string) => string =
  typeof hash === 'function' ? (text) => hash('sha1', text) : (text) => createHash('sha1').update(text).digest('hex');

/** A reply is about as long as the message, in whole blocks. */
const REPLY = Buffer.alloc(Math.ceil(MESSAGE.length / 32) * 32, 'x');
const BEFORE = '<Encrypt><![CDATA[';
const BEHIND = ']]></Encrypt>';

function answerTo(body: string): string {
  const sealed = body.slice(body.indexOf(BEFORE) + BEFORE.length, body.indexOf(BEHIND));
  sha1(sealed);
  decipher.update(Buffer.from(sealed, 'base64')).toString();
  const encrypt = cipher.update(REPLY).toString('base64');
  return `<xml>${BEFORE}${encrypt}${BEHIND}<MsgSignature>${sha1(encrypt)}</MsgSignature></xml>`;
}

/** The floor as a middleware. */
export function floor(req: Readable, res: AnyResponse): void {
  const chunks: Buffer[] = [];
  req
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => {
      const answer = answerTo(Buffer.concat(chunks).toString());
      res.writeHead(200, { 'Content-Length': answer.length });
      res.end(answer);
    });
}
