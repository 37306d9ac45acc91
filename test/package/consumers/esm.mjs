// A program in ES modules. Node finds the named exports by reading the text of the package, without running it.

import * as everything from 'wechat-enterprise-api';
import API, { AccessToken, ext, mixin, patch, WeChatAPIError } from 'wechat-enterprise-api';
import media from 'wechat-enterprise-api/lib/api_media';
import { wrapper } from 'wechat-enterprise-api/lib/util.js';

const api = new API('corpid', 'secret', 1);
api.prefix = process.env.PREFIX;
const seen = {
  errmsg: (await api.getUser('zhangsan')).errmsg,
  same: [
    AccessToken === API.AccessToken,
    WeChatAPIError === API.WeChatAPIError,
    mixin === API.mixin,
    ext === API.ext,
    patch === API.patch,
    everything.default === API,
    everything.AccessToken === AccessToken,
    media.uploadMedia === API.prototype.uploadMedia,
  ],
  wrapper: typeof wrapper,
};
console.log(JSON.stringify(seen));
