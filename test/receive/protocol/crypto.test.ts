import assert from 'node:assert/strict';
import { createCipheriv, createDecipheriv, randomBytes, randomInt } from 'node:crypto';
import { test } from 'node:test';

import tencent = require('@wecom/crypto');
import wechat = require('../../../lib/receive/index');

import { ACCOUNT, OTHER } from '../helpers/sender';
import { VECTORS } from '../helpers/vectors';

const { WXBizMsgCrypt, PKCS7Encoder } = wechat;
const { token, encodingAESKey, corpId } = ACCOUNT;
const KEY = Buffer.from(`${encodingAESKey}=`, 'base64');

/** The plaintext as it is, with what stands around the message. */
function raw(sealed: string, key = KEY): Buffer {
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()]);
}

/** The opposite: any bytes, encrypted. */
function rawSeal(plaintext: Buffer): string {
  const cipher = createCipheriv('aes-256-cbc', KEY, KEY.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plaintext), cipher.final()]).toString('base64');
}

for (const vector of VECTORS) {
  const { account, encrypt, signature, timestamp, nonce, random, length, pad } = vector;
  const cryptor = new WXBizMsgCrypt(account.token, account.encodingAESKey, account.corpId);

  test(`${vector.name}: signature, message and receive id are the published ones`, () => {
    assert.equal(cryptor.getSignature(timestamp, nonce, encrypt), signature);
    const { message, id } = cryptor.decrypt(encrypt);
    assert.equal(id, account.corpId);
    assert.equal(Buffer.byteLength(message), length);
    if (vector.message !== undefined) assert.equal(message, vector.message);
  });

  test(`${vector.name}: the same random bytes give the published ciphertext again`, () => {
    const { message } = cryptor.decrypt(encrypt);
    const published = Buffer.concat([Buffer.from(random), Buffer.alloc(4), Buffer.from(message + account.corpId)]);
    published.writeUInt32BE(length, 16);
    const padded = PKCS7Encoder.encode(published);
    const key = Buffer.from(`${account.encodingAESKey}=`, 'base64');
    assert.equal(padded.length, published.length + pad);
    assert.deepEqual(raw(encrypt, key), padded);
    assert.equal(tencent.encrypt(account.encodingAESKey, message, account.corpId, Buffer.from(random)), encrypt);
    const ours = cryptor.encrypt(message);
    const theirs = tencent.encrypt(account.encodingAESKey, message, account.corpId, raw(ours, key).subarray(0, 16));
    assert.equal(ours, theirs);
  });
}

const ALPHABET = ['a', '<', ']]>', '\n', '\0', 'é', '你', '好', '👋', '𠮷', '\u200b'];

function randomText(bytes: number): string {
  let text = '';
  for (let left = bytes; left > 0; ) {
    const sign = ALPHABET[randomInt(ALPHABET.length)] ?? 'a';
    const size = Buffer.byteLength(sign);
    text += size <= left ? sign : 'x'.repeat(left);
    left -= Math.min(size, left);
  }
  return text;
}

test('what Tencent encrypts we decrypt, and the other way round: 0 to 10,000 bytes, with multi-byte text', () => {
  const cryptor = new WXBizMsgCrypt(token, encodingAESKey, corpId);
  const lengths = [0, 1, 2, 9_999, 10_000, ...Array.from({ length: 400 }, () => randomInt(10_001))];
  for (const length of lengths) {
    const text = randomText(length);
    assert.equal(Buffer.byteLength(text), length);
    assert.deepEqual(cryptor.decrypt(tencent.encrypt(encodingAESKey, text, corpId)), { message: text, id: corpId });
    const sealed = cryptor.encrypt(text);
    const { message, id, random } = tencent.decrypt(encodingAESKey, sealed);
    assert.deepEqual({ message, id }, { message: text, id: corpId });
    assert.equal(tencent.encrypt(encodingAESKey, text, corpId, random), sealed);
    assert.equal(cryptor.getSignature(1, length, sealed), tencent.getSignature(token, 1, length, sealed));
  }
});

