// Messages by the names that other calls know them by: msgid, an app's task_id, response_code.
import type { Call } from './chapter';
import { HOUR } from './clock';
import type { Message } from './records';

/** What a response_code is good for: once, and not for ever. */
export interface Grant {
  message: Message;
  agentid: number;
  expires: number;
}

const CODE_LASTS = 72 * HOUR;

export class Sent {
  readonly #messages = new Map<string, Message>();
  readonly #tasks = new Map<string, Message>();
  readonly grants = new Map<string, Grant>();

  message(msgid: string): Message | undefined {
    return this.#messages.get(msgid);
  }

  task(agentid: number, task_id: string): Message | undefined {
    return this.#tasks.get(`${agentid} ${task_id}`);
  }

  /** Into the company's book, where nothing is ever removed. */
  static record(call: Call, message: Message, task_id?: string): void {
    const sent = call.company.room(Sent);
    sent.#messages.set(message.msgid, message);
    if ('agentid' in message.from) {
      const { agentid } = message.from;
      if (task_id) sent.#tasks.set(`${agentid} ${task_id}`, message);
      if (message.response_code !== undefined) {
        sent.grants.set(message.response_code, { message, agentid, expires: message.at + CODE_LASTS });
      }
    }
    call.company.messages.push(message);
    call.emit('message.send', message);
  }
}
