// Messages by the names that other calls know them by: msgid, an app's task_id, response_code.
import type { Call } from '../api/chapter';
import { HOUR } from '../model/clock';
import type { Company } from '../model/company';
import { Expiring } from '../model/expiring';
import { randomId } from '../model/random_id';
import type { Message } from '../model/records';
import { Input } from '../protocol/input';
import { unreachable } from './reachable';
import { shownOf } from './shown';

/** A response_code allows one update of the message's card. */
interface Grant {
  msgid: string;
  agentid: number;
}

const CODE_LASTS = 72 * HOUR;
const MOST_CODES = 50_000;
/** Approximate bytes in memory for each receiver. */
const RECEIVER = 16;

export class Sent {
  readonly #company: Company;
  readonly #messages = new Map<string, Message>();
  readonly #tasks = new Map<string, Message>();
  /** By response_code. */
  readonly grants: Expiring<Grant>;

  constructor(company: Company) {
    this.#company = company;
    this.grants = new Expiring(company.clock, MOST_CODES);
  }

  message(msgid: string): Message | undefined {
    return this.#messages.get(msgid);
  }

  task(agentid: number, task_id: string): Message | undefined {
    return this.#tasks.get(taskName(agentid, task_id));
  }

  /** undefined when the code is unknown or expired, or its message was dropped. */
  granted(code: string): { message: Message; agentid: number } | undefined {
    const grant = this.grants.get(code);
    const message = grant === undefined ? undefined : this.message(grant.msgid);
    return grant && message && { message, agentid: grant.agentid };
  }

  spend(code: string): void {
    this.grants.delete(code);
  }

  /** Adds the message to the company's. */
  static record(call: Call, message: Message): void {
    call.warnings.push(...unreachable(message.body[message.msgtype], message.msgtype));
    Object.assign(
      message,
      shownOf(call.company, message),
      call.warnings.length > 0 && { warnings: [...call.warnings] },
    );
    call.company.room(Sent).#record(message);
    call.emit({ event: 'message.send', data: message });
  }

  /** A code of its own for somebody who pressed: good for one update of the card. */
  static grant(company: Company, message: Message, agentid: number): string {
    const code = randomId(64);
    company.room(Sent).#grant(code, { msgid: message.msgid, agentid });
    return code;
  }

  /** What these members see from now on instead of the card's buttons, or of the card. */
  static change(company: Company, message: Message, userids: string[], update: object, by: string): void {
    message.updates = { ...message.updates, ...Object.fromEntries(userids.map((userid) => [userid, update])) };
    company.room(Sent).#forget(company.sent.resize(message, sizeOf(message)));
    company.emit({ event: 'message.update', data: message }, by);
  }

  /** Adds a message that was sent before, in another life of the company: nobody is told. */
  restore(message: Message): void {
    this.#record(message);
  }

  #record(message: Message): void {
    const { msgid, from, response_code } = message;
    this.#messages.set(msgid, message);
    const task = taskOf(message);
    if (task !== undefined) this.#tasks.set(task, message);
    if ('agentid' in from && response_code !== undefined) this.#grant(response_code, { msgid, agentid: from.agentid });
    this.#forget(this.#company.sent.add(message, sizeOf(message)));
  }

  #grant(code: string, grant: Grant): void {
    this.grants.set(code, grant, this.#company.clock.now() + CODE_LASTS);
  }

  #forget(messages: Message[]): void {
    for (const message of messages) {
      this.#messages.delete(message.msgid);
      const task = taskOf(message);
      if (task !== undefined) this.#tasks.delete(task);
    }
  }
}

/** The name of an app's card. */
function taskOf({ from, msgtype, body }: Message): string | undefined {
  if (!('agentid' in from)) return undefined;
  const task_id = new Input(body).object(msgtype)?.text('task_id');
  return task_id ? taskName(from.agentid, task_id) : undefined;
}

function taskName(agentid: number, task_id: string): string {
  return `${agentid} ${task_id}`;
}

/** Approximate bytes in memory. */
function sizeOf({ body, updates, to }: Message): number {
  return JSON.stringify([body, updates]).length + RECEIVER * to.length;
}
