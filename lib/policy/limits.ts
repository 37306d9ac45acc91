import { idOf } from '../auth/identity';
import { report } from '../core/errors';
import type { Subject } from '../core/policies';
import { DOWN, reliable } from '../stores/reliable';
import { counts, type Grant, leases, type Store, type Window } from '../stores/store';
import { ownPlaces, type Places, SharedPlaces, type Waiters } from './places';
import { Queue } from './queue';
import { WindowCounter } from './window';

/** How many calls there may be. */
export interface Limit {
  /** At the same time. */
  concurrency?: number;
  /** In any 60 s. */
  perMinute?: number;
  /** In any 60 minutes. */
  perHour?: number;
}

/** WeCom's own numbers {@link https://developer.work.weixin.qq.com/document/path/90312} */
export const PRESETS = {
  /** One company, each path. */
  corp: { perMinute: 10_000, perHour: 150_000 },
  /** One IP address, each path. */
  ip: { perMinute: 20_000, perHour: 600_000 },
  /** One IP address of a service provider, each path. */
  isv: { perMinute: 40_000, perHour: 1_200_000 },
  /** Data of check-ins and approvals. */
  checkin: { perMinute: 600 },
  /** Tickets of a company for web pages. */
  ticket: { perHour: 400 },
  /** What 企业号 allowed one company, each path. */
  qiye: { perMinute: 1_000, perHour: 30_000 },
} satisfies Record<string, Limit>;

export type Preset = keyof typeof PRESETS;

/** How many calls an api makes; more than that wait. */
export interface LimitsOptions {
  /** For each path that `paths` does not name. @default no limit */
  default?: Limit | Preset;
  /** By the path of the endpoint: `'message/send'`. */
  paths?: Readonly<Record<string, Limit | Preset>>;
  /** How many calls of one path may wait; those beyond fail at once, with a `WeChatAPIQueueFullError`. @default 10000 */
  queue?: number;
  /** Counts together with the other processes that share the `store`. @default true where the store can count, as Redis can */
  shared?: boolean;
  /** ms after which the places of a process that died are free again, where `concurrency` is shared. @default 10000 */
  lease?: number;
}

const MOST_WAITING = 10_000;
const LEASE = 10_000;
const WINDOWS = { perMinute: 60_000, perHour: 3_600_000 } as const;

/** The queues of all paths. Apis that were given the same options share them. */
export class Limits {
  readonly #options: LimitsOptions;
  readonly #store: Store | undefined;
  /** By company and path. */
  readonly #queues = new Map<string, Map<string, Queue | undefined>>();

  constructor(options: LimitsOptions, store: Store | undefined) {
    this.#options = options;
    if (options.shared && !(store && counts(store) && leases(store))) {
      throw new TypeError('limits.shared needs a store that counts, such as redisStore(client).');
    }
    this.#store = options.shared === false ? undefined : store;
  }

  /** Where a call waits; undefined: it has no limit. */
  queueOf({ api, path, name }: Subject): Queue | undefined {
    const place = path ?? name();
    const id = idOf(api);
    const queues = this.#queues.get(id) ?? new Map<string, Queue | undefined>();
    this.#queues.set(id, queues);
    if (!queues.has(place)) queues.set(place, this.#made(`wechat:limit:{${encodeURIComponent(id)}:${place}}`, place));
    return queues.get(place);
  }

  #made(key: string, path: string): Queue | undefined {
    const { paths = {}, queue = MOST_WAITING } = this.#options;
    const given = Object.hasOwn(paths, path) ? paths[path] : this.#options.default;
    const limit: Limit = (typeof given === 'string' ? PRESETS[given] : given) ?? {};
    const windows = Object.entries(WINDOWS).flatMap(([name, window]) => {
      const most = limit[name as keyof typeof WINDOWS];
      return most === undefined ? [] : [{ limit: positive(name, most), window }];
    });
    const { concurrency } = limit;
    if (windows.length === 0 && concurrency === undefined) return undefined;
    const full = () => queueFull(path, queue);
    const most = concurrency === undefined ? Number.POSITIVE_INFINITY : positive('concurrency', concurrency);
    const placesOf = (waiters: Waiters) => this.#places(`${key}:places`, most, waiters);
    return new Queue(placesOf, queue, full, windows.length > 0 ? this.#counter(key, windows) : undefined);
  }

  #places(key: string, most: number, waiters: Waiters): Places {
    const store = this.#store;
    if (!store || !leases(store) || most === Number.POSITIVE_INFINITY) return ownPlaces(most, waiters);
    return new SharedPlaces(store, key, most, positive('lease', this.#options.lease ?? LEASE), waiters);
  }

  /** Where the store is down, each process counts by itself. */
  #counter(key: string, windows: readonly Window[]): (wanted: number) => Grant | Promise<Grant> {
    const own = new WindowCounter(windows);
    const store = this.#store;
    if (!store || !counts(store)) return (wanted) => own.take(wanted);
    const shared = reliable(store);
    return async (wanted) => {
      const grant = await shared.ask(() => store.take(key, wanted, windows));
      return grant === DOWN ? own.take(wanted) : grant;
    };
  }
}

function positive(name: string, value: number): number {
  if (Number.isInteger(value) && value > 0) return value;
  throw new TypeError(`limits: ${name} must be a whole number of at least 1, got ${value}.`);
}

function queueFull(path: string, most: number): Error {
  const message = `${most} calls wait for ${path} already, as many as limits.queue allows`;
  return report(Object.assign(new Error(message), { name: 'WeChatAPIQueueFullError', code: 'QUEUE_FULL' }));
}

const known = new WeakMap<LimitsOptions, Limits>();

export function limitsOf(options: LimitsOptions, store: Store | undefined): Limits {
  const limits = known.get(options) ?? new Limits(options, store);
  known.set(options, limits);
  return limits;
}
