import { withoutLostBlanks } from '../../compat/lost_blanks';
import { read } from '../property';
import type { Client } from '../types';

const TOKEN = 'access_token';
const HOST = /^\{(\w+)\}/;

/** A parameter in the URL. */
interface Named {
  name: string;
  /** It is left out where it has no value, and the api itself never has one for it: `cursor?` */
  optional: boolean;
}

/** Where a call goes: a path after the prefix, after another host of the api's (`{files}upload`), or a full URL. */
export class Path {
  readonly route: string;
  /** Whether the token is one of the parameters. */
  readonly hasToken: boolean;
  readonly #query: readonly Named[];

  constructor(path: string, hasToken = true) {
    const end = path.indexOf('?');
    const names = end < 0 ? [] : path.slice(end + 1).split('&');
    if (hasToken && !names.includes(TOKEN)) names.push(TOKEN);
    this.route = end < 0 ? path : path.slice(0, end);
    this.hasToken = hasToken;
    this.#query = names.map((name) => ({ name: name.replace(/\?$/, ''), optional: name.endsWith('?') }));
  }

  /** A parameter that the path names comes from `params`, else from the api itself (its agentid). */
  url(api: Client, params?: unknown): string {
    const parts: [name: string, value?: unknown][] = [];
    for (const { name, optional } of this.#query) {
      if (/^$|=/.test(name)) parts.push([name]);
      else if (name === TOKEN && this.hasToken) parts.push([name, tokenOf(api)]);
      else if (!optional) parts.push([name, read(Object.hasOwn(Object(params), name) ? params : api, name)]);
      else if (read(params, name) !== undefined) parts.push([name, read(params, name)]);
    }
    return parts.length > 0 ? `${this.#base(api)}?${queryOf(parts)}` : this.#base(api);
  }

  #base(api: Client): string {
    if (/^https?:/i.test(this.route)) return this.route;
    const [host, name] = HOST.exec(this.route) ?? [];
    return name ? `${read(api, name)}${this.route.slice(host?.length)}` : `${api.prefix}${this.route}`;
  }

  /** The parameters that are not in the URL. */
  unnamed(params: unknown): Record<string, unknown> | undefined {
    if (typeof params !== 'object' || params === null) return undefined;
    if (this.#query.length === (this.hasToken ? 1 : 0)) return { ...params };
    const names = new Set(this.#query.map(({ name }) => name));
    const left = Object.entries(params).filter(([name]) => !names.has(name));
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

/** Half a surrogate pair becomes U+FFFD. */
function encode(value: unknown, isLast: boolean): string {
  const text = withoutLostBlanks(String(value), isLast);
  try {
    // An @ may stand in a query, and always did.
    return encodeURIComponent(text).replaceAll('%40', '@');
  } catch {
    return encodeURIComponent(Buffer.from(text).toString());
  }
}
