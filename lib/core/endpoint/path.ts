import { read } from '../property';
import type { Client } from '../types';

const HOST = /^\{(\w+)\}/;

/** Where a call goes: a path after the prefix, after another host of the api's (`{files}upload`), or a full URL. */
export class Path {
  readonly route: string;
  readonly #query: readonly string[];

  constructor(path: string) {
    const [route = '', query] = path.split('?');
    this.route = route;
    this.#query = query?.split('&') ?? [];
    if (!this.#query.includes('access_token')) this.#query = [...this.#query, 'access_token'];
  }

  /** A parameter that the path names comes from `params`, else from the api itself (its agentid). */
  url(api: Client, params?: unknown): string {
    const value = (name: string) => {
      if (name === 'access_token') return tokenOf(api);
      return read(Object.hasOwn(Object(params), name) ? params : api, name);
    };
    const query = queryOf(this.#query.map((name) => (/^$|=/.test(name) ? [name] : [name, value(name)])));
    return `${this.#base(api)}?${query}`;
  }

  #base(api: Client): string {
    if (/^https?:/i.test(this.route)) return this.route;
    const [host, name] = HOST.exec(this.route) ?? [];
    return name ? `${read(api, name)}${this.route.slice(host?.length)}` : `${api.prefix}${this.route}`;
  }

  /** The parameters that are not in the URL. */
  unnamed(params: unknown): Record<string, unknown> | undefined {
    if (typeof params !== 'object' || params === null) return undefined;
    if (this.#query.length === 1) return { ...params };
    const left = Object.entries(params).filter(([name]) => !this.#query.includes(name));
    return left.length > 0 ? Object.fromEntries(left) : undefined;
  }
}

function tokenOf(api: Client): string {
  const token = read(api.token, 'accessToken');
  if (token === undefined) throw new Error('api.token is not set: methods named _… expect it, call the one without _.');
  return String(token);
}

/** Names with their values, encoded; a name without one is written as it stands. */
export function queryOf(parts: readonly (readonly [name: string, value?: unknown])[]): string {
  const last = parts.length - 1;
  return parts
    .map((part, at) => (part.length === 1 ? part[0] : `${part[0]}=${encode(part[1], at === last)}`))
    .join('&');
}

/**
 * What 0.3.0's URLs lost on their way is left out here, too: tabs and line breaks, and blanks at the very end. Secrets
 * and tokens that were read from a file end with one. Half a surrogate pair becomes U+FFFD.
 */
function encode(value: unknown, isLast: boolean): string {
  const line = String(value).replace(/[\t\n\r]/g, '');
  const text = isLast ? line.trimEnd() : line;
  try {
    // An @ may stand in a query, and always did.
    return encodeURIComponent(text).replaceAll('%40', '@');
  } catch {
    return encodeURIComponent(Buffer.from(text).toString());
  }
}
