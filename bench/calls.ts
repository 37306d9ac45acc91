import type { Figures } from './contender';
import type { Call } from './contenders';

const AT_A_TIME = 50;

/** Makes calls, 50 at a time, until `enough` says so; answers how many. */
function drive(call: Call, enough: (made: number) => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    let made = 0;
    let answered = 0;
    const next = () => {
      made++;
      call((err, member) => {
        answered++;
        if (err || !isMember(member)) return reject(err ?? new Error('wrong answer'));
        if (!enough(made)) return next();
        if (answered === made) resolve(made);
      });
    };
    for (let i = 0; i < AT_A_TIME; i++) next();
  });
}

function isMember(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'userid' in answer;
}

type Task = { kind: 'run'; ms: number } | { kind: 'heap'; calls: number };

export async function measureCalls(call: Call, task: Task): Promise<Figures> {
  // Connections that were closed while others had their turn are opened again.
  await drive(call, (made) => made >= 200);
  const until = performance.now() + (task.kind === 'run' ? task.ms : Number.POSITIVE_INFINITY);
  const most = task.kind === 'heap' ? task.calls : Number.POSITIVE_INFINITY;
  const began = performance.now();
  const cpu = process.cpuUsage();
  const made = await drive(call, (count) => count >= most || performance.now() >= until);
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - began) / 1000;
  globalThis.gc?.();
  return { perSecond: made / seconds, cpu: (user + system) / made, heap: process.memoryUsage().heapUsed };
}
