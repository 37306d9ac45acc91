// 获取access_token: https://developer.work.weixin.qq.com/document/path/91039
import type { Chapter } from '../api/chapter';
import { fail } from '../protocol/errors';

export const EXPIRES_IN = 7200;

export const token: Chapter = {
  gettoken: {
    verb: 'GET',
    secret: 'none',
    run({ query, company, tokens }) {
      if (query.blank('corpsecret')) fail(41004);
      if (query.blank('corpid')) fail(41002);
      if (query.text('corpid') !== company.corpid) fail(40013);
      const { value } = tokens.issue(query.text('corpsecret') ?? '');
      return { access_token: value, expires_in: EXPIRES_IN };
    },
  },
};
