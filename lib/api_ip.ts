import { chapter, getRaw } from './core/endpoint';
import type { Ack } from './core/types';

/** 服务器IP: IP addresses of WeCom */
const ip = chapter({
  /**
   * 获取企业微信服务器的ip段 {@link https://developer.work.weixin.qq.com/document/path/92521}
   *
   * From where callbacks come, for firewalls. What stands before the callback is ignored: 0.3.0 documented a name there.
   */
  getCallbackIP: getRaw('getcallbackip', (..._: [name?: string]) => undefined)
    .declaring(0)
    .returns<ip.List>(),
});

declare namespace ip {
  interface List extends Ack {
    ip_list: string[];
  }
}

export = ip;
