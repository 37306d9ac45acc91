import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { flood, type Target } from '../sandbox/test/helpers/flood';
import { LOADER } from './processes';

// How much the sandbox bears: 200 clients send one message after another, each on a connection of its own.

const CLIENTS = 200;
const MS = 30_000;

/** The line for the report; an error when a message was lost or refused. */
export async function sandbox(): Promise<string> {
  const server = fork(join(__dirname, 'sandbox_server.ts'), { execArgv: LOADER });
  try {
    const target = await said<Target>(server);
    const end = performance.now() + MS;
    const { sent, failures, msgids, perSecond } = await flood(target, CLIENTS, () => performance.now() < end);
    server.send('count');
    const kept = await said<number>(server);
    if (failures.length > 0 || kept !== sent || msgids.size !== sent) {
      throw new Error(`${sent} sent, ${kept} kept, ${failures.length} failures: ${failures[0]}`);
    }
    return `The sandbox: ${perSecond.toFixed(0)} message/send per second from ${CLIENTS} clients in ${MS / 1000} s, ${sent} messages, none lost.`;
  } finally {
    server.disconnect();
  }
}

async function said<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message;
}
