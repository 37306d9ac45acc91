import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Lifetime } from './server';

export interface Child {
  /** Sends `message` and waits for the answer. Answers come in the order of the questions. */
  ask(message: object): Promise<unknown>;
  tell(message: object): void;
  /** Ends it with SIGKILL, in the middle of whatever it does. */
  kill(): void;
  /** Waits for the end: exit code, or the signal, and all that was printed. */
  end(): Promise<{ code: number | string; output: string }>;
}

/** Starts `test/helpers/<script>` in a process of its own, which ends with the test at the latest. */
export function child(t: Lifetime, script: string, ...args: string[]): Child {
  const process: ChildProcess = fork(join(__dirname, script), args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [process.stdout, process.stderr]) stream?.on('data', (chunk) => (output += chunk));
  t.after(() => process.kill('SIGKILL'));
  const closed = once(process, 'close');
  const waiting: ((answer: unknown) => void)[] = [];
  process.on('message', (answer) => waiting.shift()?.(answer));
  return {
    ask(message) {
      const answer = new Promise((resolve) => waiting.push(resolve));
      process.send(message);
      return Promise.race([answer, closed.then(() => [`ended: ${output}`])]);
    },
    tell(message) {
      process.send(message);
    },
    kill() {
      process.kill('SIGKILL');
    },
    async end() {
      const [code, signal] = await closed;
      return { code: code ?? signal, output };
    },
  };
}
