// As written for 1.x, but for the call by path.
const API = require('wechat-api');
const util = require('wechat-api/lib/util');
const media = require('wechat-api/lib/api_media.js');

const api = new API('the-appid', 'the-secret');
api.endpoint = process.env.ENDPOINT;
API.mixin({
  mine() {
    // biome-ignore lint/complexity/noArguments: as they were written
    this.preRequest(this._mine, arguments);
  },
  _mine(callback) {
    const url = `${this.endpoint}/mine?access_token=${this.token.accessToken}`;
    this.request(url, util.postJSON({ a: 1 }), util.wrapper(callback));
  },
});
API.patch('patched', `${process.env.ENDPOINT}/patched`);

api.mine((err, mine) => {
  api.patched({ b: 2 }, (failed, patched, res) => {
    const { version } = require('wechat-api/package.json');
    api.weixin.draft.count((lost, counted) => {
      console.log(
        JSON.stringify({
          err: err || failed || lost || null,
          errmsg: [mine.errmsg, patched.errmsg, counted.errmsg],
          status: res.statusCode,
          util: Object.keys(util),
          media: typeof media.uploadMedia,
          statics: Object.keys(API),
          version,
        }),
      );
    });
  });
});
