import http = require('node:http');
import https = require('node:https');

import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { read } from '../core/property';
import type { RawCallback, RequestOptions, Response } from '../core/types';
import type { Address } from './address';
import { decode } from './decode';
import { payloadOf } from './payload';
import type { Agents } from './pool';
import { urllib } from './urllib';

/** urllib keeps these counts on the sockets, and its requests use the same sockets. */
const REQUESTS = '_URLLIB_SOCKET_REQUEST_COUNT';
const RESPONSES = '_URLLIB_SOCKET_RESPONSE_COUNT';

let lastId = 0;

/**
 * One request straight over node:https, with what urllib 2.44 does around it: headers, timers, errors and the fields of
 * `res` are the same. Calls back exactly once.
 */
export class Exchange {
  readonly #id = ++lastId;
  readonly #began = Date.now();
  readonly #method: string;
  #path: string;
  #timer: NodeJS.Timeout | undefined;
  #isAnswered = false;
  /** Why it was ended from here. */
  #stopped: Error | undefined;
  #isConnected = false;
  #isReused = false;
  #hasResponse = false;
  #status = -1;
  #size = 0;
  #requests = 0;
  #responses = 0;
  #remoteAddress = '';
  #remotePort: number | string = '';

  constructor(
    readonly address: Address,
    readonly options: RequestOptions,
    readonly agents: Agents,
    readonly callback: RawCallback,
  ) {
    this.#method = (options.type || options.method || 'GET').toUpperCase();
    this.#path = address.path;
  }

  start(): ClientRequest | undefined {
    const { address, options } = this;
    const { headers, query, body } = payloadOf(this.#method, options);
    if (query) this.#path += (address.hasQuery ? '&' : '?') + query;
    const { isSecure, host, port } = address.origin;
    const { agent = this.agents.agent, httpsAgent = this.agents.httpsAgent } = options;
    let request: ClientRequest;
    try {
      // Looked up at each request: tracers and test tools put functions of theirs in its place.
      const begin = isSecure ? https.request : http.request;
      const via = isSecure ? httpsAgent : agent;
      request = begin({ host, path: this.#path, method: this.#method, port, agent: via, headers }, (res) =>
        this.#read(res),
      );
    } catch (err) {
      this.#done(err);
      return undefined;
    }
    this.#follow(request, body);
    return request;
  }

  #follow(request: ClientRequest, body: string | Buffer | undefined): void {
    const [connect, answer] = this.#timeouts();
    // A connection that was used before is there in a moment.
    if (!request.reusedSocket) this.#timer = setTimeout(() => this.#connectTimeout(request, connect), connect);
    request.once('socket', (socket) => this.#assigned(request, socket, answer));
    request.end(body);
    request.on('error', (err) => {
      // After the head of an answer, its own events tell what became of it.
      if (this.#hasResponse && request.writableFinished) return;
      if (err.name === 'Error') err.name = this.#isConnected ? 'ResponseError' : 'RequestError';
      this.#done(this.#stopped ?? err);
    });
  }

  /** ms, for connecting and for answering. */
  #timeouts(): [connect: number, answer: number] {
    const timeout = this.options.timeout ?? urllib().TIMEOUTS;
    const [connect, answer] = Array.isArray(timeout) ? timeout : [timeout, timeout];
    return [connect, answer];
  }

  #assigned(request: ClientRequest, socket: Socket, timeout: number): void {
    // The agent of a user may close sockets that are quiet for less time than an answer may take.
    if (socket.timeout && socket.timeout < timeout) socket.setTimeout(timeout + 500);
    this.#requests = count(socket, REQUESTS);
    this.#responses = counted(socket, RESPONSES);
    if (!socket.connecting) {
      this.#isReused = true;
      return this.#connected(request, socket, timeout);
    }
    socket.once('lookup', (_, address) => {
      this.#remoteAddress = address ?? '';
    });
    socket.once('connect', () => this.#connected(request, socket, timeout));
  }

  #connected(request: ClientRequest, socket: Socket, timeout: number): void {
    clearTimeout(this.#timer);
    this.#isConnected = true;
    this.#remoteAddress ||= socket.remoteAddress ?? '';
    this.#remotePort = socket.remotePort ?? '';
    this.#timer = setTimeout(() => {
      this.#stop(request, named('ResponseTimeoutError', `Response timeout for ${timeout}ms`));
    }, timeout);
  }

