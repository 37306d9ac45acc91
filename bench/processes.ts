import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figures, Task } from './contender';
import type { Name } from './contenders';

/** How the processes that are measured load TypeScript: with as little as can be, as users load none. */
export const LOADER = ['--require', join(__dirname, '../scripts/typescript.cjs')];

/** A contender at work in its own process. */
export type Contender = (task: Task) => Promise<Figures>;

export interface Arena {
  enter(name: Name): Contender;
  close(): void;
}

/** Starts the TLS server, in a process too, and lets contenders enter, who trust its certificate as they trust WeCom's. */
export async function open(): Promise<Arena> {
  const server = start('server.ts', []);
  const { prefix, ca } = await answer<{ prefix: string; ca: string }>(server);
  const directory = mkdtempSync(join(tmpdir(), 'bench-'));
  const trusted = join(directory, 'ca.pem');
  writeFileSync(trusted, ca);
  const children = [server];
  const enter = (name: Name): Contender => {
    const child = start('contender.ts', [name, prefix], trusted);
    children.push(child);
    return (task) => {
      child.send(task);
      return answer<Figures>(child);
    };
  };
  const close = () => {
    for (const child of children) child.disconnect();
    rmSync(directory, { recursive: true });
  };
  return { enter, close };
}

function start(file: string, args: string[], trusted?: string): ChildProcess {
  const child = fork(join(__dirname, file), args, {
    execArgv: [...LOADER, '--expose-gc'],
    env: { ...process.env, ...(trusted && { NODE_EXTRA_CA_CERTS: trusted }) },
  });
  child.on('exit', (code) => {
    if (code) throw new Error(`${file} ${args.join(' ')} ended with ${code}.`);
  });
  return child;
}

async function answer<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message;
}
