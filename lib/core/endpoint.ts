import { IncomingMessage } from 'node:http';
import { neverRepeat } from '../auth/token';
import { currentAttempt, duringAttempt } from '../http/diagnostics';
import { answerDownload, answerStream, type Download, parseRaw } from '../http/download';
import { scrub, scrubResponse } from '../http/redact';
import { holdStream, openPart } from '../http/upload';
import { postJSON, wrapper } from '../util';
import { type Once, once } from './callbacks';
import { Path } from './path';
import { read } from './property';
import type { Callback, Client, Method, RawCallback } from './types';

// Types: how one declaration becomes `name(…)`, `name(…, callback)` and `_name(…)`.

/** Arguments `A`, then perhaps a callback, which may also stand where the optional ones at the end of `A` are left out. */
export type WithCallback<A extends unknown[], R> =
  | [...A, callback?: Callback<R> | null | undefined]
  | (number extends A['length'] ? never : Shorter<A, R>);

type Shorter<A extends unknown[], R> = A extends [...infer Fewer, _?: unknown]
  ? Fewer['length'] extends A['length']
    ? WithCallback<Fewer, R>
    : never
  : never;

/** A method: gives a promise of the result, unless its last argument is a callback. */
export type Endpoint<A extends unknown[], R> = (...args: WithCallback<A, R>) => Promise<R>;

/** A chapter's methods: what was declared, and for each endpoint its twin `_name`, which expects `api.token` to be set. */
export type Chapter<T> = { [K in keyof T]: T[K] extends Declared<infer A, infer R> ? Endpoint<A, R> : T[K] } & {
  [K in keyof T as T[K] extends Declared<any, any> ? `_${K & string}` : never]: T[K] extends Declared<infer A, infer R>
    ? Endpoint<A, R>
    : never;
};

/** How the arguments become parameters; `this` is the api. */
type Params<A extends unknown[]> = (this: Client, ...args: A) => unknown;
type Send = (api: Client, path: Path, params: unknown, callback: RawCallback) => void;

interface Declaration<A extends unknown[]> {
  verb: 'GET' | 'POST';
  path: string;
  params: Params<A>;
  send: Send;
  /** Sees the arguments when the call is made, before there is a token. */
  prepare?: Prepare | undefined;
  /** Sees a good answer before the caller does. */
  refine?: (result: unknown) => unknown;
}

type Prepare = (args: readonly unknown[]) => void;

/** An endpoint as it was declared: data, from which `chapter` makes the methods. */
export class Declared<A extends unknown[], R> {
  /** For the compiler only: keeps the type of the answer. */
  declare readonly result: R;

  constructor(readonly declaration: Declaration<A>) {}

  /** Names the type of the answer. */
  returns<T>(): Declared<A, T> {
    return new Declared<A, T>(this.declaration);
  }

  /** Passes good answers through `refine`. */
  refined(refine: (result: unknown) => unknown): Declared<A, R> {
    return new Declared<A, R>({ ...this.declaration, refine });
  }
}

type Declare<R = unknown> = <A extends unknown[] = []>(path: string, params?: Params<A>) => Declared<A, R>;

/** A kind of endpoint: `send` gets where the call goes, the parameters, and whom to answer. */
export function kind<R = unknown>(verb: 'GET' | 'POST', send: Send, prepare?: Prepare): Declare<R> {
  return (path, params = () => undefined) => new Declared({ verb, path, params, send, prepare });
}

// The kinds of endpoint. A path may name parameters that travel in the URL itself, in their order, `access_token`
// among them: `media/get?access_token&media_id`. Unnamed, the token comes last.

const TRANSFER_TIMEOUT = 60_000;

/** GET, answered with JSON. What the path does not name follows it as urllib's `data`. */
export const get = kind('GET', (api, path, params, callback) => {
  const data = path.unnamed(params);
  api.request(path.url(api, params), { dataType: 'json', ...(data && { data }) }, wrapper(callback));
});

/** POST of JSON, answered with JSON. The parameters are the body; a string is sent as it is. */
export const post = kind('POST', (api, path, body, callback) => {
  api.request(path.url(api), postJSON(body), wrapper(callback));
});

/** GET whose answer 0.3.0 handed on as bytes: parsed now, with the raw JSON as its `toString()`. */
export const getRaw = kind('GET', (api, path, params, callback) => {
  const answer = wrapper(callback);
  api.request(path.url(api, params), {}, (err, raw, res) =>
    err ? answer(err, raw, res) : answerRaw(raw, res, answer),
  );
});

/** GET of a file into memory: a Buffer, or the parsed object where WeCom answers JSON. */
export const download = kind('GET', (api, path, params, callback) => {
  const answer: RawCallback = (err, data, res) => (err ? callback(err) : answerDownload(data, res, callback));
  api.request(path.url(api, params), {}, wrapper(answer));
});

/** GET of a file as a stream. */
export const stream = kind<Download>('GET', (api, path, params, callback) => {
  api.request(path.url(api, params), { streaming: true, gzip: false, timeout: TRANSFER_TIMEOUT }, (err, _, res) => {
    if (err || !(res instanceof IncomingMessage)) return wrapper(callback)(err);
    answerStream(res, TRANSFER_TIMEOUT, callback);
  });
});

