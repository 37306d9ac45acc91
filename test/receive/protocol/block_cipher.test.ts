import assert from 'node:assert/strict';

import crypto = require('node:crypto');

import { createRequire } from 'node:module';
import { test } from 'node:test';

import tencent = require('@wecom/crypto');
import wechat = require('../../../lib/receive/index');

import { ACCOUNT, type Account, OTHER } from '../helpers/sender';
import { VECTORS } from '../helpers/vectors';

// One cipher and one decipher that go on from message to message: what comes of it is what new ones make.

const { WXBizMsgCrypt } = wechat;
/** The cryptor of wechat-enterprise 0.1.1. */
const OriginalCryptor: typeof WXBizMsgCrypt = createRequire(require.resolve('original-receive'))('wechat-crypto');

const made = (Cryptor: typeof WXBizMsgCrypt, { token, encodingAESKey, corpId }: Account) =>
  new Cryptor(token, encodingAESKey, corpId);

/** A text of another length each time, through all paddings. */
const textOf = (i: number) => `${i} 你好 ${'x'.repeat((i * 7) % 100)}`;

/** What a cryptor refuses, each for another reason: cut off, no block, garbled, no base64, nothing. */
function broken(sealed: string): string[] {
  const bytes = Buffer.from(sealed, 'base64');
  const cut = (length: number) => bytes.subarray(0, length).toString('base64');
  return [cut(16), cut(17), cut(bytes.length - 1), crypto.randomBytes(16).toString('base64'), '***', ''];
}

test('a decipher that goes on reads the published messages, in any order, with refused ones in between', () => {
  for (const account of [ACCOUNT, OTHER]) {
    const vectors = VECTORS.filter((vector) => vector.account.encodingAESKey === account.encodingAESKey);
    const cryptor = made(WXBizMsgCrypt, account);
    const expected = new Map(vectors.map((one) => [one, tencent.decrypt(account.encodingAESKey, one.encrypt).message]));
    assert.ok(vectors.length > 1);
    for (let i = 0; i < 200; i++) {
      const vector = vectors[crypto.randomInt(vectors.length)];
      assert.ok(vector);
      assert.deepEqual(cryptor.decrypt(vector.encrypt), { message: expected.get(vector), id: account.corpId });
      for (const one of broken(vector.encrypt).slice(0, i % 7))
        assert.throws(() => cryptor.decrypt(one), { name: 'CryptoError' });
    }
  }
});

test('a decipher that goes on reads what Tencent, the original and we ourselves encrypt, in turns', () => {
  const [ours, theirs] = [made(WXBizMsgCrypt, ACCOUNT), made(OriginalCryptor, ACCOUNT)];
  const writers = [
    (text: string) => ours.encrypt(text),
    (text: string) => theirs.encrypt(text),
    (text: string) => tencent.encrypt(ACCOUNT.encodingAESKey, text, ACCOUNT.corpId),
  ];
  const sealed = Array.from({ length: 300 }, (_, i) => writers[crypto.randomInt(3)]?.(textOf(i)) ?? '');
  const order = sealed.map((one, i) => ({ one, i, at: crypto.randomInt(1_000_000) })).sort((a, b) => a.at - b.at);
  for (const { one, i } of order) {
    if (i % 3 === 0) assert.throws(() => ours.decrypt(broken(one)[i % 6] ?? ''), { name: 'CryptoError' });
    assert.deepEqual(ours.decrypt(one), { message: textOf(i), id: ACCOUNT.corpId });
  }
});

test('what a cipher that goes on writes, Tencent writes from the same random bytes, and everybody reads', () => {
  const [ours, theirs] = [made(WXBizMsgCrypt, ACCOUNT), made(OriginalCryptor, ACCOUNT)];
  const { encodingAESKey, corpId } = ACCOUNT;
  const heads = new Set<string>();
  for (let i = 0; i < 300; i++) {
    const sealed = ours.encrypt(textOf(i));
    const { message, id, random } = tencent.decrypt(encodingAESKey, sealed);
    assert.deepEqual({ message, id }, { message: textOf(i), id: corpId });
    assert.equal(tencent.encrypt(encodingAESKey, message, id, random), sealed);
    assert.deepEqual({ ...theirs.decrypt(sealed) }, { message, id });
    assert.deepEqual(made(WXBizMsgCrypt, ACCOUNT).decrypt(sealed), { message, id });
    heads.add(random.toString('hex'));
  }
  assert.equal(heads.size, 300);
});

