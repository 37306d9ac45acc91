// Signing and encrypting as WeCom does it. Written here once more, and not taken from the library that is tested with it.
// 加解密方案说明: https://developer.work.weixin.qq.com/document/path/90968
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Callback } from '../model/records';
import { wrong } from './refusals';

/** PKCS#7, but with twice the block of AES. */
const BLOCK = 32;
const RANDOM = 16;
const LENGTH = 4;

export class Cipher {
  readonly #token: string;
  readonly #key: Buffer;
  readonly #receiveid: string;

  constructor({ token, encodingAESKey }: Callback, receiveid: string) {
    this.#token = token;
    this.#key = Buffer.from(`${encodingAESKey}=`, 'base64');
    this.#receiveid = receiveid;
  }

  sign(timestamp: string, nonce: string, encrypted: string): string {
    const parts = [this.#token, timestamp, nonce, encrypted].sort();
    return createHash('sha1').update(parts.join('')).digest('hex');
  }

  encrypt(text: string): string {
    const message = Buffer.from(text);
    const length = Buffer.alloc(LENGTH);
    length.writeUInt32BE(message.length);
    const plain = Buffer.concat([randomBytes(RANDOM), length, message, Buffer.from(this.#receiveid)]);
    const missing = BLOCK - (plain.length % BLOCK);
    const cipher = createCipheriv('aes-256-cbc', this.#key, this.#iv).setAutoPadding(false);
    return Buffer.concat([
      cipher.update(plain),
      cipher.update(Buffer.alloc(missing, missing)),
      cipher.final(),
    ]).toString('base64');
  }

  /** Throws what is wrong with it. */
  decrypt(encrypted: string): string {
    const plain = this.#opened(Buffer.from(encrypted, 'base64'));
    const padding = plain.at(-1) ?? 0;
    if (padding < 1 || padding > BLOCK)
      wrong('its padding is none: encrypted with another EncodingAESKey?', 'sealed_key');
    const body = plain.subarray(RANDOM, plain.length - padding);
    const end = LENGTH + (body.length < LENGTH ? 0 : body.readUInt32BE());
    if (end > body.length) wrong('its length is wrong: encrypted with another EncodingAESKey?', 'sealed_key');
    const receiveid = body.toString('utf8', end);
    const right = this.#receiveid;
    if (receiveid !== right)
      wrong(`its receive id is ${receiveid}, not ${right}`, 'sealed_receiveid', { receiveid, right });
    return body.toString('utf8', LENGTH, end);
  }

  #opened(bytes: Buffer): Buffer {
    if (bytes.length === 0 || bytes.length % 16 !== 0) wrong('it is not encrypted with AES', 'sealed_aes');
    const decipher = createDecipheriv('aes-256-cbc', this.#key, this.#iv).setAutoPadding(false);
    return Buffer.concat([decipher.update(bytes), decipher.final()]);
  }

  get #iv(): Buffer {
    return this.#key.subarray(0, 16);
  }
}
