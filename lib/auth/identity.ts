import { createHash } from 'node:crypto';
import { read } from '../core/property';

/** Names of the properties of an api that say who it is: its id, its secret, and what else its constructor takes. */
export type Identity = readonly string[];

/** What a function that keeps tokens or tickets is told, after its callback, if it declares one parameter more. */
export interface TokenContext {
  /** Whose token it is: `corpid` of an api of WeCom. */
  corpid?: string;
  agentid?: number | string;
  /** Names the token or ticket: no other app, secret or kind has the same. Holds no secret. */
  key: string;
  /** s. How long what is saved is valid, when that is known; undefined for what is asked for. */
  expiresIn: number | undefined;
}

interface Known {
  identity: Identity;
  /** The values of the identity for which `base` was made: users may change them. */
  values: unknown[];
  base: string;
}

const introduced = new WeakMap<object, Known>();

/** Says by which properties an api is known. */
export function introduce(api: object, identity: Identity): void {
  introduced.set(api, { identity, values: [], base: '' });
}

/** The id of an api: its company. */
export function idOf(api: object): string {
  const [id = ''] = introduced.get(api)?.identity ?? [];
  return String(Reflect.get(api, id));
}

/**
 * The key of what an api keeps: its id, a hash of its secret (or, without one, the app's own id) and the kind. The braces
 * keep the keys of one app on one node of a Redis cluster.
 */
export function keyOf(api: object, kind: string): string {
  const known = introduced.get(api) ?? { identity: [], values: [], base: '' };
  const { identity, values } = known;
  let isSame = known.base !== '';
  for (let at = 0; at < identity.length; at++) {
    const value: unknown = Reflect.get(api, identity[at] ?? '');
    if (values[at] !== value) isSame = false;
    values[at] = value;
  }
  if (!isSame) known.base = baseOf(values);
  return `${known.base}:${kind}`;
}

function baseOf([id, secret, ...more]: unknown[]): string {
  const own = secret
    ? createHash('sha256').update(`${id}\n${secret}`).digest('base64url').slice(0, 22)
    : more.join(':');
  return `wechat:{${encodeURIComponent(String(id))}:${own}}`;
}

/** The context for `kind`: the identity without the secret, and the key. */
export function contextOf(api: object, kind: string, expiresIn?: unknown): TokenContext {
  const [id, , ...more] = introduced.get(api)?.identity ?? [];
  const names = id === undefined ? [] : [id, ...more];
  const known = Object.fromEntries(names.map((name) => [name, read(api, name)]));
  const seconds = typeof expiresIn === 'number' ? expiresIn : undefined;
  return { ...known, key: keyOf(api, kind), expiresIn: seconds };
}
