import { randomBytes } from 'node:crypto';
import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';

// WeCom's side of a delivery, made with Tencent's own package, so that no mistake of ours can hide in it.

/** What is configured in the WeCom console, as `wechat(config)` takes it. */
export interface Account {
  token: string;
  encodingAESKey: string;
  corpId: string;
}

export const ACCOUNT: Account = {
  token: 'QDG6eK',
  encodingAESKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  corpId: 'wx5823bf96d3bd56c7',
};

export const OTHER: Account = {
  token: 'hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo',
  encodingAESKey: '6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt',
  corpId: 'ww1436e0e65a779aee',
};

/** An HTTP request, except for where it goes. */
export interface Outgoing {
  method?: string;
  /** `?…`, put behind the URL. */
  query?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The signature parameters for `sealed`, which is what travels encrypted. */
export function signed(sealed: string, account = ACCOUNT, timestamp = '1409659813', nonce = '1372623149'): string {
  const signature = getSignature(account.token, timestamp, nonce, sealed);
  return `?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`;
}

/** `text` as WeCom encrypts it. */
export function seal(text: string, account = ACCOUNT): string {
  return encrypt(account.encodingAESKey, text, account.corpId, randomBytes(16));
}

/** The outer XML. */
export function envelope(sealed: string, account = ACCOUNT, agentId = '218'): string {
  const to = `<ToUserName><![CDATA[${account.corpId}]]></ToUserName>`;
  return `<xml>${to}<AgentID><![CDATA[${agentId}]]></AgentID><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`;
}

/** The delivery of a message, given as its decrypted text. */
export function delivery(text: string, account = ACCOUNT): Outgoing {
  const sealed = seal(text, account);
  return { method: 'POST', query: signed(sealed, account), body: envelope(sealed, account) };
}

/** The same in the JSON form. */
export function jsonDelivery(text: string, account = ACCOUNT): Outgoing {
  const sealed = seal(text, account);
  const body = JSON.stringify({ tousername: account.corpId, encrypt: sealed, agentid: '218' });
  return { method: 'POST', query: signed(sealed, account), headers: { 'content-type': 'application/json' }, body };
}

/** The check of the URL when it is saved in the console. */
export function verification(text: string, account = ACCOUNT): Outgoing {
  const sealed = seal(text, account);
  return { method: 'GET', query: `${signed(sealed, account)}&echostr=${encodeURIComponent(sealed)}` };
}

const direct = new Agent({ keepAlive: false });

/** Sends a request and reads the whole answer. */
export function send(url: string, { method = 'GET', query = '', headers, body }: Outgoing, agent = direct) {
  return new Promise<Answer>((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const sent = request(`${url}${query}`, { method, agent, headers: { ...length, ...headers } }, async (res) => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of res) chunks.push(chunk);
      } catch (err) {
        return reject(err);
      }
      resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks).toString() });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export interface Reply {
  /** The decrypted reply. */
  text: string;
  /** The receive id inside. */
  id: string;
  timestamp: string;
  nonce: string;
}

const WRAP =
  /^<xml><Encrypt><!\[CDATA\[([\w+/=]+)\]\]><\/Encrypt><MsgSignature><!\[CDATA\[(\w+)\]\]><\/MsgSignature><TimeStamp>(\d+)<\/TimeStamp><Nonce><!\[CDATA\[(\d+)\]\]><\/Nonce><\/xml>$/;

/** Opens an encrypted reply the way WeCom does; undefined when `body` is none. Throws when its signature is wrong. */
export function openReply(body: string, account = ACCOUNT): Reply | undefined {
  const [, sealed, signature, timestamp, nonce] = WRAP.exec(body) ?? [];
  if (!sealed || !timestamp || !nonce) return undefined;
  return opened(sealed, signature, timestamp, nonce, account);
}

/** The same for a reply in the JSON form. */
export function openJsonReply(body: string, account = ACCOUNT): Reply {
  const { encrypt: sealed, msgsignature, timestamp, nonce } = JSON.parse(body);
  return opened(sealed, msgsignature, String(timestamp), String(nonce), account);
}

function opened(sealed: string, signature: unknown, timestamp: string, nonce: string, account: Account): Reply {
  if (signature !== getSignature(account.token, timestamp, nonce, sealed))
    throw new Error('The reply is signed wrongly');
  const { message, id } = decrypt(account.encodingAESKey, sealed);
  return { text: message, id, timestamp, nonce };
}
