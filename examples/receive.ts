// `npx tsx examples/receive.ts`: receiving in five minutes. Without settings it plays WeCom's part as well, so that there
// is something to see; with yours (see below) it waits for the real one.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { styleText } from 'node:util';

import wechat = require('../lib/receive/index');

import { MemoryStore } from '../lib/stores/memory';

const { WECOM_TOKEN, WECOM_AES_KEY, WECOM_CORPID, PORT } = process.env;

/** As they stand under 接收消息 → 设置API接收 in the WeCom console; these are the ones of WeCom's own sample. */
const config = {
  token: WECOM_TOKEN ?? 'QDG6eK',
  encodingAESKey: WECOM_AES_KEY ?? 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  corpId: WECOM_CORPID ?? 'wx5823bf96d3bd56c7',
  // What somebody recorded is no good after 5 minutes.
  maxAge: 5 * 60 * 1000,
  // WeCom delivers again what is not answered in 5 s. So: handle a message once, and answer in time.
  dedupe: new MemoryStore(),
  replyWithin: 4500,
  onLate: (reply: wechat.Reply, message: wechat.Message) => {
    console.log('too late, to be sent with api.send:', message.FromUserName, reply);
  },
};

const app = wechat
  .text(async (message) => `You said: ${message.Content}`)
  .image((message) => ({ type: 'image', content: { mediaId: message.MediaId } }))
  .event('click', (event) => (event.EventKey === 'news' ? news : `No button ${event.EventKey}`))
  .event('change_contact', (event) => {
    console.log('   the contacts changed:', event.ChangeType);
  });

const news: wechat.Reply = [{ title: '你好', description: 'An article', picUrl: '', url: 'https://example.com/' }];

async function main(): Promise<void> {
  const server = createServer(wechat.node(config, app));
  server.listen(Number(PORT ?? 0));
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  console.log(`Listening on ${url}`);
  if (WECOM_TOKEN) return;
  await play(url);
  server.close();
}

// What WeCom does, with the same cryptor.

const wecom = new wechat.WXBizMsgCrypt(config.token, config.encodingAESKey, config.corpId);

async function play(url: string): Promise<void> {
  await step('The URL is saved in the console: the answer is the plaintext', async () => {
    const echostr = wecom.encrypt('1616140317555161061');
    const answer = await fetch(`${url}${signed(echostr)}&echostr=${encodeURIComponent(echostr)}`);
    return answer.text();
  });
  await step('A text', () => deliver(url, message('text', '<Content>hello</Content><MsgId>1</MsgId>')));
  await step('The same delivered again: not handled again', () => {
    return deliver(url, message('text', '<Content>hello</Content><MsgId>1</MsgId>'));
  });
  await step('A click in the menu', () =>
    deliver(url, message('event', '<Event>click</Event><EventKey>news</EventKey>')),
  );
  await step('A change that needs no reply', () => {
    return deliver(url, message('event', '<Event>change_contact</Event><ChangeType>create_user</ChangeType>'));
  });
  await step('A recording of an hour ago', async () => {
    const encrypt = wecom.encrypt(message('text', '<Content>hello</Content><MsgId>2</MsgId>'));
    const query = signed(encrypt, Math.floor(Date.now() / 1000) - 3600);
    const answer = await fetch(url + query, { method: 'POST', body: `<xml><Encrypt>${encrypt}</Encrypt></xml>` });
    return `${answer.status} ${await answer.text()}`;
  });
  await step('A stranger', async () => {
    const answer = await fetch(`${url}?msg_signature=guessed`, { method: 'POST', body: '<xml/>' });
    return `${answer.status} ${await answer.text()}`;
  });
}

function message(type: string, fields: string): string {
  const parties = `<ToUserName>${config.corpId}</ToUserName><FromUserName>zhangsan</FromUserName>`;
  return `<xml>${parties}<CreateTime>1409659813</CreateTime><MsgType>${type}</MsgType>${fields}<AgentID>1</AgentID></xml>`;
}

function signed(encrypt: string, timestamp = Math.floor(Date.now() / 1000)): string {
  return `?msg_signature=${wecom.getSignature(timestamp, 42, encrypt)}&timestamp=${timestamp}&nonce=42`;
}

/** Delivers a message and answers with the decrypted reply. */
async function deliver(url: string, xml: string): Promise<string> {
  const encrypt = wecom.encrypt(xml);
  const body = `<xml><ToUserName>${config.corpId}</ToUserName><Encrypt>${encrypt}</Encrypt></xml>`;
  const answer = await fetch(url + signed(encrypt), { method: 'POST', body });
  const [, reply] = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(await answer.text()) ?? [];
  return reply ? wecom.decrypt(reply).message : `${answer.status}, without a reply`;
}

async function step(title: string, run: () => Promise<string>): Promise<void> {
  console.log(`\n${styleText('bold', title)}`);
  console.log(`   ${await run()}`);
}

main();
