import { Agent, ClientRequest, IncomingMessage } from 'node:http';

import { read } from '../core/property';
import type { RawCallback, RequestOptions } from '../core/types';
import { trace } from './diagnostics';
import { plainAddress } from './direct';
import { Exchange } from './exchange';
import { parseJSON } from './json';
import { aborted, announced, endWith, watch } from './limits';
import { type Agents, closeIdle, FRESH, isOurs, POOL } from './pool';
import { rememberRequest, scrub, scrubResponse, secretsOf } from './redact';
import { isGenuine, urllib } from './urllib';

/** ms. A write whose connection breaks later than this may have been executed. */
const RACE = 1_000;

/**
 * Sends one request through `urllib.request` (looked up at each call: tests stub it there) and calls back exactly once.
 * An error has lost its secrets. A request that met the end of an idle connection is sent once more, on a fresh one.
 */
export function send(url: string, options: RequestOptions, callback: RawCallback, attempt = 1): void {
  new Transfer(url, options, callback, attempt).start();
}

class Transfer {
  #answered = false;
  /** Whether it was sent a second time. */
  #resent = false;
  #request: ClientRequest | undefined;
  #sentAt = 0;
  /** Bytes that its connection had brought before. */
  #bytesBefore = 0;
  readonly #finish: RawCallback;
  #unwatch = () => {};
  /** Why it was ended from here. */
  #stopped: Error | undefined;

  constructor(
    readonly url: string,
    readonly options: RequestOptions,
    readonly callback: RawCallback,
    attempt: number,
  ) {
    this.#finish = trace(this.#method, url, attempt);
  }

