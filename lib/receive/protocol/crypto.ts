import { createHash, hash, randomFillSync, timingSafeEqual } from 'node:crypto';
import { decryptBlocks, encryptBlocks } from './block_cipher';

/** The official codes of WeCom's own libraries {@link https://developer.work.weixin.qq.com/document/path/90307} */
const WORDS = {
  [-40001]: 'ValidateSignature error',
  [-40002]: 'ParseXml error',
  [-40003]: 'ComputeSignature error',
  [-40004]: 'IllegalAesKey',
  [-40005]: 'ValidateCorpid error',
  [-40006]: 'EncryptAES error',
  [-40007]: 'DecryptAES error',
  [-40008]: 'IllegalBuffer',
  [-40009]: 'EncodeBase64 error',
  [-40010]: 'DecodeBase64 error',
  [-40011]: 'GenReturnXml error',
};

export type CryptoCode = keyof typeof WORDS;

/** What can go wrong between WeCom's ciphertext and ours: `code` is the official one. */
export class CryptoError extends Error {
  /** `CryptoError`, or `BadMessageCryptoError` where a request was at fault. */
  override name = 'CryptoError';
  /** −40001 to −40011. {@link https://developer.work.weixin.qq.com/document/path/90307} */
  readonly code: CryptoCode;
  /** The setting that is missing or wrong. */
  declare readonly field?: string;

  constructor(code: CryptoCode, message: string = WORDS[code], field?: string) {
    super(message);
    this.code = code;
    if (field !== undefined) this.field = field;
  }
}

/** What a request is verified and opened with, and its reply sealed: `req.cryptor` may bring another one than ours. */
export interface Cryptor {
  /** The signature that belongs to an encrypted text, in hexadecimal digits. */
  getSignature(timestamp: string | number, nonce: string | number, encrypt: string): string;
  /** The message in an encrypted text, and the receive id behind it. Throws when there is none. */
  decrypt(text: string): { message: string; id: string };
  /** A text encrypted, in base64. */
  encrypt(text: string): string;
}

const BLOCK = 32;
/** Random bytes in front, then the length of the message. */
const RANDOM = 16;
const HEAD = RANDOM + 4;

/** PKCS#7 padding with blocks of 32 bytes, twice those of AES. */
export const PKCS7Encoder = {
  /** `bytes` without its padding. A last byte that is none is left in place. */
  decode(bytes: Buffer): Buffer {
    return bytes.subarray(0, bytes.length - paddingOf(bytes));
  },

  /** `bytes` filled up to whole blocks: with one block more when nothing is missing. */
  encode(bytes: Buffer): Buffer {
    const padded = Buffer.alloc(paddedLength(bytes.length), paddedLength(bytes.length) - bytes.length);
    bytes.copy(padded);
    return padded;
  },
};

function paddedLength(length: number): number {
  return length + BLOCK - (length % BLOCK);
}

function paddingOf(bytes: Buffer): number {
  const last = bytes[bytes.length - 1] ?? 0;
  return last > BLOCK ? 0 : last;
}

/** Random bytes for many messages at once: asking the system for 16 costs as much as asking for 4096. */
const pool = Buffer.alloc(4096);
let used = pool.length;

function putRandom(target: Buffer): void {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  pool.copy(target, 0, used, used + RANDOM);
  used += RANDOM;
}

/** In one call where Node has it, from 20.12 on: that takes half as long. */
const sha1: (text: string) => string =
  typeof hash === 'function' ? (text) => hash('sha1', text) : (text) => createHash('sha1').update(text).digest('hex');

/** Four texts in the order of `sort`, one behind the other: `sort` and `join` take as long as the hash. */
function joinSorted(a: string, b: string, c: string, d: string): string {
  const [low, high] = a < b ? [a, b] : [b, a];
  const [left, right] = c < d ? [c, d] : [d, c];
  const [first, inner] = low < left ? [low, left] : [left, low];
  const [outer, last] = high < right ? [high, right] : [right, high];
  return first + (inner < outer ? inner + outer : outer + inner) + last;
}

/** Signs, encrypts and decrypts what goes between WeCom and one app. `corpId` is the receive id; it may be empty. */
export class WXBizMsgCrypt implements Cryptor {
  /** What signatures are made with. */
  readonly token: string;
  /** The receive id. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
  /** The first 16 of them. */
  readonly iv: Buffer;

  constructor(token: string, encodingAESKey: string, corpId: string | undefined) {
    if (!token) throw missing('token');
    if (!encodingAESKey) throw missing('encodingAESKey');
    if (typeof corpId !== 'string') throw missing('corpId');
    this.token = String(token).trim();
    this.id = corpId.trim();
    this.key = Buffer.from(`${String(encodingAESKey).trim()}=`, 'base64');
    if (this.key.length !== 32) throw new CryptoError(-40004, 'encodingAESKey invalid', 'encodingAESKey');
    this.iv = this.key.subarray(0, 16);
  }

  /** The signature that belongs to an encrypted text, in hexadecimal digits. */
  getSignature(timestamp: string | number, nonce: string | number, encrypt: string): string {
    return sha1(joinSorted(this.token, String(timestamp ?? ''), String(nonce ?? ''), String(encrypt ?? '')));
  }

  /** The message in an encrypted text, and the receive id that stands behind it. */
  decrypt(text: string): { message: string; id: string } {
    const sealed = Buffer.from(String(text), 'base64');
    if (sealed.length === 0) throw new CryptoError(-40010);
    if (sealed.length % 16 !== 0) throw new CryptoError(-40007);
    const bytes = decryptBlocks(this.key, this.iv, sealed);
    const end = bytes.length - paddingOf(bytes);
    if (end < HEAD) throw new CryptoError(-40008);
    const idAt = HEAD + bytes.readUInt32BE(RANDOM);
    if (idAt > end) throw new CryptoError(-40008);
    return { message: bytes.toString('utf8', HEAD, idAt), id: bytes.toString('utf8', idAt, end) };
  }

  /** `text` encrypted, in base64. */
  encrypt(text: string): string {
    const length = Buffer.byteLength(text);
    const filled = HEAD + length + Buffer.byteLength(this.id);
    const bytes = Buffer.allocUnsafe(paddedLength(filled));
    putRandom(bytes);
    bytes.writeUInt32BE(length, RANDOM);
    bytes.write(text, HEAD);
    bytes.write(this.id, HEAD + length);
    bytes.fill(bytes.length - filled, filled);
    return encryptBlocks(this.key, this.iv, bytes).toString('base64');
  }
}

function missing(field: string): CryptoError {
  return new CryptoError(-40004, 'please check arguments', field);
}

/** Whether `signature` is the right one. Takes as long for one that is almost right as for any other. */
export function isSigned(cryptor: Cryptor, signature: string, timestamp: string, nonce: string, encrypt: string) {
  const given = Buffer.from(signature);
  const right = Buffer.from(cryptor.getSignature(timestamp, nonce, encrypt));
  return given.length === right.length && timingSafeEqual(given, right);
}
