import { createHash } from 'node:crypto';
import { read } from '../core/property';
import { LEASE } from './lease';
import type { CountingStore, Demand, Grant, LeasingStore, Window } from './store';
import { TAKE } from './take';

/** A client of ioredis ≥ 5, also a Cluster: its methods take their arguments as Redis does. */
export interface IORedisClient {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, px: 'PX', ttl: number): Promise<unknown>;
  set(key: string, value: string, px: 'PX', ttl: number, nx: 'NX'): Promise<unknown>;
  del(key: string): Promise<unknown>;
  eval(script: string, keys: number, ...args: string[]): Promise<unknown>;
  evalsha(sha: string, keys: number, ...args: string[]): Promise<unknown>;
  defineCommand(name: string, definition: { lua: string }): unknown;
}

/** A client of redis (node-redis) ≥ 4, also a cluster: connected by whoever made it. */
export interface NodeRedisClient {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, options: { PX: number; NX?: true }): Promise<unknown>;
  del(key: string): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  evalSha(sha: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

export interface RedisOptions {
  /** Goes before every key. @default '' */
  prefix?: string;
}

/** Takes a value away if it is the expected one. */
const DELETE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

/** The commands that a store needs, whichever client sends them. */
interface Commands {
  get(key: string): Promise<unknown>;
  set(key: string, text: string, ttl: number): Promise<unknown>;
  add(key: string, text: string, ttl: number): Promise<unknown>;
  del(key: string): Promise<unknown>;
  eval(script: string, key: string, args: string[]): Promise<unknown>;
  evalsha(sha: string, key: string, args: string[]): Promise<unknown>;
}

/** Keeps things in Redis, and counts there. No command needs two keys, so a cluster serves as well. */
export class RedisStore implements CountingStore, LeasingStore {
  readonly #commands: Commands;
  readonly #prefix: string;

  constructor(client: IORedisClient | NodeRedisClient, { prefix = '' }: RedisOptions = {}) {
    this.#commands = commandsOf(client);
    this.#prefix = prefix;
  }

  async get(key: string): Promise<unknown> {
    const text = await this.#commands.get(this.#prefix + key);
    if (text === null || text === undefined) return undefined;
    return JSON.parse(String(text));
  }

  async set(key: string, value: unknown, ttl: number): Promise<void> {
    await this.#commands.set(this.#prefix + key, JSON.stringify(value), whole(ttl));
  }

  async add(key: string, value: unknown, ttl: number): Promise<boolean> {
    return (await this.#commands.add(this.#prefix + key, JSON.stringify(value), whole(ttl))) === 'OK';
  }

  async delete(key: string, expected?: unknown): Promise<void> {
    if (expected === undefined) await this.#commands.del(this.#prefix + key);
    else await this.#run(DELETE, key, [JSON.stringify(expected)]);
  }

  async take(key: string, wanted: number, windows: readonly Window[]): Promise<Grant> {
    const args = windows.flatMap(({ limit, window }) => [limit, window]);
    const answer = await this.#run(TAKE, key, [wanted, ...args].map(String));
    const [granted, wait] = Array.isArray(answer) ? answer : [];
    return { granted: Number(granted), wait: Number(wait) };
  }

  async lease(key: string, holder: string, demand: Demand, limit: number, lifetime: number): Promise<number> {
    const args = [holder, demand.running, demand.waiting, limit, whole(lifetime)].map(String);
    return Number(await this.#run(LEASE, key, args));
  }

  /** Sends the text of a script only where the server does not know it yet. */
  async #run(script: string, key: string, args: string[]): Promise<unknown> {
    try {
      return await this.#commands.evalsha(shaOf(script), this.#prefix + key, args);
    } catch (err) {
      if (!String(read(err, 'message')).startsWith('NOSCRIPT')) throw err;
      return this.#commands.eval(script, this.#prefix + key, args);
    }
  }
}

/** A store in Redis, over `client`, one of ioredis ≥ 5 or redis ≥ 4 (node-redis), which stays yours: connect and close it. */
export function redisStore(client: IORedisClient | NodeRedisClient, options?: RedisOptions): RedisStore {
  return new RedisStore(client, options);
}

function commandsOf(client: IORedisClient | NodeRedisClient): Commands {
  const known = ['get', 'set', 'del', 'eval'].every((name) => typeof Reflect.get(Object(client), name) === 'function');
  if (known && 'defineCommand' in client) return ofIORedis(client);
  if (known && 'evalSha' in client) return ofNodeRedis(client);
  throw new TypeError('redisStore takes a client of ioredis 5 or later, or of redis (node-redis) 4 or later.');
}

function ofIORedis(client: IORedisClient): Commands {
  return {
    get: (key) => client.get(key),
    set: (key, text, ttl) => client.set(key, text, 'PX', ttl),
    add: (key, text, ttl) => client.set(key, text, 'PX', ttl, 'NX'),
    del: (key) => client.del(key),
    eval: (script, key, args) => client.eval(script, 1, key, ...args),
    evalsha: (sha, key, args) => client.evalsha(sha, 1, key, ...args),
  };
}

function ofNodeRedis(client: NodeRedisClient): Commands {
  return {
    get: (key) => client.get(key),
    set: (key, text, PX) => client.set(key, text, { PX }),
    add: (key, text, PX) => client.set(key, text, { PX, NX: true }),
    del: (key) => client.del(key),
    eval: (script, key, args) => client.eval(script, { keys: [key], arguments: args }),
    evalsha: (sha, key, args) => client.evalSha(sha, { keys: [key], arguments: args }),
  };
}

const shas = new Map<string, string>();

function shaOf(script: string): string {
  const known = shas.get(script) ?? createHash('sha1').update(script).digest('hex');
  shas.set(script, known);
  return known;
}

/** Redis takes whole ms, and at least one. */
function whole(ttl: number): number {
  return Math.max(1, Math.ceil(ttl));
}
