// What can be waited for: messages, calls, callbacks that are over.
import type { Delivery, Message } from '../model/records';
import type { WireEntry } from '../model/wire';
import type { World } from '../world';
import {
  CALL,
  type CallFilter,
  type Criteria,
  checkFilter,
  DELIVERY,
  type DeliveryFilter,
  isMessage,
  MESSAGE,
  type MessageFilter,
  mismatches,
} from './filters';
import { behind, type Source, type Wait, waitFor } from './wait';

const LONGEST_TEXT = 60;

/** Messages, calls and callbacks, to be looked for and waited for. */
export class Arrivals {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  messages<T extends string = string>(filter: MessageFilter<T> = {}, after?: Message): Message<T>[] {
    return chosen(this.#messages, MESSAGE, filter, after).filter((one) => isMessage(one, filter.msgtype));
  }

  calls(filter: CallFilter = {}, after?: WireEntry): WireEntry[] {
    return chosen(this.#calls, CALL, filter, after);
  }

  deliveries(filter: DeliveryFilter = {}, after?: Delivery): Delivery[] {
    return chosen({ all: () => this.#world.company.deliveries }, DELIVERY, filter, after);
  }

  async message<T extends string = string>(
    filter: MessageFilter<T> = {},
    options: Wait<Message> = {},
  ): Promise<Message<T>> {
    const found = await waitFor(this.#messages, MESSAGE, filter, options, this.#world.company.underWay);
    if (!isMessage(found, filter.msgtype)) throw new TypeError(`A ${found.msgtype} was found.`);
    return found;
  }

  async call(wanted: string | CallFilter, options: Wait<WireEntry> = {}): Promise<WireEntry> {
    const filter = typeof wanted === 'string' ? { path: wanted } : wanted;
    return waitFor(this.#calls, CALL, filter, options, this.#world.company.underWay);
  }

  async delivery(filter: DeliveryFilter = {}, options: Wait<Delivery> = {}): Promise<Delivery> {
    return waitFor(this.#deliveries, DELIVERY, filter, options, this.#world.company.underWay);
  }

  get #messages(): Source<Message> {
    const { company } = this.#world;
    return {
      word: 'message',
      all: () => company.messages,
      watch: (arrived) => company.watch('message.send', arrived),
      describe: ({ from, to, msgtype, body }) => {
        return `${msgtype} from ${Object.values(from)} to ${to.join(', ') || 'a group'}: ${short(body[msgtype])}`;
      },
    };
  }

  get #calls(): Source<WireEntry> {
    const { wire } = this.#world;
    return {
      word: 'call',
      all: () => wire.entries().filter(({ direction }) => direction === 'in'),
      watch: (arrived) => wire.watch(arrived),
      describe: ({ method, path, errcode, status, from, request }) => {
        const outcome = errcode === undefined ? `HTTP ${status}` : `errcode ${errcode}`;
        return `${method} ${path} by ${from ?? 'nobody known'}: ${outcome}, ${short(request)}`;
      },
    };
  }

  /** Those that are over. */
  get #deliveries(): Source<Delivery> {
    const { company } = this.#world;
    return {
      word: 'callback',
      all: () => company.deliveries.filter(({ state }) => state !== 'sending'),
      watch: (arrived) => company.watch('callback.done', arrived),
      describe: ({ message, userid = 'sys', agentid = 'contact', state, problem }) => {
        const what = [message.Event ?? message.MsgType, message.ChangeType].filter((word) => word !== undefined);
        return `${what.join(' ')} from ${userid} to ${agentid}: ${state}${problem === undefined ? '' : `, ${problem}`}`;
      },
    };
  }
}

/** Those that fit, behind `after`. */
function chosen<T, F extends object>(
  source: Pick<Source<T>, 'all'>,
  criteria: Criteria<T, F>,
  filter: F,
  after: T | undefined,
): T[] {
  checkFilter(criteria, filter);
  return behind(source.all(), after).filter((item) => mismatches(criteria, filter, item).length === 0);
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
