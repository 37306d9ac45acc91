import { type Cipher, createCipheriv, createDecipheriv, type Decipher } from 'node:crypto';

// AES-256-CBC over whole blocks, without padding of OpenSSL's. To make a cipher costs three times as much as to encrypt a
// message with it, so a key has one cipher and one decipher, which go on from message to message.
//
// CBC chains each block to the block of ciphertext before it, and the first block of a message to the IV. A cipher that
// goes on chains the first block to the end of the message before. All other blocks stay as they would be. The first block
// of WeCom's plaintext is 16 random bytes, and nothing else.
//
// Decryption: the first block comes out wrong, and nobody reads it.
//
// Encryption: with random bytes R, and L for the end of the message before, the result is what a new cipher makes of the
// random bytes R ^ L ^ IV, bit for bit. L holds nothing of R, so these bytes are as random as R, and as independent of all
// else. A receiver has nothing to compare them with. It does no harm that L can be seen: the first block that holds
// something to guess is chained to the encrypted random bytes, which nobody can foresee.
//
// Nothing lasts: whatever was decrypted before, even the text of an attacker, changes the next first block alone.

/** What goes on for a key. */
interface Kept {
  readonly iv: Buffer;
  cipher: Cipher | undefined;
  decipher: Decipher | undefined;
}

/** By key. An application may put another key into a cryptor: that has its own. */
const keptOf = new WeakMap<Buffer, Kept>();

function kept(key: Buffer, iv: Buffer): Kept {
  let found = keptOf.get(key);
  if (found?.iv !== iv) {
    found = { iv, cipher: undefined, decipher: undefined };
    keptOf.set(key, found);
  }
  return found;
}

/** Encrypts whole blocks, of which the first is random: the receiver gets other random bytes than these. */
export function encryptBlocks(key: Buffer, iv: Buffer, bytes: Buffer): Buffer {
  const own = kept(key, iv);
  const cipher = own.cipher ?? createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  // It is given back when all went well: after an error nobody knows what is left in it.
  own.cipher = undefined;
  const encrypted = cipher.update(bytes);
  if (encrypted.length === bytes.length) own.cipher = cipher;
  return encrypted;
}

/** Decrypts whole blocks. The first block of the result means nothing. */
export function decryptBlocks(key: Buffer, iv: Buffer, bytes: Buffer): Buffer {
  const own = kept(key, iv);
  const decipher = own.decipher ?? createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  own.decipher = undefined;
  const decrypted = decipher.update(bytes);
  if (decrypted.length === bytes.length) own.decipher = decipher;
  return decrypted;
}
