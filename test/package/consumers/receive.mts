// A TypeScript program that receives: each message has its type.

import * as namespace from 'wechat-enterprise-api/receive';
import wechat, {
  fetch as fetchOf,
  koa,
  List,
  reply as replyOf,
  text,
  toXML,
  util,
  WXBizMsgCrypt,
} from 'wechat-enterprise-api/receive';
import { MemoryStore } from 'wechat-enterprise-api/stores/memory';
import type { Store } from 'wechat-enterprise-api/stores/store';

const dedupe: Store = new MemoryStore({ max: 100 });
const config: wechat.Config = { token: 'token', encodingAESKey: `${'a'.repeat(42)}A`, corpId: 'corpid', dedupe };

const app = wechat(config)
  .text((message) => `You said: ${message.Content}`)
  .event('change_contact', (event) => event.ChangeType)
  .event('click', (event) => event.EventKey);
const respond = wechat.fetch(app);

const cryptor = new WXBizMsgCrypt('token', `${'a'.repeat(42)}A`, 'corpid');
const encrypt = cryptor.encrypt('<xml><MsgType>event</MsgType><Event>click</Event><EventKey>about</EventKey></xml>');
const query = new URLSearchParams({
  msg_signature: cryptor.getSignature('1', '2', encrypt),
  timestamp: '1',
  nonce: '2',
});
const body = `<xml><Encrypt>${encrypt}</Encrypt></xml>`;
const answer = await respond(new Request(`http://host/?${query}`, { method: 'POST', body }));
const sealed = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(await answer.text())?.[1] ?? '';
const reply = /<Content><!\[CDATA\[(.*?)\]\]>/.exec(cryptor.decrypt(sealed).message)?.[1];
const named = [
  koa === wechat.koa,
  text === wechat.text,
  fetchOf === wechat.fetch,
  replyOf === wechat.reply,
  toXML === wechat.toXML,
  util === wechat.util,
  Object.keys(wechat).filter((name) => !(name in namespace)).length === 0,
].every(Boolean);
console.log(JSON.stringify({ reply, list: List === wechat.List, named }));
