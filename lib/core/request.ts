import { type Call, callOf } from '../auth/call';
import { send } from '../http/transport';
import { isGenuine } from '../http/urllib';
import { Inquiry } from './ask';
import { callbackOrPromise, split } from './callback';
import { read } from './property';
import type { Client, RawCallback, RequestOptions } from './types';

/** What a request needs of an api. */
interface Requester {
  defaults: RequestOptions;
}

/** The call that options or a callback belong to, on their way through an override of `request`. */
const carried = new WeakMap<object, Call>();

/** `api.request`: sends one request, with the options of `setOpts` and `opts` over them. */
export function request(this: Requester, ...args: [url: string, opts?: unknown, callback?: unknown]): unknown {
  const [url, ...rest] = args;
  const asked = split(rest);
  const { given, callback } = asked;
  const call = callFor(given[0]) ?? callFor(callback) ?? callOf(this);
  return callbackOrPromise(
    () => 'request',
    asked,
    ([opts], answer) => {
      send(url, merged(this.defaults, opts, call), answer, call?.attempt);
    },
  );
}
Object.defineProperty(request, 'length', { value: 3 });

/** Whether a function of the user's answers the requests of `api`: in place of `request`, or of urllib's. */
export function isStubbed(api: object): boolean {
  return read(api, 'request') !== request || !isGenuine();
}

function callFor(carrier: unknown): Call | undefined {
  return typeof carrier === 'object' || typeof carrier === 'function' ? carried.get(Object(carrier)) : undefined;
}

/** Sends a request of ours through `api.request`, which users override and stub, also with an async function. */
export function requestOf(
  api: Client,
  call: Call | undefined,
  url: string,
  opts: RequestOptions | undefined,
  callback: RawCallback,
): void {
  if (api.request === request) return send(url, merged(read(api, 'defaults'), opts, call), callback, call?.attempt);
  const inquiry = new Inquiry(callback);
  if (call && opts) carried.set(opts, call);
  if (call) carried.set(inquiry.hear, call);
  inquiry.put(api, api.request, opts ? [url, opts] : [url]);
}

/** The options of one request, which ends with its call. */
function merged(defaults: unknown, opts: unknown, call: Call | undefined): RequestOptions {
  const options = merge(defaults, opts);
  const signal = call?.manner.signal;
  if (signal) options.signal ??= signal;
  return options;
}

/** `defaults` with `opts` over them. Both belong to the caller, so every request gets objects of its own. */
function merge(defaults: unknown, opts: unknown): RequestOptions {
  const options: Record<string, unknown> = typeof defaults === 'object' ? { ...defaults } : {};
  const { headers } = options;
  // Inherited options count, as they always did.
  if (typeof opts === 'object') for (const key in opts) options[key] = Reflect.get(opts as object, key);
  if (headers || options.headers) options.headers = Object.assign({}, headers, read(opts, 'headers'));
  return options;
}