  get #method(): string {
    return (this.options.type || this.options.method || 'GET').toUpperCase();
  }

  start(): void {
    const { options } = this;
    if (options.signal?.aborted) return process.nextTick(this.#done, aborted(options.signal));
    this.#sentAt = Date.now();
    try {
      this.#send();
    } catch (failure) {
      // What a callback throws is the caller's own; only what stopped the request is an answer to it.
      if (this.#answered) throw failure;
      options.stream?.destroy?.();
      process.nextTick(this.#done, nameCulprit(failure, options.data));
    }
  }

  /** Straight to node:https where nothing of urllib is needed. A function in urllib's place sees what 0.3.0 passed. */
  #send(): void {
    const { url, options } = this;
    if (!isGenuine()) return void this.#pass(options);
    const agents = this.#resent ? FRESH : POOL;
    const address = plainAddress(url, options);
    const request: unknown = address
      ? new Exchange(address, options, agents, this.#done).start()
      : this.#pass(withAgents(options, agents));
    if (request instanceof ClientRequest) this.#observe(request);
  }

  #pass(options: RequestOptions): unknown {
    return Reflect.apply(urllib().request, urllib(), [this.url, options, this.#done]);
  }

  #observe(request: ClientRequest): void {
    this.#request = request;
    if (request.reusedSocket) {
      request.once('socket', (socket) => {
        this.#bytesBefore = socket.bytesRead;
      });
    }
    if (this.options.stream) reportOnce(request, () => this.#answered);
    this.#unwatch = watch(request, this.options, (failure) => {
      this.#stopped = failure;
      // It is reported as an error of the request, and its timers end.
      request.destroy();
      // A request that waits for a connection is told of its end when it gets one.
      process.nextTick(() => {
        if (!this.#answered && !request.socket) request.emit('error', new Error('stopped'));
      });
    });
  }

  readonly #done: RawCallback = (err, data, res) => {
    if (this.#answered) return;
    this.#unwatch();
    if (err && !this.#stopped && this.#metIdleEnd(err)) return this.#resend();
    this.#answered = true;
    const { url, options } = this;
    const failure = this.#stopped ?? (err || announced(res, options));
    if (failure && res instanceof IncomingMessage) res.destroy();
    else if (options.streaming && res instanceof IncomingMessage) endWith(options.signal, res);
    if (this.#request && !this.#request.writableFinished) abandon(this.#request, options);
    rememberRequest(res, url, options);
    if (!failure) return this.#answer(data, res);
    const healed = read(failure, 'name') === 'JSONResponseFormatError' ? reparse(data) : undefined;
    if (healed !== undefined) return this.#settle(null, healed, withData(res, healed));
    this.#settle(clean(failure, url, options.data, res), data, res);
  };

  /** Asked for JSON, urllib leaves bytes that it cannot decode as they are. */
  #answer(data: unknown, res: unknown): void {
    if (!this.#request || this.options.dataType !== 'json' || !Buffer.isBuffer(data))
      return this.#settle(null, data, res);
    const parsed = reparse(data.toString());
    if (parsed !== undefined) return this.#settle(null, parsed, withData(res, parsed));
    const name = 'JSONResponseFormatError';
    const failure = Object.assign(new Error('The answer is not JSON, or encoded in a way that was not asked for'), {
      name,
    });
    this.#settle(clean(failure, this.url, this.options.data, res), data, res);
  }

  #settle(err: unknown, data: unknown, res: unknown): void {
    this.#finish(err, data, res);
    this.callback(err, data, res);
  }

  /**
   * Whether a request went out on a connection that its server had just given up: it was used before, and broke before
   * any byte of an answer. Such a request was never read. A write that breaks later may have been, and is not repeated.
   */
  #metIdleEnd(failure: unknown): boolean {
    const request = this.#request;
    if (!request?.reusedSocket || this.#resent || this.options.stream) return false;
    if (!['ECONNRESET', 'EPIPE'].includes(String(read(failure, 'code')))) return false;
    if (request.socket && request.socket.bytesRead > this.#bytesBefore) return false;
    return this.#method === 'GET' || Date.now() - this.#sentAt < RACE;
  }

  /** Over the user's own agent where there is one, whose idle connections are given up: there may be a proxy behind it. */
  #resend(): void {
    this.#resent = true;
    const used = read(this.#request, 'agent');
    if (used instanceof Agent && !isOurs(used)) closeIdle(used);
    this.start();
  }
}

/** `options` with our agents, where the user has none. An upload cannot be sent again, so it gets a connection of its own. */
function withAgents(options: RequestOptions, { agent, httpsAgent }: Agents): RequestOptions {
  if (options.stream) return { ...options };
  return {
    ...options,
    agent: options.agent === undefined ? agent : options.agent,
    httpsAgent: options.httpsAgent === undefined ? httpsAgent : options.httpsAgent,
  };
}

function clean(failure: unknown, url: string, sent: unknown, res: unknown): unknown {
  scrubResponse(res);
  return scrub(failure, secretsOf(url, sent));
}

/**
 * urllib listens twice for the failure of an upload (itself and through `pump`) and answers the second report with a
 * console warning that holds the URL, token included. The second report is dropped here.
 */
function reportOnce(request: ClientRequest, answered: () => boolean): void {
  for (const report of request.listeners('error').slice(-1)) {
    request.removeListener('error', report as () => void);
    request.on('error', (err) => {
      if (!answered()) Reflect.apply(report, request, [err]);
    });
  }
}

/** An upload that was answered before it was sent to its end: nobody wants the rest, and nobody its failure. */
function abandon(request: ClientRequest, { stream }: RequestOptions): void {
  for (const event of ['error', 'abort', 'close']) request.removeAllListeners(event);
  request.on('error', () => {});
  request.destroy();
  stream?.destroy?.();
}

/** What cannot be written (a circle, a BigInt, half a character): the message gains the name of the part at fault. */
function nameCulprit(failure: unknown, data: unknown): unknown {
  if (!(failure instanceof TypeError || failure instanceof URIError)) return failure;
  if (typeof data !== 'object' || data === null) return failure;
  const culprit = Object.entries(data).find(([, value]) => !isWritable(value));
  if (culprit) failure.message = `${culprit[0]} cannot be sent: ${failure.message}`;
  return failure;
}

function isWritable(value: unknown): boolean {
  try {
    encodeURIComponent(typeof value === 'string' ? value : '');
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}

/** What the text would be with its control characters escaped, or undefined if it is no JSON then either. */
function reparse(data: unknown): unknown {
  try {
    return typeof data === 'string' ? parseJSON(data) : undefined;
  } catch {
    return undefined;
  }
}

function withData(res: unknown, data: unknown): unknown {
  if (typeof res === 'object' && res !== null) Reflect.set(res, 'data', data);
  return res;
}
