// A TypeScript program that compiles to ES modules.

import type { Upload } from 'wechat-enterprise-api';
import * as everything from 'wechat-enterprise-api';
import API, { AccessToken, mixin, WeChatAPIError } from 'wechat-enterprise-api';
import type user from 'wechat-enterprise-api/lib/api_user';
import { wrapper } from 'wechat-enterprise-api/lib/util';

declare module 'wechat-enterprise-api' {
  interface Methods {
    getFarewell(name: string): Promise<API.Ack>;
  }
}

const api = new API('corpid', 'secret', 1);
api.prefix = process.env.PREFIX ?? '';

const profile: user.Profile = await api.getUser('zhangsan');
const token: API.AccessToken = AccessToken('token');
const image: Upload = { data: Buffer.from('hello'), filename: 'hello.png' };

API.ext('getFarewell', 'farewell/get');
const farewell = await api.getFarewell('zhangsan');

function describe(err: unknown): number | string {
  return err instanceof WeChatAPIError ? err.code : 'other';
}

const seen = {
  errmsg: profile.errmsg,
  farewell: farewell.errmsg,
  token: token.accessToken,
  filename: image.filename,
  code: describe(new API.WeChatAPIError('no such member', 60111)),
  same: [everything.default === API, everything.mixin === mixin],
  wrapper: typeof wrapper,
};
console.log(JSON.stringify(seen));
