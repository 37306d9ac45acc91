// 10,000 sends to 500 members under a fake clock, at most 1,000 a minute. Told `{ faults }` it answers with what its server
// saw, and which sends failed. With faults, 5 % of the requests are refused (-1, some 45009), or break when they were accepted.
import { mock } from 'node:test';
import { client } from './calls';
import type { Answer } from './server';
import { OK, wecom } from './wecom';

export interface Sends {
  sends: { at: number; id: number; to: string; fate: Fate }[];
  /** The ids. */
  failed: number[];
}

type Fate = 'answered' | 'broken' | 'busy' | 'limited';

const SENDS = 10_000;

const ANSWERS: Record<Fate, Answer> = {
  answered: OK,
  // After the first bytes: a request that was never answered at all is sent again on another connection.
  broken: (res) => {
    res.writeHead(200, { 'content-length': 100 }).write('{');
    setImmediate(() => res.destroy());
  },
  busy: { errcode: -1, errmsg: 'system busy' },
  limited: { errcode: 45009, errmsg: 'api freq out of limit' },
};

function fateOf(request: number): Fate {
  if (request % 1_999 === 0) return 'limited';
  if (request % 40 === 0) return 'busy';
  return request % 40 === 20 ? 'broken' : 'answered';
}

async function send(faults: boolean): Promise<Sends> {
  const seen: Sends = { sends: [], failed: [] };
  const server = await wecom({ after: () => {} }, ({ body }) => {
    const { touser, text } = JSON.parse(String(body));
    const fate = faults ? fateOf(seen.sends.length + 1) : 'answered';
    seen.sends.push({ at: Date.now(), id: Number(text.content), to: touser, fate });
    return ANSWERS[fate];
  });
  const limits = { paths: { 'message/send': { perMinute: 1_000, concurrency: 50 } } };
  const retry = faults ? ({ onLimit: 'wait', times: 9 } as const) : undefined;
  const api = client(server, { limits, inOrder: true, retry });
  await api.getAccessToken();
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_700_000_000_000 });
  let over = 0;
  for (let id = 0; id < SENDS; id++) {
    const message = { msgtype: 'text', text: { content: String(id) } } as const;
    api
      .send({ touser: `user${id % 500}` }, message)
      .catch(() => seen.failed.push(id))
      .finally(() => over++);
  }
  for (let quiet = 0, before = -1; over < SENDS; before = over + seen.sends.length) {
    await new Promise(setImmediate);
    quiet = over + seen.sends.length === before ? quiet + 1 : 0;
    // Nothing moves but the clock.
    if (quiet > 40) mock.timers.tick(500);
  }
  return seen;
}

process.on('message', async ({ faults }: { faults: boolean }) => process.send?.(await send(faults)));
