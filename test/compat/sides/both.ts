import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, type Recorded, serve } from '../../helpers/server';
import { type Reply, reply } from './answers';
import { type Done, type Outcome, outcomeOf, wireOf } from './outcome';
import { runs } from './runs';

export const SIDES = ['original', 'ours'] as const;
export type Side = (typeof SIDES)[number];

/** All that one side did: by run, then by step. */
export interface Book {
  outcomes: Outcome[][];
  reports: Done[];
  requests: Recorded[];
}

/** Files that cases upload. */
const FILES = [
  'image.jpg',
  '图片 1.png',
  'voice.amr',
  'video.mp4',
  '表 1.csv',
  'quo"te.jpg',
  'no-extension',
  'odd.zzz',
];

/** Makes all runs on both sides, against one server. */
export async function runBoth(): Promise<Record<Side, Book>> {
  const cleanups: (() => unknown)[] = [];
  const files = mkdtempSync(join(tmpdir(), 'compat-'));
  cleanups.push(() => rmSync(files, { recursive: true }));
  try {
    for (const name of FILES) writeFileSync(join(files, name), `content of ${name}`);
    writeFileSync(join(files, 'empty.txt'), '');
    const server = await serve({ after: (cleanup) => cleanups.push(cleanup) }, answer);
    const [original, ours] = await Promise.all(SIDES.map((side) => work(side, server.url, files)));
    const book = (side: Side, reports: Done[] = []) =>
      bookOf(
        reports,
        server.requests.filter(({ url }) => url.startsWith(`/${side}/`)),
      );
    return { original: book('original', original), ours: book('ours', ours) };
  } finally {
    for (const cleanup of cleanups) await cleanup();
  }
}

async function work(side: Side, server: string, files: string): Promise<Done[]> {
  const reports: Done[] = [];
  const worker = fork(join(__dirname, 'worker.ts'), [side, server, files], {
    execArgv: [...process.execArgv, '--no-deprecation'],
    serialization: 'advanced',
    timeout: 5 * 60_000,
  });
  worker.on('message', (report: Done) => reports.push(report));
  const [code] = await once(worker, 'close');
  if (code !== 0) throw new Error(`the ${side} worker ended with ${code} after run ${reports.at(-1)?.run}`);
  return reports;
}

function answer({ url, query }: Recorded): Answer {
  const { run, path } = placeOf(url);
  const circumstances = runs[run];
  if (!circumstances) return 'unknown run';
  return write(reply(circumstances.answer, circumstances.atToken, path, query.get('access_token')));
}

function write(chosen: Reply | 'dropped' | 'cut'): Answer {
  return (res) => {
    // The date is the one header that would differ between two good answers.
    res.sendDate = false;
    if (chosen === 'dropped') res.destroy();
    else if (chosen === 'cut') res.writeHead(200, { 'content-length': 100 }).write('{"err', () => res.destroy());
    else {
      const { status, type, body, encoding } = chosen;
      const headers = { ...(type && { 'content-type': type }), ...(encoding && { 'content-encoding': encoding }) };
      res.writeHead(status, headers).end(body);
    }
  };
}

function placeOf(url: string): { run: number; step: number; path: string } {
  const [, run, step, path = ''] = /^\/\w+\/(\d+)\.(\d+)\/cgi-bin\/([^?]*)/.exec(url) ?? [];
  return { run: Number(run), step: Number(step), path };
}

function bookOf(reports: Done[], requests: Recorded[]): Book {
  const sent = new Map<string, Recorded[]>();
  for (const request of requests) {
    const { run, step } = placeOf(request.url);
    const place = `${run}.${step}`;
    sent.set(place, [...(sent.get(place) ?? []), request]);
  }
  const outcomes: Outcome[][] = [];
  for (const report of reports) {
    const { run, step } = report;
    const wire = (sent.get(`${run}.${step}`) ?? []).map(wireOf);
    const steps = outcomes[run] ?? [];
    steps[step] = outcomeOf(wire, report);
    outcomes[run] = steps;
  }
  return { outcomes, reports, requests };
}
