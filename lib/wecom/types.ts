import type { GetTicket, SaveTicket } from '../auth/ticket';
import type { Base as AnyBase, Statics } from '../core/api';
import type { Client as AnyClient, GetToken, Id, Kept, RequestOptions, SaveToken } from '../core/types';
import type { PolicyOptions } from '../policy';
import type { Store } from '../stores/store';

/** Whose api it is. */
interface App {
  corpid: string;
  agentid: Id;
}

/** What an endpoint of WeCom needs of the api it is called on. */
export interface Client extends AnyClient, App {}

/** The options form of the constructor. What is not named here becomes urllib's options for every request. */
export interface Options extends RequestOptions, PolicyOptions {
  corpid: string;
  /** The secret of the app, or of the address book. */
  corpsecret: string;
  /** The app that sends; not needed for the address book alone. */
  agentid?: Id | undefined;
  /**
   * Where tokens and tickets are kept, for all processes that share it: `redisStore(client)`, `fileStore(directory)`, or
   * any object with the four functions of a store. One process at a time fetches.
   *
   * @default this instance's memory
   */
  store?: Store | undefined;
  /** @default this instance's memory, or `store` */
  getToken?: GetToken<Client> | undefined;
  /** @default this instance's memory */
  saveToken?: SaveToken<Client> | undefined;
  /** @default this instance's memory */
  getTicketToken?: GetTicket<Client> | undefined;
  /** @default this instance's memory */
  saveTicketToken?: SaveTicket<Client> | undefined;
  /** What goes before each path. @default https://qyapi.weixin.qq.com/cgi-bin/ */
  prefix?: string | undefined;
}

/** What every api of WeCom has, whichever chapters are mixed in. */
export interface Base extends AnyBase, App {
  corpsecret: string;
  getToken: Kept<GetToken<Client>>;
  saveToken: Kept<SaveToken<Client>>;
  ticketStore: { ticket?: string; expireTime?: number } | null;
  getTicketToken: Kept<GetTicket<Client>>;
  saveTicketToken: Kept<SaveTicket<Client>>;
  /** Sends requests elsewhere: `host`, which means https, or `http(s)://host[:port][/path]`, taken as given; without a path, /cgi-bin/. */
  setEndpoint(endpoint: string): void;
}

type Get = GetToken<Client> | null;
type Save = SaveToken<Client> | null;

export interface Constructor<T> extends Statics<T> {
  new (corpid: string, corpsecret: string, agentid?: Id, getToken?: Get, saveToken?: Save): T;
  new (options: Options): T;
  /** For `API.call(this, …)` in an ES5 subclass. */
  (this: object, ...args: [Options] | [string, string, Id?, Get?, Save?]): void;
  readonly default: Constructor<T>;
}
