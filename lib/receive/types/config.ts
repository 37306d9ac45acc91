import type { Store } from '../../stores/store';
import type { Message } from '../callbacks';
import type { Reply } from './replies';

/** How an app is set in the WeCom console, and what else is to be done. */
export interface Config {
  /**
   * The Token, as it stands in the console under 接收消息 → 设置API接收: letters and digits, at most 32. Each app has its own.
   * {@link https://developer.work.weixin.qq.com/document/path/90930}
   */
  token: string;
  /** The EncodingAESKey from the same place: 43 letters and digits. */
  encodingAESKey: string;
  /** The receive id: the corpid; for third-party apps the suite id; `''` for bots (智能机器人). */
  corpId?: string;
  /** The same as `corpId`, which comes first. */
  corpid?: string;
  /** Bytes of a request's body, at most. A larger one is answered with 413. @default 1048576 */
  limit?: number;
  /** Refuse with 401 what was encrypted for another receive id than `corpId`. @default false */
  checkReceiveId?: boolean;
  /**
   * ms. Refuse with 401 what was signed longer ago, or will be so much later: who has recorded a request cannot send it again
   * after that. The clocks of WeCom and this machine may differ by as much; 5 minutes are common. Within that time `dedupe` keeps a
   * recorded message from being handled again. @default any age will do
   */
  maxAge?: number;
  /**
   * Handle a message once, however often WeCom delivers it: where that is remembered. Further deliveries get the first
   * one's reply, or wait for it. When the process dies in the handler, the next delivery is handled. A store that fails
   * stops no message. @default every delivery is handled
   */
  dedupe?: Store;
  /**
   * ms. Answer with an empty 200 when no reply came in this time. WeCom waits 5 s and then delivers again: 4500 is before
   * that. @default a reply is waited for
   */
  replyWithin?: number;
  /**
   * Gets the replies that came later than `replyWithin`, with the message that they answer: to be sent with `api.send`,
   * mostly. What it throws, or rejects with, becomes a process warning.
   */
  onLate?(reply: Reply, message: Message): unknown;
}
