import { AccessToken, fetchedToken, restored } from '../auth/token';
import { addCalls } from '../catalogue/calls';
import type { Source } from '../catalogue/source';
import { queryOf } from '../core/endpoint/path';
import { WeChatAPIError } from '../core/errors';
import type { Family } from '../core/family';
import type { Base } from './types';

/** What is called by path. */
export const CATALOGUE: Source = {
  name: 'wecom',
  table: () => require('./generated/table.json'),
  credentials: () => require('./generated/credentials.json'),
};

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
  added: addCalls(
    {
      setEndpoint(this: Base, endpoint: string): void {
        const url = /^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`;
        const { origin, pathname } = new URL(url);
        this.prefix = pathname === '/' ? `${origin}/cgi-bin/` : url.replace(/\/?$/, '/');
      },
    },
    CATALOGUE,
  ),
};
