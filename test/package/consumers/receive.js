// A program that receives: one line changed since wechat-enterprise.
const { once } = require('node:events');
const { createServer } = require('node:http');
const wechat = require('wechat-enterprise-api/receive');
const { MemoryStore } = require('wechat-enterprise-api/stores/memory');

const config = { token: 'token', encodingAESKey: `${'a'.repeat(42)}A`, corpId: 'corpid', dedupe: new MemoryStore() };
const app = wechat(
  config,
  wechat.text((message, _req, res) => res.reply(`You said: ${message.Content}`)),
);

async function main() {
  const server = createServer((req, res) => app(req, res, () => res.end('nobody'))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cryptor = new wechat.WXBizMsgCrypt(config.token, config.encodingAESKey, config.corpId);
  const Encrypt = cryptor.encrypt('<xml><MsgType>text</MsgType><Content>hello</Content></xml>');
  const query = new URLSearchParams({
    msg_signature: cryptor.getSignature('1', '2', Encrypt),
    timestamp: '1',
    nonce: '2',
  });
  const url = `http://127.0.0.1:${server.address().port}/?${query}`;
  const answer = await fetch(url, { method: 'POST', body: `<xml><Encrypt>${Encrypt}</Encrypt></xml>` });
  const [, sealed] = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(await answer.text());
  const [, reply] = /<Content><!\[CDATA\[(.*?)\]\]>/.exec(cryptor.decrypt(sealed).message);
  server.close();
  console.log(
    JSON.stringify({ reply, api: wechat.API === require('wechat-enterprise-api'), default: wechat.default === wechat }),
  );
}

main();
