import { AccessToken, fetchedToken, restored } from '../auth/token';
import { queryOf } from '../core/endpoint/path';
import { WeChatAPIError } from '../core/errors';
import type { Family } from '../core/family';
import { addCalls } from './calls';
import type { Base } from './types';

/** WeCom: where it lives, how it gives tokens, which errcodes say that a token is dead. */
export const WECOM: Family<Base> = {
  identity: ['corpid', 'corpsecret', 'agentid'],
  initial: { store: null },
  hosts: { prefix: 'https://qyapi.weixin.qq.com/cgi-bin/' },
  tokens: {
    call: 'gettoken',
    /** 获取access_token {@link https://developer.work.weixin.qq.com/document/path/91039} */
    url: ({ prefix, corpid, corpsecret }) =>
      `${prefix}gettoken?${queryOf([
        ['corpid', corpid],
        ['corpsecret', corpsecret],
      ])}`,
    AccessToken,
    made: fetchedToken,
    restored,
  },
  deadCodes: new Set([42001, 40014, 40001]),
  missing({ corpid, corpsecret }) {
    if (!corpid) return new WeChatAPIError('corpid missing', 41002);
    return corpsecret ? undefined : new WeChatAPIError('corpsecret missing', 41004);
  },
  added: addCalls({
    setEndpoint(this: Base, endpoint: string): void {
      const url = /^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`;
      const { origin, pathname } = new URL(url);
      this.prefix = pathname === '/' ? `${origin}/cgi-bin/` : url.replace(/\/?$/, '/');
    },
  }),
};
