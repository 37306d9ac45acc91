import { introduce } from '../auth/identity';
import type { GetTicket, SaveTicket } from '../auth/ticket';
import { isExpired } from '../auth/token';
import type { applyPolicies, PolicyOptions } from '../policy';
import type { handlers } from '../stores/handlers';
import type { Store } from '../stores/store';
import type { Base } from './api';
import type { Family } from './family';
import { read } from './property';
import type { GetToken, RequestOptions, SaveToken } from './types';

/** The options that every family knows; those of its identity and its hosts come to them. */
interface Options extends RequestOptions, PolicyOptions {
  getToken?: GetToken<never> | null;
  saveToken?: SaveToken<never> | null;
  getTicketToken?: GetTicket<never> | null;
  saveTicketToken?: SaveTicket<never> | null;
  store?: Store | null;
}

/** Sets up a new api: of positional arguments, as the originals took them, or of an object of options. */
export function construct<T extends Base>(api: T, family: Family<T>, args: readonly unknown[]): void {
  const { store, retry, limits, inOrder, deadline, ...more } = optionsOf(family, args);
  const { getToken, saveToken, getTicketToken, saveTicketToken, ...rest } = more;
  const { identity, hosts, initial, settings = [] } = family;
  // A subclass may have a getter in place of one of these: assignments would throw.
  const put = (name: string, value: unknown) => Reflect.set(api, name, value);
  introduce(api, identity);
  const kept = store ? keptIn(store) : undefined;
  for (const name of identity) put(name, read(rest, name));
  for (const [name, value] of Object.entries(initial ?? {})) put(name, value);
  for (const name of settings) {
    Object.defineProperty(api, name, { value: read(rest, name), writable: true, configurable: true });
  }
  put('getToken', getToken || kept?.getToken || getFromMemory);
  put('saveToken', saveToken || kept?.saveToken || saveInMemory);
  for (const [name, host] of Object.entries(hosts)) put(name, hostOf(host, read(rest, name)));
  const own = new Set([...identity, ...settings, ...Object.keys(hosts)]);
  put('defaults', Object.fromEntries(Object.entries(rest).filter(([name]) => !own.has(name))));
  if (retry || limits || inOrder || deadline !== undefined) {
    const policy = require('../policy') as { applyPolicies: typeof applyPolicies };
    policy.applyPolicies(api, { retry, limits, inOrder, deadline }, store ?? undefined);
  }
  // From the JS-SDK chapter, which a program that picks its chapters may have left out.
  const register = read(api, 'registerTicketHandle');
  const [get, save] = [getTicketToken || kept?.getTicketToken, saveTicketToken || kept?.saveTicketToken];
  if (typeof register === 'function') Reflect.apply(register, api, [get, save]);
}

/** Loaded by those who share a store. */
function keptIn(store: Store) {
  const loaded = require('../stores/handlers') as { handlers: typeof handlers };
  return loaded.handlers(store);
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