  #connectTimeout(request: ClientRequest, timeout: number): void {
    this.#status = -2;
    const message = `Connect timeout for ${timeout}ms`;
    const failure = request.socket
      ? named('ConnectionTimeoutError', message)
      : named('SocketAssignTimeoutError', `${message}, working sockets is full`);
    this.#stop(request, failure);
  }

  #stop(request: ClientRequest, failure: Error): void {
    this.#stopped = Object.assign(failure, { requestId: this.#id });
    // A request without a socket reports nothing when it is ended.
    if (!request.socket) this.#done(Object.assign(failure, { noSocket: true }));
    request.abort();
  }

  #read(res: IncomingMessage): void {
    this.#hasResponse = true;
    this.#responses = count(res.socket, RESPONSES);
    const chunks: Buffer[] = [];
    let broken: unknown;
    res.on('data', (chunk: Buffer) => {
      this.#size += chunk.length;
      chunks.push(chunk);
    });
    res.on('error', (err) => {
      broken = err;
    });
    let isOver = false;
    const over = () => {
      if (isOver) return;
      isOver = true;
      const body = Buffer.concat(chunks, this.#size);
      if (this.#stopped) return this.#done(this.#stopped, body, res);
      if (res.aborted) return this.#done(broken ?? cutOff(), body, res);
      decode(body, res, this.options, (err, data) => this.#done(err, data, res));
    };
    res.on('end', over);
    res.on('close', over);
  }

  #done(err: unknown, data?: unknown, res?: IncomingMessage): void {
    if (this.#isAnswered) return;
    this.#isAnswered = true;
    clearTimeout(this.#timer);
    const response = this.#responseOf(data, res);
    if (typeof err === 'object' && err !== null) this.#explain(err, data, response);
    this.callback(err, data, response);
  }

  #responseOf(data: unknown, res: IncomingMessage | undefined): Response {
    const status = res?.statusCode ?? this.#status;
    return {
      status,
      statusCode: status,
      statusMessage: res?.statusMessage ?? null,
      headers: res?.headers ?? {},
      size: this.#size,
      aborted: res?.aborted ?? false,
      rt: Date.now() - this.#began,
      keepAliveSocket: this.#isReused,
      data,
      requestUrls: [this.address.url],
      timing: null,
      remoteAddress: this.#remoteAddress,
      remotePort: this.#remotePort,
      socketHandledRequests: this.#requests,
      socketHandledResponses: this.#responses,
    };
  }

  /** Test tools fail with plain objects, too. */
  #explain(err: object, data: unknown, response: Response): void {
    const { status, headers } = response;
    const sockets = `connected: ${this.#isConnected}, keepalive socket: ${this.#isReused}`;
    const counts = `socketHandledRequests: ${this.#requests}, socketHandledResponses: ${this.#responses}`;
    const asked = `${this.#method} ${this.address.url} ${status} (${sockets}, ${counts})`;
    const message = `${read(err, 'message')}, ${asked}\nheaders: ${JSON.stringify(headers)}`;
    Object.assign(err, { message, data, path: this.#path, status, headers, res: response });
  }
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function cutOff(): Error {
  return new Error('Remote socket was terminated before `response.end()` was called');
}

function counted(socket: Socket, name: string): number {
  return Number(Reflect.get(socket, name) ?? 0);
}

/** One more. */
function count(socket: Socket, name: string): number {
  const more = counted(socket, name) + 1;
  Reflect.set(socket, name, more);
  return more;
}
