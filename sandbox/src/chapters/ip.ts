// Whose addresses WeCom calls from and answers at. Here both are this machine.
// 获取企业微信接口IP段: https://developer.work.weixin.qq.com/document/path/92520
import type { Chapter, Endpoint } from '../api/chapter';

const here: Endpoint = {
  verb: 'GET',
  secret: 'any',
  empty: () => ({ ip_list: [] }),
  run: () => ({ ip_list: ['127.0.0.1'] }),
};

export const ip: Chapter = {
  getcallbackip: here,
  get_api_domain_ip: { ...here, era: 'current' },
};
