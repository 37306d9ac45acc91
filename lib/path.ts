import { read } from './read';
import type { Client } from './types';

/** Where a call goes: a path after the prefix, or a full URL. */
export class Path {
  readonly #route: string;
  readonly #query: readonly string[];

  constructor(path: string) {
    const [route = '', query] = path.split('?');
    this.#route = route;
    this.#query = query?.split('&') ?? [];
    if (!this.#query.includes('access_token')) this.#query = [...this.#query, 'access_token'];
  }

  /** A parameter that the path names comes from `params`, else from the api itself (its agentid). */
  url(api: Client, params?: unknown): string {
    const value = (name: string) => {
      if (name === 'access_token') return tokenOf(api);
      return read(Object.hasOwn(Object(params), name) ? params : api, name);
    };
    const query = this.#query.map((name) => (name.includes('=') ? name : `${name}=${encode(value(name))}`));
    return `${/^https?:/i.test(this.#route) ? '' : api.prefix}${this.#route}?${query.join('&')}`;
  }

  /** The parameters that are not in the URL. */
  unnamed(params: unknown): Record<string, unknown> | undefined {
    if (typeof params !== 'object' || params === null) return undefined;
    if (this.#query.length === 1) return { ...params };
    return Object.fromEntries(Object.entries(params).filter(([name]) => !this.#query.includes(name)));
  }
}

function tokenOf(api: Client): string {
  const token = read(api.token, 'accessToken');
  if (token === undefined) throw new Error('api.token is not set: methods named _… expect it, call the one without _.');
  return String(token);
}

/** Half a surrogate pair becomes U+FFFD, as it always did: by itself `encodeURIComponent` throws for it. */
function encode(value: unknown): string {
  const text = String(value);
  try {
    return encodeURIComponent(text);
  } catch {
    return encodeURIComponent(Buffer.from(text).toString());
  }
}
