import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { parseStringPromise } from 'xml2js';
import type { Delivery, Sandbox } from '../../src/index';
import { type Body, object } from './client';
import type { Arrived, Receiver, Settings } from './receiver';
import { until } from './until';

// What is in the envelopes: opened with Tencent's `@wecom/crypto`, and closed with it again for replies.

const CORPID = 'ww5a8dbc0ffee0cafe';

/** The XML in a delivery, whose signature, envelope and padding are as WeCom makes them. */
export async function opened(arrived: Arrived | undefined, { encodingAESKey, token }: Settings): Promise<string> {
  assert.ok(arrived, 'a delivery came');
  const { query } = arrived;
  assert.deepEqual([arrived.method, arrived.path], ['POST', '/callback']);
  assert.deepEqual([...query.keys()].sort(), ['msg_signature', 'nonce', 'timestamp']);
  assert.match(query.get('timestamp') ?? '', /^\d{10}$/);
  assert.match(arrived.body, /^<xml>.*<\/xml>\s*$/s);
  const { AgentID, ...envelope } = await fields(arrived.body);
  assert.deepEqual(Object.keys(envelope).sort(), ['Encrypt', 'ToUserName']);
  assert.equal(envelope.ToUserName, CORPID);
  const sealed = String(envelope.Encrypt);
  const signed = getSignature(token, query.get('timestamp') ?? '', query.get('nonce') ?? '', sealed);
  assert.equal(query.get('msg_signature'), signed);
  padded(encodingAESKey, sealed);
  const { message, id } = decrypt(encodingAESKey, sealed);
  assert.equal(id, CORPID);
  const inside = await fields(message);
  if (inside.AgentID !== undefined) assert.equal(AgentID, inside.AgentID);
  return message;
}

/** PKCS#7 with blocks of 32 bytes. */
function padded(encodingAESKey: string, sealed: string): void {
  const key = Buffer.from(`${encodingAESKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()]);
  const pad = plain.at(-1) ?? 0;
  assert.ok(plain.length % 32 === 0 && pad >= 1 && pad <= 32, `${plain.length} bytes, padded by ${pad}`);
  assert.deepEqual(plain.subarray(-pad), Buffer.alloc(pad, pad));
}

/** The fields of the newest delivery. */
export async function newest({ arrived, settings }: Receiver): Promise<Body> {
  return fields(await opened(arrived.at(-1), settings));
}

/** The fields of all deliveries, oldest first. */
export function all({ arrived, settings }: Receiver): Promise<Body[]> {
  return Promise.all(arrived.map(async (one) => fields(await opened(one, settings))));
}

/** All is text; what comes once is a value, what comes again a list. */
export async function fields(xml: string): Promise<Body> {
  const root: unknown = await parseStringPromise(xml, { explicitArray: false, explicitRoot: false });
  return object(root);
}

/** A reply in its envelope. */
export function sealed(xml: string, { token, encodingAESKey }: Settings, id = CORPID): string {
  const encrypted = encrypt(encodingAESKey, xml, id);
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = getSignature(token, timestamp, 'nonce', encrypted);
  return (
    `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature>` +
    `<TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[nonce]]></Nonce></xml>`
  );
}

/** The deliveries to a receiver, once `count` of them are over. */
export async function over(sandbox: Sandbox, { settings }: Receiver, count: number): Promise<Delivery[]> {
  const found = () => sandbox.deliveries().filter(({ url }) => url === settings.url);
  await until(() => found().filter(({ state }) => state !== 'sending').length >= count);
  return found();
}
