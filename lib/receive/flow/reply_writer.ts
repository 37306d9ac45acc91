import type { Message } from '../callbacks';
import { Answer, PLAIN, writeAnswer } from '../protocol/answer';
import type { Cryptor } from '../protocol/crypto';
import { sealReply } from '../protocol/envelope';
import { isJSON } from '../protocol/json';
import { replyTo } from '../protocol/reply_format';
import type { DecryptedMessage } from '../protocol/request';
import type { AnyResponse } from '../types/handlers';
import type { Reply } from '../types/replies';

/** Asked when the reply is there: a handler may have put another cryptor on the request. */
export type ReplyCryptor = () => Cryptor;

/** How a reply is written for the message it answers: its text, that text in its envelope, and that as an answer. */
export interface ReplyWriter {
  text(content: Reply): string;
  seal(text: string): string;
  send(res: AnyResponse, body: string): void;
}

const JSON_HEADERS = { 'Content-Type': 'application/json' };

/**
 * Writes replies in the style that the message had. It is a class, and no object literal: a response keeps its writer, and
 * literals that outlive a few collections V8 makes in the old space, where they keep all that hangs on them from the young
 * collector.
 */
export class MessageReplyWriter implements ReplyWriter {
  constructor(
    readonly message: Message,
    readonly decrypted: DecryptedMessage,
    readonly cryptor: ReplyCryptor,
  ) {}

  text(content: Reply): string {
    return replyTo(this.message, content, isJSON(this.decrypted.xml));
  }

  seal(text: string): string {
    const { style, nonce } = this.decrypted;
    return sealReply(this.cryptor(), text, style, nonce);
  }

  send(res: AnyResponse, body: string): void {
    const isXML = this.decrypted.style === 'xml' || body === '';
    writeAnswer(res, new Answer(200, body, isXML ? undefined : JSON_HEADERS));
  }
}

/** Notices take no reply: WeCom wants the word `success`, as it is. {@link https://developer.work.weixin.qq.com/document/path/90628} */
export const NOTICE_WRITER: ReplyWriter = {
  text: () => '',
  seal: () => '',
  send: (res) => writeAnswer(res, new Answer(200, 'success', PLAIN)),
};
