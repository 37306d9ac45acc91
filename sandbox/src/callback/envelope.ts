// What is around an encrypted text: on the way out without a signature (that is in the query), on the way back with one.
import { timingSafeEqual } from 'node:crypto';
import type { Cipher } from './cipher';
import { wrong } from './refusals';
import { readXml, textOf, writeXml } from './xml';

export function seal(encrypted: string, ToUserName: string, AgentID: number | undefined): string {
  return writeXml({ ToUserName, AgentID: AgentID === undefined ? undefined : String(AgentID), Encrypt: encrypted });
}

/** The text in a passive reply. Throws what is wrong with it. */
export function open(cipher: Cipher, body: string): string {
  const fields = readXml(body);
  const [encrypted, signature] = [textOf(fields, 'Encrypt'), textOf(fields, 'MsgSignature')];
  const right = Buffer.from(cipher.sign(textOf(fields, 'TimeStamp'), textOf(fields, 'Nonce'), encrypted));
  const given = Buffer.from(signature);
  if (given.length !== right.length || !timingSafeEqual(given, right))
    wrong('its MsgSignature is wrong', 'sealed_signature');
  return cipher.decrypt(encrypted);
}
