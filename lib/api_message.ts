import { withReversed } from './compat/reversed';
import { chapter, post } from './core/endpoint';
import type { OtherMessage, Send, To } from './messages';
import type { Client } from './wecom/types';

/** 消息推送: messages */
const message = chapter({
  /**
   * 发送应用消息 {@link https://developer.work.weixin.qq.com/document/path/90236}
   *
   * From the app of this api, unless `to` or `message` has an `agentid` of its own. Receivers that cannot be reached do
   * not make it an error: see `invaliduser`. Errors: 81013 no receiver is valid, 82001 none given, 40008 msgtype,
   * 301002 not the app of this secret, 45002 too long.
   */
  send: post('message/send', function (this: Client, to: To, message: OtherMessage) {
    return withReversed(withReversed({ agentid: this.agentid }, to), message);
  }).typed<Send>(),
});

export = message;
