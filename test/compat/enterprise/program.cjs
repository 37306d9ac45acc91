// A program as its users write it: it receives by wechat-enterprise 0.1.1, and sends by the API that this brings along.
const { createServer } = require('node:http');
const { sep } = require('node:path');
const express = require('express');
const wechat = require('wechat-enterprise');
const { wrapper, postJSON } = wechat.util;

const [prefix, token, encodingAESKey, corpId] = process.argv.slice(2);

wechat.API.mixin({
  greet(...args) {
    this.preRequest(this._greet, args);
  },
  _greet(name, callback) {
    const url = `${this.prefix}greet?access_token=${this.token.accessToken}`;
    this.request(url, postJSON({ name }), wrapper(callback));
  },
});

const api = new wechat.API(corpId, 'secret', 1);
api.prefix = prefix;

const app = express();
app.use(
  '/wechat',
  wechat(
    { token, encodingAESKey, corpId },
    wechat
      .text((message, _req, res) => {
        api.send({ touser: message.FromUserName }, { msgtype: 'text', text: { content: 'sent' } }, (err, sent) => {
          res.reply(err ? err.message : `${message.Content}: ${sent.errmsg}`);
        });
      })
      .event((message, _req, res) => {
        api.greet(message.FromUserName, (err, result) => res.reply(err ? `${err.name} ${err.code}` : result.errmsg));
      }),
  ),
);

const loaded = Object.keys(require.cache).filter((path) => path.includes(`${sep}dist${sep}`));
const deep = ['lib/util', 'lib/util.js', 'lib/api_common', 'lib/api_message.js', 'index', 'package.json'];
const server = createServer(app).listen(0, '127.0.0.1', () => {
  process.send({
    port: server.address().port,
    ours: wechat.API === require('wechat-enterprise-api') && loaded.length > 0,
    deep: deep.map((path) => typeof require(`wechat-enterprise-api/${path}`)),
    wrapper: typeof require('wechat-enterprise-api/lib/util').wrapper,
  });
});
process.on('disconnect', () => process.exit());
