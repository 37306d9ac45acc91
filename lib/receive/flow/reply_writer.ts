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

/** Writes replies in the style that the message had. */
export function writerFor(
  message: Message,
  { style, nonce, xml }: DecryptedMessage,
  cryptor: ReplyCryptor,
): ReplyWriter {
  return {
    text: (content) => replyTo(message, content, isJSON(xml)),
    seal: (text) => sealReply(cryptor(), text, style, nonce),
    send(res, body) {
      const isXML = style === 'xml' || body === '';
      writeAnswer(res, new Answer(200, body, isXML ? undefined : JSON_HEADERS));
    },
  };
}

/** Notices take no reply: WeCom wants the word `success`, as it is. {@link https://developer.work.weixin.qq.com/document/path/90628} */
export const NOTICE_WRITER: ReplyWriter = {
  text: () => '',
  seal: () => '',
  send: (res) => writeAnswer(res, new Answer(200, 'success', PLAIN)),
};