test('padding that is wrong, and a length that is, do not disturb the next message', () => {
  const cryptor = made(WXBizMsgCrypt, ACCOUNT);
  const key = Buffer.from(`${ACCOUNT.encodingAESKey}=`, 'base64');
  for (const fill of [0, 1, 12, 32, 33, 255]) {
    for (const size of [16, 32, 48, 64]) {
      const cipher = crypto.createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
      const sealed = cipher.update(Buffer.alloc(size, fill)).toString('base64');
      // From a new cryptor the same comes out.
      const outcome = (one: wechat.WXBizMsgCrypt) => {
        try {
          return one.decrypt(sealed);
        } catch (err) {
          return err;
        }
      };
      assert.deepEqual(outcome(cryptor), outcome(made(WXBizMsgCrypt, ACCOUNT)));
      assert.equal(cryptor.decrypt(tencent.encrypt(ACCOUNT.encodingAESKey, 'hello', ACCOUNT.corpId)).message, 'hello');
    }
  }
});

test('a cryptor has one cipher and one decipher, however many messages it sees', (t) => {
  const ciphers = t.mock.method(crypto, 'createCipheriv').mock;
  const deciphers = t.mock.method(crypto, 'createDecipheriv').mock;
  const cryptor = made(WXBizMsgCrypt, ACCOUNT);
  for (let i = 0; i < 50; i++) {
    const sealed = cryptor.encrypt(textOf(i));
    assert.equal(cryptor.decrypt(sealed).message, textOf(i));
    for (const one of broken(sealed)) assert.throws(() => cryptor.decrypt(one));
  }
  assert.deepEqual([ciphers.callCount(), deciphers.callCount()], [1, 1]);
});

test('a cipher that failed is not used again', (t) => {
  const failing = <T extends { update(bytes: Buffer): Buffer }>(one: T): T => {
    const update = one.update.bind(one);
    let calls = 0;
    one.update = (bytes: Buffer) => {
      if (++calls < 2) return update(bytes);
      update(bytes.subarray(0, 5));
      throw new Error('out of memory');
    };
    return one;
  };
  const { createCipheriv, createDecipheriv } = crypto;
  type Made = [algorithm: string, key: Buffer, iv: Buffer];
  t.mock.method(crypto, 'createCipheriv', (...args: Made) => failing(createCipheriv(...args)));
  t.mock.method(crypto, 'createDecipheriv', (...args: Made) => failing(createDecipheriv(...args)));
  const cryptor = made(WXBizMsgCrypt, ACCOUNT);
  const outcomes = Array.from({ length: 6 }, (_, i) => {
    const sealed = tencent.encrypt(ACCOUNT.encodingAESKey, textOf(i), ACCOUNT.corpId);
    return [() => cryptor.decrypt(sealed), () => cryptor.encrypt(textOf(i))].map((call) => {
      try {
        return call();
      } catch {
        return 'failed';
      }
    });
  });
  t.mock.restoreAll();
  for (const [i, [decrypted, encrypted]] of outcomes.entries()) {
    if (i % 2) assert.deepEqual([decrypted, encrypted], ['failed', 'failed']);
    else assert.deepEqual(decrypted, { message: textOf(i), id: ACCOUNT.corpId });
    if (i % 2 === 0) assert.equal(tencent.decrypt(ACCOUNT.encodingAESKey, String(encrypted)).message, textOf(i));
  }
});

test('another key that an application puts into a cryptor counts from the next message on', () => {
  const [cryptor, other] = [made(WXBizMsgCrypt, ACCOUNT), made(WXBizMsgCrypt, OTHER)];
  const sealed = () => tencent.encrypt(OTHER.encodingAESKey, 'hello', OTHER.corpId);
  assert.equal(cryptor.decrypt(cryptor.encrypt('first')).message, 'first');
  Object.assign(cryptor, { key: other.key, iv: other.iv });
  assert.equal(cryptor.decrypt(sealed()).message, 'hello');
  assert.equal(tencent.decrypt(OTHER.encodingAESKey, cryptor.encrypt('second')).message, 'second');
  assert.equal(other.decrypt(sealed()).message, 'hello');
});
