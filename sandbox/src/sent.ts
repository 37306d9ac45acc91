// Messages by the names that other calls know them by: msgid, an app's task_id, response_code.
import type { Call } from './chapter';
import { HOUR } from './clock';
import { type Company, randomId } from './company';
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
    call.emit({ event: 'message.send', data: message });
  }

  /** A code of its own for somebody who pressed: good for one update of the card. */
  static grant(company: Company, message: Message, agentid: number): string {
    const code = randomId(64);
    company.room(Sent).grants.set(code, { message, agentid, expires: company.clock.now() + CODE_LASTS });
    return code;
  }

  /** What these members see from now on instead of the card's buttons, or of the card. */
  static change(company: Company, message: Message, userids: string[], update: object, by: string): void {
    message.updates = { ...message.updates, ...Object.fromEntries(userids.map((userid) => [userid, update])) };
    company.emit({ event: 'message.update', data: message }, by);
  }
}
