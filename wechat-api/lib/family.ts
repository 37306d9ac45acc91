import { type Family, isStubbed, queryOf, read, type Source, WeChatAPIError } from 'wechat-enterprise-api/core';
import { getFile, postFile } from './kinds';
import { AccessToken, fetchedToken, restored } from './token';
import type { Base } from './types';

/** What is called by path. */
export const CATALOGUE: Source = {
  name: 'weixin',
  home: 'cgi-bin/',
  table: () => require('./generated/table.json'),
  credentials: () => require('./generated/credentials.json'),
  files: { GET: getFile, POST: postFile },
};

/** Public accounts: where they live, how they give tokens, which errcodes say that a token is dead. */
export const ACCOUNTS: Family<Base> = {
  identity: ['appid', 'appsecret'],
  settings: ['stableToken'],
  hosts: {
    endpoint: 'https://api.weixin.qq.com',
    mpPrefix: 'https://mp.weixin.qq.com/cgi-bin/',
    fileServerPrefix: 'https://file.api.weixin.qq.com/cgi-bin/',
  },
  prefix: ({ endpoint }) => `${endpoint}/`,
  tokens: {
    call: 'token',
    /** 获取Access token {@link https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_access_token.html} */
    url: (api) => (isStable(api) ? `${api.endpoint}/cgi-bin/stable_token` : plainURL(api)),
    options: (api) => (isStable(api) ? stableOptions(api) : { dataType: 'json' }),
    AccessToken,
    made: fetchedToken,
    // Tests stub urllib.request and answer the call for a token as they answer all others: 1.x went on.
    lacking: (api) => (isStubbed(api) ? new AccessToken('undefined', Number.NaN) : undefined),
    restored,
  },
  deadCodes: new Set([40001, 40014, 42001]),
  missing({ appid, appsecret }) {
    if (!appid) return new WeChatAPIError('appid missing', 41002);
    return appsecret ? undefined : new WeChatAPIError('appsecret missing', 41004);
  },
};

function isStable(api: Base): boolean {
  return read(api, 'stableToken') === true;
}

function plainURL({ endpoint, appid, appsecret }: Base): string {
  const query = queryOf([['grant_type=client_credential'], ['appid', appid], ['secret', appsecret]]);
  return `${endpoint}/cgi-bin/token?${query}`;
}

/** 获取稳定版接口调用凭据: a fetch gives the same token until shortly before its end, and voids no other. */
function stableOptions({ appid, appsecret: secret }: Base) {
  const data = { grant_type: 'client_credential', appid, secret };
  return { dataType: 'json', type: 'POST', data, headers: { 'Content-Type': 'application/json' } } as const;
}
