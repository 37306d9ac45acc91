// GET /_sandbox/events: what happens, while it happens, to every page that is open.
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Change, EventName } from '../model/events';
import type { Delivery, Message } from '../model/records';
import type { WireEntry } from '../model/wire';
import type { World } from '../world';
import { Listener } from './listener';

/** Each event's data is an array of these. `kept`: jobs or files are others. `reset`: too much happened, or the sandbox was reset: fetch everything again. */
export type LiveItem =
  | { type: 'message'; message: Message }
  | { type: 'delivery'; delivery: Delivery }
  | { type: 'company' }
  | { type: 'wire'; entry: WireEntry }
  | { type: 'clock'; now: number }
  | { type: 'kept' }
  | { type: 'reset' };

/** ms from the first item of a batch until it goes out. */
const PAUSE = 50;
/** ms after a reset, in which pages fetch everything: what is too much is best told seldom. */
const LONG_PAUSE = 500;
const MOST_ITEMS = 2000;
/** Letters of JSON in a batch. */
const LONGEST = 4_000_000;
/** Changes of files and jobs, which are told without their content. */
const KEPT: ReadonlySet<EventName> = new Set([
  'media.create',
  'media.update',
  'media.delete',
  'media.expire',
  'job.start',
  'job.done',
]);
/** Changes of what no page shows. */
const UNSEEN: ReadonlySet<EventName> = new Set([
  'upload.start',
  'upload.done',
  'invite.send',
  'shake.shake',
  'customer.update',
  'customer.add',
  'customer.delete',
  'customer.refuse',
  'customer.greet',
  'customer_tag.create',
  'customer_tag.update',
  'customer_tag.delete',
  'customer_tag.shuffle',
  'customer_chat.create',
  'customer_chat.dismiss',
  'customer_chat.update',
  'approval.change',
  'meeting.change',
  'kf.message',
  'kf.send',
]);

export function addEvents(server: FastifyInstance, world: World): void {
  const live = new Live(world);
  world.company.closing.signal.addEventListener('abort', () => live.close(), { once: true });
  server.get('/events', (_request, reply) => {
    reply.hijack();
    live.open(reply.raw);
  });
}

/** Collects for all listeners together, and only while there are any. */
export class Live {
  readonly #world: World;
  readonly #listeners = new Set<Listener>();
  /** By what a later item replaces an earlier one. */
  readonly #items = new Map<string, LiveItem>();
  #pause = PAUSE;
  #timer: NodeJS.Timeout | undefined;
  #unwatch: (() => void)[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  open(response: ServerResponse): void {
    // One that is closed already does not tell it again: it would be written to for ever.
    if (response.destroyed) return;
    const { company, wire } = this.#world;
    if (this.#listeners.size === 0) {
      this.#unwatch = [company.watch('*', (change) => this.#change(change)), wire.watch((entry) => this.#wire(entry))];
    }
    const listener = new Listener(response);
    this.#listeners.add(listener);
    response.once('close', () => this.#leave(listener));
    if (company.closing.signal.aborted) listener.close();
  }

  close(): void {
    for (const listener of this.#listeners) listener.close();
  }

  #leave(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    for (const stop of this.#unwatch) stop();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#items.clear();
  }

  #change({ event, data }: Change): void {
    switch (event) {
      case 'message.send':
      case 'message.recall':
      case 'message.update':
        return this.#put(`message ${data.msgid}`, { type: 'message', message: data });
      case 'callback.send':
      case 'callback.try':
      case 'callback.done':
        return this.#put(`delivery ${data.id}`, { type: 'delivery', delivery: data });
      case 'clock.advance':
        return this.#put('clock', { type: 'clock', now: this.#world.company.clock.now() });
      case 'company.reset':
        return this.#put('reset', { type: 'reset' });
      default:
        if (KEPT.has(event)) this.#put('kept', { type: 'kept' });
        else if (!UNSEEN.has(event)) this.#put('company', { type: 'company' });
    }
  }

  #wire(entry: WireEntry): void {
    this.#put(`wire ${entry.id}`, { type: 'wire', entry });
    // Trouble that was waiting has come.
    if (entry.direction === 'in' && entry.note !== undefined) this.#put('company', { type: 'company' });
  }

  #put(key: string, item: LiveItem): void {
    // One more than a batch may have tells that there were too many.
    if (this.#items.size <= MOST_ITEMS) this.#items.set(key, item);
    this.#timer ??= setTimeout(() => this.#flush(), this.#pause);
  }

  #flush(): void {
    this.#timer = undefined;
    const batch = batchOf([...this.#items.values()]);
    this.#items.clear();
    this.#pause = batch === undefined ? LONG_PAUSE : PAUSE;
    for (const listener of this.#listeners) {
      if (batch === undefined) listener.reset();
      else listener.send(batch);
    }
  }
}

/** undefined: too much. Records are written as they are by now, whatever they were when they changed. */
function batchOf(items: LiveItem[]): string | undefined {
  if (items.length > MOST_ITEMS) return undefined;
  const texts: string[] = [];
  let length = 0;
  for (const item of items) {
    const text = textOf(item);
    if (text === undefined) return undefined;
    length += text.length;
    if (length > LONGEST) return undefined;
    texts.push(text);
  }
  return `[${texts.join(',')}]`;
}

/** undefined: it cannot be written. A timer that throws would end the process. */
function textOf(item: LiveItem): string | undefined {
  try {
    return JSON.stringify(item);
  } catch {
    return undefined;
  }
}