/** POST of a file as the multipart part `media`. Its parameter `file` is the {@link Upload}, the others go into the URL. */
export const upload = kind('POST', sendFile, (args) => args.forEach(holdStream));

function sendFile(api: Client, path: Path, params: unknown, callback: RawCallback): void {
  const url = path.url(api, params);
  const attempt = currentAttempt();
  openPart('media', read(params, 'file'), (err, part) => {
    if (err || !part) return callback(err);
    const options = { dataType: 'json', type: 'POST', timeout: TRANSFER_TIMEOUT, headers: part.headers } as const;
    const answer: RawCallback = (failure, data, res) => {
      if (failure && !part.repeatable) neverRepeat(failure);
      callback(failure, data, res);
    };
    duringAttempt(attempt, () => api.request(url, { ...options, stream: part.stream }, wrapper(answer)));
  });
}

function answerRaw(raw: unknown, res: unknown, answer: RawCallback): void {
  let data: unknown;
  try {
    data = parseRaw(raw);
  } catch (err) {
    if (err instanceof Error) err.name = 'JSONResponseFormatError';
    return answer(scrub(err, scrubResponse(res)), String(raw), res);
  }
  answer(null, data, res);
}

// From declarations to methods: the only place where callbacks, promises and `_names` are made.

/** Turns a table of endpoints into what `API.mixin` takes. What is not an endpoint stays as it is. */
export function chapter<T extends Record<string, object>>(table: T): Chapter<T> {
  const methods: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(table)) {
    if (entry instanceof Declared) Object.assign(methods, methodsOf(name, entry));
    else methods[name] = entry;
  }
  return methods as Chapter<T>;
}

function methodsOf(name: string, declared: Declared<never[], unknown>): Record<string, unknown> {
  const { verb, path, params, send, prepare, refine } = declared.declaration;
  const at = new Path(path);
  const twin = `_${name}`;
  const methods = {
    [name](this: Client, ...args: unknown[]) {
      prepare?.(args);
      return this.preRequest(Reflect.get(this, twin), args);
    },
    [twin](this: Client, ...args: unknown[]) {
      return callbackOrPromise(args, (given, callback) => {
        const refined: RawCallback = (err, data, res) => callback(err, err ? data : refine?.(data), res);
        send(this, at, Reflect.apply(params, this, given), refine ? refined : callback);
      });
    },
  };
  for (const method of Object.values(methods)) Object.defineProperty(method, 'endpoint', { value: { verb, path } });
  return methods;
}

/** The method `name` with `value` filled in as its argument number `at`. Goes through `this`, so that an override counts. */
export function preset<A extends unknown[], R>(name: string, at: number, value: string): Endpoint<A, R> {
  return function (this: object, ...args: unknown[]) {
    return Reflect.get(this, name).call(this, ...args.slice(0, at), value, ...args.slice(at));
  };
}

/** A method that is no endpoint of its own, and yet takes a callback or gives a promise. */
export function method<T, A extends unknown[], R>(
  run: (api: T, given: A, callback: RawCallback) => void,
): Endpoint<A, R> {
  return function (this: T, ...args: unknown[]) {
    return callbackOrPromise(args, (given, callback) => run(this, given as any, callback));
  } as any;
}

/**
 * Runs a call the way its arguments ask for: the last function among them is the callback, what follows it is ignored,
 * and nothing is returned; without one, a promise. The promise is handled from the start: a call that nobody waits for
 * does not end the process when it fails.
 */
export function callbackOrPromise(args: ArrayLike<unknown>, run: Run): unknown {
  const given = Array.from(args);
  for (let at = given.length - 1; at >= 0; at--) {
    const last = given[at];
    if (typeof last !== 'function') continue;
    given.length = at;
    answerThrown(run, given, once(last as RawCallback), false);
    return undefined;
  }
  // A callback that is null or undefined is none, and was meant to stand behind the arguments.
  while (given.length > 0 && (given.at(-1) ?? null) === null) given.pop();
  const promise = new Promise((resolve, reject) => {
    const callback = once((err, result) => (err ? reject(err) : resolve(result)));
    answerThrown(run, given, callback, true);
  });
  promise.catch(() => {});
  return promise;
}

type Run = (given: unknown[], callback: Once, promised: boolean) => void;

/** What stops a call before it is sent is its answer. What is thrown after the answer came from the callback: it flies on. */
function answerThrown(run: Run, given: unknown[], callback: Once, promised: boolean): void {
  try {
    run(given, callback, promised);
  } catch (err) {
    if (callback.called) throw err;
    process.nextTick(callback, err);
  }
}

/** `given` for a method that takes its callback last: filled up, so that it does not land on an argument left out. */
export function withLast(method: Method, given: unknown[], callback: RawCallback): unknown[] {
  const room = Math.max(method.length - 1, 0);
  const filled = [...given, ...Array.from({ length: Math.max(room - given.length, 0) })];
  if (filled.length === method.length && (filled[room] ?? null) === null) filled.pop();
  return [...filled, callback];
}
