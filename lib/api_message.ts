import { SendEach, type SendEachOptions, type Sender, type SendReport, type Users } from './bulk/send_each';
import { withReversed } from './compat/reversed';
import { chapter, post } from './core/endpoint';
import type { Message, OtherMessage, Send, To } from './messages';
import type { Client } from './wecom/types';

/** 消息推送: messages */
const message = chapter(
  {
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
  },
  {
    /**
     * Sends a message to many members: in calls of 1000, or, where `message` is a function, to each one their own. No more
     * members are taken from `users`, a list of userids, than calls can be under way. Resolves when all are done with, also if calls failed:
     * see the report.
     */
    sendEach(
      this: Pick<Sender, 'send'>,
      users: Users,
      message: Message | OtherMessage | ((userid: string) => Message | OtherMessage),
      options: SendEachOptions = {},
    ): Promise<SendReport> {
      return new SendEach(this, message, options).run(users);
    },
  },
);

export = message;
