import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
// The global timers of jsdom are numbers, which cannot be unref'd.
import { clearInterval, setInterval } from 'node:timers';
import { read } from '../core/property';

/** ms. Gateways close idle connections after 5 s and more; a request that meets such a close is lost. */
const LONGEST_IDLE = 3_500;
/** ms. Idle connections are looked through this often, so they may live this much longer. */
const SWEEP_EVERY = 500;

/** As many sockets as urllib had. */
const OPTIONS = { keepAlive: true, maxSockets: 1000 };

/** The idle connections of one agent, each with the moment of its end. */
class Idle {
  readonly #ends = new Map<Socket, number>();
  #timer: NodeJS.Timeout | undefined;

  /** Keeps a connection for as long as its server may be expected to; false: not at all. */
  keep(socket: Socket): boolean {
    const life = Math.min(LONGEST_IDLE, hintOf(socket) - SWEEP_EVERY);
    if (life <= 0) return false;
    this.#ends.set(socket, Date.now() + life);
    this.#timer ??= setInterval(() => this.#sweep(), SWEEP_EVERY).unref();
    socket.unref();
    return true;
  }

  take(socket: Socket): void {
    this.#ends.delete(socket);
  }

  #sweep(): void {
    const now = Date.now();
    for (const [socket, end] of this.#ends) {
      if (end > now && !socket.destroyed) continue;
      this.#ends.delete(socket);
      socket.destroy();
    }
    if (this.#ends.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

/** ms for which the server says it keeps the connection, less a second for the way; Infinity where it says nothing. */
function hintOf(socket: Socket): number {
  const hint = read(read(read(read(socket, '_httpMessage'), 'res'), 'headers'), 'keep-alive');
  const seconds = typeof hint === 'string' ? /\btimeout\s*=\s*"?(\d+)/i.exec(hint)?.[1] : undefined;
  return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1000 - 1000;
}

/** `agent`, closing its idle connections before their servers do. */
export function pooled<A extends HttpAgent>(agent: A): A {
  const idle = new Idle();
  const { reuseSocket } = agent;
  return Object.assign(agent, {
    keepSocketAlive: (socket: Socket) => idle.keep(socket),
    reuseSocket(socket: Socket, request: ClientRequest) {
      idle.take(socket);
      Reflect.apply(reuseSocket, agent, [socket, request]);
    },
  });
}

/** The agents of requests that have none of the user's. */
export interface Agents {
  agent: HttpAgent;
  httpsAgent: HttpsAgent;
}

/** One pool for the process, as urllib had. */
export const POOL: Agents = { agent: pooled(new HttpAgent(OPTIONS)), httpsAgent: pooled(new HttpsAgent(OPTIONS)) };

/** For what must not go out on a connection that was used before. */
export const FRESH: Agents = { agent: new HttpAgent(), httpsAgent: new HttpsAgent() };

export function isOurs(agent: HttpAgent): boolean {
  return agent === POOL.agent || agent === POOL.httpsAgent;
}

/** Closes the idle connections of an agent. */
export function closeIdle({ freeSockets }: HttpAgent): void {
  for (const sockets of Object.values(freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}