test('every message is encrypted with random bytes of its own', () => {
  const cryptor = new WXBizMsgCrypt(token, encodingAESKey, corpId);
  const heads = Array.from({ length: 5_000 }, () => raw(cryptor.encrypt('the same')).subarray(0, 16).toString('hex'));
  assert.equal(new Set(heads).size, heads.length);
  const counts = new Map<number, number>();
  for (const byte of Buffer.from(heads.join(''), 'hex')) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  assert.equal(counts.size, 256, 'all 16 bytes are random, not a few signs of an alphabet');
});

test('a message encrypted once more between others still holds what it was given', () => {
  const cryptor = new WXBizMsgCrypt(token, encodingAESKey, corpId);
  const sealed = Array.from({ length: 300 }, (_, i) => cryptor.encrypt(`message ${i} ${'你'.repeat(i * 10)}`));
  for (const [i, one] of sealed.entries())
    assert.equal(cryptor.decrypt(one).message, `message ${i} ${'你'.repeat(i * 10)}`);
});

test('padding fills to 32 bytes, a whole block when nothing is missing, and comes off again', () => {
  for (let length = 0; length <= 64; length++) {
    const bytes = Buffer.alloc(length, 0xe4);
    const padded = PKCS7Encoder.encode(bytes);
    assert.equal(padded.length % 32, 0);
    assert.equal(padded.at(-1), 32 - (length % 32));
    assert.deepEqual(Buffer.from(PKCS7Encoder.decode(padded)), bytes);
  }
});

test('messages of 0 to 64 bytes cross with every padding there is, from 1 to 32', () => {
  const cryptor = new WXBizMsgCrypt(token, encodingAESKey, corpId);
  const pads = new Set<number | undefined>();
  for (let length = 0; length <= 64; length++) {
    const text = randomText(length);
    const sealed = cryptor.encrypt(text);
    pads.add(raw(sealed).at(-1));
    assert.deepEqual(cryptor.decrypt(sealed), { message: text, id: corpId });
    assert.equal(tencent.decrypt(encodingAESKey, sealed).message, text);
    assert.equal(cryptor.decrypt(tencent.encrypt(encodingAESKey, text, corpId)).message, text);
  }
  assert.deepEqual(
    [...pads].sort((a = 0, b = 0) => a - b),
    Array.from({ length: 32 }, (_, i) => i + 1),
  );
});

test('a last byte that is no padding is left in place, as the original does', () => {
  for (const last of [0, 33, 255]) {
    const bytes = Buffer.alloc(32, last);
    assert.deepEqual(Buffer.from(PKCS7Encoder.decode(bytes)), bytes);
  }
});

test('a receive id may be empty, and any other id comes out as it went in', () => {
  for (const id of ['', 'ww1436e0e65a779aee', 'tj4asffe99e54c0f4c', '企业']) {
    const cryptor = new WXBizMsgCrypt(token, encodingAESKey, id);
    assert.deepEqual(cryptor.decrypt(tencent.encrypt(encodingAESKey, '你好', id)), { message: '你好', id });
    assert.equal(tencent.decrypt(encodingAESKey, cryptor.encrypt('你好')).id, id);
  }
});

test('getSignature takes numbers and strings, and sorts them as text', () => {
  const cryptor = new WXBizMsgCrypt(token, encodingAESKey, corpId);
  for (const [timestamp, nonce] of [
    [1409659813, 1372623149],
    [9, 10],
    [Date.now(), 99999999999],
    ['1409659813', '1372623149'],
  ] as const) {
    const expected = tencent.getSignature(token, String(timestamp), String(nonce), 'AbC+/=');
    assert.equal(cryptor.getSignature(timestamp, nonce, 'AbC+/='), expected);
  }
});

test('getSignature sorts its four texts, in whatever order they come, and however alike they are', () => {
  const texts = ['a', 'B', '10', '9', '你'];
  for (const one of texts) {
    const cryptor = new WXBizMsgCrypt(one, encodingAESKey, corpId);
    for (const timestamp of texts)
      for (const nonce of texts)
        for (const encrypt of texts)
          assert.equal(
            cryptor.getSignature(timestamp, nonce, encrypt),
            tencent.getSignature(one, timestamp, nonce, encrypt),
            [one, timestamp, nonce, encrypt].join(),
          );
  }
});

