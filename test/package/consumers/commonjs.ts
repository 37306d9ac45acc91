// A TypeScript program that compiles to CommonJS, with a mixin of its own.
import API = require('wechat-enterprise-api');
import media = require('wechat-enterprise-api/lib/api_media');
import util = require('wechat-enterprise-api/lib/util.js');

declare module 'wechat-enterprise-api' {
  interface Methods {
    getGreeting(name: string, callback: API.Callback<API.Ack>): void;
    _getGreeting(name: string, callback: API.Callback<API.Ack>): void;
  }
}

API.mixin({
  getGreeting(this: API, ...args: unknown[]) {
    this.preRequest(this._getGreeting, args);
  },
  _getGreeting(this: API, name: string, callback: API.Callback<API.Ack>) {
    const url = `${this.prefix}greeting/get?access_token=${this.token.accessToken}`;
    this.request(url, util.postJSON({ name }), util.wrapper(callback));
  },
});

const message: API.Message = { msgtype: 'text', text: { content: '你好' } };
const uploaded: media.Uploaded | undefined = undefined;

const api = new API({ corpid: 'corpid', corpsecret: 'secret', agentid: 1, prefix: process.env.PREFIX });
api.send({ touser: 'zhangsan' }, message, (err, sent, res) => {
  if (err) throw err;
  const status: number = res.statusCode;
  api.getGreeting('zhangsan', (_err, greeting) => {
    console.log(JSON.stringify({ status, errmsg: sent.errmsg, greeting: greeting.errmsg, uploaded }));
  });
});

// @ts-expect-error: a department has a name
export const nameless = () => api.createDepartment();
// @ts-expect-error: text has content
export const wrong: API.Message = { msgtype: 'text', text: { contents: '你好' } };
