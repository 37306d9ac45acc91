import type { GetTicket, SaveTicket } from '../auth/ticket';
import { isExpired } from '../auth/token';
import type { Base } from './api';
import type { Family } from './family';
import { read } from './property';
import type { GetToken, RequestOptions, SaveToken } from './types';

/** The options that every family knows; those of its identity and its hosts come to them. */
interface Options extends RequestOptions {
  getToken?: GetToken<never> | null;
  saveToken?: SaveToken<never> | null;
  getTicketToken?: GetTicket<never> | null;
  saveTicketToken?: SaveTicket<never> | null;
}

/** Sets up a new api: of positional arguments, as the originals took them, or of an object of options. */
export function construct<T extends Base>(api: T, family: Family<T>, args: readonly unknown[]): void {
  const { getToken, saveToken, getTicketToken, saveTicketToken, ...rest } = optionsOf(family, args);
  const { identity, hosts, initial } = family;
  // A subclass may have a getter in place of one of these: assignments would throw.
  const put = (name: string, value: unknown) => Reflect.set(api, name, value);
  for (const name of identity) put(name, read(rest, name));
  for (const [name, value] of Object.entries(initial ?? {})) put(name, value);
  put('getToken', getToken || getFromMemory);
  put('saveToken', saveToken || saveInMemory);
  for (const [name, host] of Object.entries(hosts)) put(name, hostOf(host, read(rest, name)));
  const own = new Set([...identity, ...Object.keys(hosts)]);
  put('defaults', Object.fromEntries(Object.entries(rest).filter(([name]) => !own.has(name))));
  // From the JS-SDK chapter, which a program that picks its chapters may have left out.
  const register = read(api, 'registerTicketHandle');
  if (typeof register === 'function') Reflect.apply(register, api, [getTicketToken, saveTicketToken]);
}

/** The types of the constructor say what these arguments are. */
function optionsOf<T>({ identity }: Family<T>, args: readonly unknown[]): Options {
  const [first] = args;
  if (typeof first === 'object' && first !== null) return first;
  return Object.fromEntries([...identity, 'getToken', 'saveToken'].map((name, at) => [name, args[at]]));
}

/** A host of the user's, with a slash at its end where the usual one has one. */
function hostOf(usual: string, given: unknown): string {
  return (given ?? null) === null ? usual : String(given).replace(/\/?$/, usual.endsWith('/') ? '/' : '');
}

const getFromMemory: GetToken<Base> = function (callback) {
  callback(null, isExpired(this.store) ? null : this.store);
};

const saveInMemory: SaveToken<Base> = function (token, callback) {
  Reflect.set(this, 'store', token);
  if (process.env.NODE_ENV === 'production') {
    // biome-ignore lint/suspicious/noConsole: the originals' own warning, which people look for in their logs
    console.warn("Don't save token in memory, when cluster or multi-computer!");
  }
  callback(null);
};