test('a missing token or key is refused in the words of the original, with the field in `field`', () => {
  const refused = (field: string, message: string) => (err: Error & { field?: unknown }) =>
    err.message === message && err.field === field;
  const missing = 'please check arguments';
  assert.throws(() => new WXBizMsgCrypt('', encodingAESKey, corpId), refused('token', missing));
  assert.throws(() => new WXBizMsgCrypt(token, '', corpId), refused('encodingAESKey', missing));
  for (const key of ['short', encodingAESKey.slice(1), `${encodingAESKey}AAAA`, `${encodingAESKey.slice(0, -1)}！`]) {
    assert.throws(() => new WXBizMsgCrypt(token, key, corpId), refused('encodingAESKey', 'encodingAESKey invalid'));
  }
});

test('blanks around token and key, and the = behind it, do no harm', () => {
  const sealed = tencent.encrypt(encodingAESKey, 'hello', corpId);
  for (const key of [` ${encodingAESKey}\n`, `${encodingAESKey} `, `${encodingAESKey}=`]) {
    const cryptor = new WXBizMsgCrypt(` ${token}\n`, key, corpId);
    assert.equal(cryptor.decrypt(sealed).message, 'hello');
    assert.equal(cryptor.getSignature(1, 2, sealed), tencent.getSignature(token, 1, 2, sealed));
  }
});

/** What an error says of itself: decrypting never fails otherwise than with one of the official codes. */
function failure(sealed: string, account = ACCOUNT): { code: unknown; name: string; message: string } | undefined {
  const cryptor = new WXBizMsgCrypt(account.token, account.encodingAESKey, account.corpId);
  try {
    cryptor.decrypt(sealed);
    return undefined;
  } catch (err) {
    assert(err instanceof Error);
    assert.equal(typeof err.message, 'string');
    return { code: Reflect.get(err, 'code'), name: err.name, message: err.message };
  }
}

test('what cannot be decrypted is a CryptoError with the official code', () => {
  const good = tencent.encrypt(encodingAESKey, 'hello', corpId);
  assert.equal(failure(good), undefined);
  assert.equal(failure('***')?.code, -40010);
  assert.equal(failure(good.slice(0, 20))?.code, -40007);
  const tooLong = Buffer.alloc(64, 12);
  tooLong.writeUInt32BE(1_000_000, 16);
  assert.equal(failure(rawSeal(tooLong))?.code, -40008);
  for (const one of ['', '***', good.slice(0, 20), rawSeal(tooLong)]) {
    const failed = failure(one);
    assert.equal(failed?.name, 'CryptoError');
    assert([-40007, -40008, -40010].includes(Number(failed?.code)), `${failed?.code}`);
    assert.notEqual(failed?.message, '');
  }
});

test('difference R17: the length field cannot make decrypt read past the end, nor run out of memory', () => {
  for (const length of [0x7fffffff, 0x80000000, 0xffffffff, 13]) {
    const plaintext = Buffer.alloc(64, 32);
    plaintext.writeUInt32BE(length, 16);
    assert.equal(failure(rawSeal(plaintext))?.code, -40008);
  }
  for (const size of [16, 32]) {
    for (const fill of [0, 1, 16, 20, 32]) {
      const failed = failure(rawSeal(Buffer.alloc(size, fill)));
      if (failed) assert([-40007, -40008].includes(Number(failed.code)), `${size} ${fill}: ${failed.code}`);
    }
  }
});

test('any bytes under the right key, or right ones under another key, either decrypt or fail with a code', () => {
  for (let i = 0; i < 2_000; i++) {
    const sealed =
      i % 2 ? randomBytes(randomInt(200)).toString('base64') : tencent.encrypt(encodingAESKey, 'hello', corpId);
    const failed = failure(sealed, i % 2 ? ACCOUNT : OTHER);
    if (failed) assert([-40007, -40008, -40010].includes(Number(failed.code)), `${sealed}: ${JSON.stringify(failed)}`);
  }
});
