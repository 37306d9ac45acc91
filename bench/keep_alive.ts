// Servers that close idle connections after 1 ms to 5 s, with and without saying so, and calls that come around that moment:
// how many fail, and how many reach the server twice? `npx tsx bench/keep_alive.ts`, about a minute.
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import API = require('../index');

const CLOSES_AFTER = [1, 2, 5, 20, 100, 500, 1000, 2000, 5000];
const CALLS = 10_000;
const WORKERS = 50;

interface Outcome {
  closesAfter: number;
  hint: boolean;
  calls: number;
  failed: number;
  twice: number;
  connections: number;
}

async function measure(closesAfter: number, hint: boolean, calls: number): Promise<Outcome> {
  const { server, executed, counts } = impatient(closesAfter, hint);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api = new API('corpid', 'secret', 1);
  api.prefix = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  let failed = 0;
  const work = async (worker: number) => {
    for (let at = 0; at < calls / WORKERS; at++) {
      const type = at % 2 === 0 ? 'GET' : 'POST';
      const headers = { 'x-id': `${worker}.${at}` };
      const sent = api.request(`${api.prefix}call?access_token=token`, { type, dataType: 'json', headers });
      await sent.catch(() => failed++);
      // Around the moment when the server closes: from a fifth of its patience before it to a fifth after it.
      await pause(closesAfter * (0.8 + 0.4 * Math.random()));
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(worker)));
  server.close();
  server.closeAllConnections();
  const twice = [...executed.values()].filter((times) => times > 1).length;
  return { closesAfter, hint, calls: executed.size, failed, twice, connections: counts.connections };
}

interface Impatient {
  server: Server;
  /** How often each call reached it, by `x-id`. */
  executed: ReadonlyMap<string, number>;
  counts: { readonly connections: number };
}

/** Closes connections as gateways do it: Node's own server has no patience of a millisecond. */
function impatient(closesAfter: number, hint: boolean): Impatient {
  const executed = new Map<string, number>();
  const counts = { connections: 0 };
  const idle = new Map<Socket, NodeJS.Timeout>();
  const answer = {
    connection: 'keep-alive',
    'content-type': 'application/json',
    ...(hint && { 'keep-alive': `timeout=${closesAfter / 1000}` }),
  };
  const server = createServer(({ socket, headers }, res) => {
    clearTimeout(idle.get(socket));
    const id = String(headers['x-id']);
    executed.set(id, (executed.get(id) ?? 0) + 1);
    const close = () => socket.destroy();
    res.once('finish', () => idle.set(socket, setTimeout(close, closesAfter)));
    res.writeHead(200, answer).end('{"errcode":0,"errmsg":"ok"}');
  });
  server.on('connection', () => {
    counts.connections += 1;
  });
  return { server, executed, counts };
}

async function main(): Promise<void> {
  // The slow ones get fewer calls, so that all take about as long.
  const weights = CLOSES_AFTER.map((ms) => 1 / Math.max(ms, 20));
  const sum = weights.reduce((one, other) => one + other);
  const share = (at: number) => Math.ceil((((weights[at] ?? 0) / sum) * (CALLS / 2)) / WORKERS) * WORKERS + 4 * WORKERS;
  const runs = CLOSES_AFTER.flatMap((ms, at) => [true, false].map((hint) => measure(ms, hint, share(at))));
  const outcomes = await Promise.all(runs);
  console.table(outcomes);
  const total = (key: 'calls' | 'failed' | 'twice') => outcomes.reduce((all, outcome) => all + outcome[key], 0);
  console.log(`${total('calls')} calls, ${total('failed')} failed, ${total('twice')} executed twice`);
}

main();
