// The wire log: the newest calls of the API and tries of callbacks, as they went over the wire.
import { StringDecoder } from 'node:string_decoder';
import { KEPT_TEXT } from './bounds';
import type { Clock } from './clock';
import { Newest } from './newest';
import type { Reason } from './reason';
import type { Warning } from './warnings';

/** A call of the API, or a try of a callback, as it went over the wire. */
export interface WireEntry {
  /** Counts up from 1. */
  id: number;
  /** Clock milliseconds. */
  at: number;
  /** in: a call of /cgi-bin/…; out: a try of a callback. */
  direction: 'in' | 'out';
  /** GET, POST … */
  method: string;
  /** Of a callback with its origin. */
  path: string;
  /** Without the question mark. */
  query: string;
  /** undefined: there was no answer. */
  status?: number;
  /** Of an answer that has one. */
  errcode?: number;
  /** How long it took. */
  ms: number;
  /** The name of the app or robot, or `contact`. */
  from?: string;
  /** The body as text, cut at 64 kB; of an upload a line for each file. Of a callback the XML first, then its envelope. */
  request: string;
  /** The body as text, cut at 64 kB; of a lost answer what it would have been. */
  response: string;
  /** What the real WeCom does with the call, and nobody would see. */
  warnings?: Warning[];
  /** Ordered trouble, or the reason of a refusal; of a callback, why it failed or why its reply was not taken. */
  note?: string;
  /** The same for readers of other languages. */
  reason?: Reason;
  /** As they went over the wire, names in lower case. */
  headers?: { request: Headers; response: Headers };
  /** Messages that the call sent or changed. */
  msgids?: readonly string[];
  /** Callbacks that the call caused, by id. */
  deliveries?: readonly number[];
  /** Of a callback: which delivery it belongs to. */
  delivery?: number;
  /** Of a callback: which try of its delivery this was. */
  attempt?: number;
  /** What a callback is: `text`, `click`, `change_contact · update_user`, `echostr` for the verification of a URL. */
  about?: string;
}

type Headers = Readonly<Record<string, number | string | string[] | undefined>>;

/** An entry before the log has taken it. */
export type Exchange = Omit<WireEntry, 'id' | 'at'>;

type WireWatcher = (entry: WireEntry) => void;

const LONGEST = 64 * 1024;

/** The wire log. */
export class Wire {
  readonly #clock: Clock;
  readonly #entries: Newest<WireEntry>;
  readonly #watchers = new Set<WireWatcher>();
  #last = 0;

  /** Keeps so many entries. */
  constructor(clock: Clock, most: number) {
    this.#clock = clock;
    this.#entries = new Newest(most, KEPT_TEXT);
  }

  /** Oldest first. */
  entries(): WireEntry[] {
    return this.#entries.all;
  }

  /** Forgets all; the next entry is the first one again. */
  clear(): void {
    this.#entries.clear();
    this.#last = 0;
  }

  /** To be called when it is over: `ms` is how long it took. */
  record(exchange: Exchange): WireEntry {
    this.#last += 1;
    const { request, response } = exchange;
    const entry = {
      id: this.#last,
      at: this.#clock.now(),
      ...exchange,
      request: cut(request),
      response: cut(response),
    };
    this.#entries.add(entry, lengthOf(entry));
    for (const watcher of this.#watchers) watcher(entry);
    return entry;
  }

  /** Gives back how to stop watching. */
  watch(watcher: WireWatcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}

function lengthOf({ path, query, request, response }: WireEntry): number {
  return path.length + query.length + request.length + response.length;
}

/** As text of at most 64 kB, no letter in halves. A copy: what it is part of is not kept in memory. */
export function cut(data: Buffer | string): string {
  if (Buffer.byteLength(data) <= LONGEST) return data.toString();
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  return new StringDecoder('utf8').write(bytes.subarray(0, LONGEST));
}
