import API, { AccessToken, WeChatAPIError } from 'wechat-api';
import media from 'wechat-api/lib/api_media';

declare module 'wechat-api' {
  interface Methods {
    greet(name: string): Promise<API.Ack>;
  }
}

const endpoint = String(process.env.ENDPOINT);
const api = new API({ appid: 'the-appid', appsecret: 'the-secret', endpoint, stableToken: true });
API.patch('greet', `${endpoint}/greet`);

const { errmsg } = await api.sendText('openid', 'hello');
const { tags } = await api.getTags();
const { publish_id } = await api.call('cgi-bin/freepublish/submit', { media_id: 'M' });
const followers: string[] = [];
for await (const openid of api.weixin.user.get.each()) followers.push(openid);
const greeting = await api.greet('hello');
const code = await api.getUser('nobody').then(
  ({ openid }) => openid,
  (err: unknown) => (err instanceof WeChatAPIError ? err.code : err),
);
const token: API.AccessToken = await api.getLatestToken().then(({ accessToken }) => new AccessToken(accessToken, 1));
const same = [api.uploadMedia === media.uploadMedia, AccessToken === API.AccessToken];

console.log(
  JSON.stringify({
    errmsg,
    tags: tags.length,
    greeting: greeting.errmsg,
    code,
    valid: token.isValid(),
    same,
    publish_id,
    followers,
  }),
);
