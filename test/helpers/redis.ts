import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RedisStore, redisStore } from '../../lib/stores/redis';
import type { Lifetime } from './server';

/** A Redis of a test's own, whose data is lost when it stops. */
export interface RedisServer {
  port: number;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Starts redis-server on a free port, until the test ends. */
export async function redisServer(t: Lifetime): Promise<RedisServer> {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'redis-'));
  let process: ChildProcess | undefined;
  const start = async () => {
    const settings = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', directory];
    process = spawn('redis-server', ['--port', String(port), ...settings], { stdio: 'ignore' });
    const failed = new Promise<never>((_, reject) => process?.once('error', reject));
    await Promise.race([answers(port), failed]);
  };
  const stop = async () => {
    const ended = new Promise((resolve) => process?.once('exit', resolve));
    if (process?.exitCode === null && process.kill('SIGKILL')) await ended;
  };
  t.after(async () => {
    await stop();
    rmSync(directory, { recursive: true });
  });
  await start();
  return { port, start, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Waits until somebody listens. */
async function answers(port: number): Promise<void> {
  const listens = () =>
    new Promise<boolean>((resolve) => {
      const socket = createConnection(port, '127.0.0.1', () => resolve(true));
      socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
    });
  while (!(await listens())) await new Promise((resolve) => setTimeout(resolve, 10));
}

export type ClientName = 'ioredis' | 'node-redis';
export const CLIENTS: readonly ClientName[] = ['ioredis', 'node-redis'];

/** A store over a client of its own, closed when the test ends. */
export async function storeOver(t: Lifetime, name: ClientName, port: number): Promise<RedisStore> {
  if (name === 'ioredis') {
    const { Redis } = await import('ioredis');
    const client = new Redis(port, '127.0.0.1');
    client.on('error', () => {});
    t.after(() => client.disconnect());
    return redisStore(client);
  }
  const { createClient } = await import('redis');
  const client = createClient({ socket: { host: '127.0.0.1', port } });
  client.on('error', () => {});
  await client.connect();
  t.after(() => client.destroy());
  return redisStore(client);
}
