import { cpus } from 'node:os';
import type { Figures } from './contender';
import { contenders, type Name } from './contenders';
import type { Rounds } from './index';
import { quantile, SETUP } from './rounds';
import type { Transfer } from './transfer';

const TITLES: Record<Name, string> = {
  ours: '**wechat-enterprise-api 1.0**',
  original: 'wechat-enterprise-api 0.3.0, urllib 2.44.1',
  bare: 'node:https, keep-alive',
  undici: 'undici, a pool of 50',
  urllib: 'urllib 2.44.1 + agentkeepalive',
  urllib4: 'urllib 4',
  httpx: 'httpx (co-wechat-api)',
  axios: 'axios',
  fetch: 'fetch of Node',
};

/** What else is measured: bytes of memory, µs of CPU for a MB, MB of memory at the worst moment of an upload. */
export interface Measured {
  heap: number;
  object: number;
  up: Transfer;
  down: Transfer;
  slowUpload: { ours: number; original: number };
}

export function heading(ms: number): string {
  const machine = `${cpus()[0]?.model ?? 'CPU'} × ${cpus().length}, Node ${process.version}`;
  return `\`getUser\` over TLS on loopback, 50 at a time; ${SETUP} of ${ms / 1000} s in turns: p75 of calls/s, p25 of CPU. ${machine}.\n`;
}

/** The table of the contenders. */
export function speed(rounds: Rounds): string {
  const rows = (Object.keys(contenders) as Name[]).map((name) => [
    TITLES[name],
    best(rounds, 'perSecond', name).toFixed(0),
    `${best(rounds, 'cpu', name).toFixed(0)} µs`,
    times(ratio(rounds, 'perSecond', name, 'original')),
    times(ratio(rounds, 'cpu', name, 'bare')),
  ]);
  return table(['', 'calls/s', 'CPU per call', 'calls/s ÷ 0.3.0', 'CPU ÷ node:https'], rows);
}

/** The table of what was promised and what was found. */
export function checks(rounds: Rounds, { heap, object, up, down, slowUpload }: Measured): string {
  const faster = ratio(rounds, 'perSecond', 'ours', 'original');
  const dearer = ratio(rounds, 'cpu', 'ours', 'bare');
  const peer = ratio(rounds, 'cpu', 'ours', 'httpx');
  const [upwards, downwards] = [up.ours / up.bare, down.ours / down.bare];
  return table(
    ['', 'measured', 'target', ''],
    [
      ['calls/s, times those of 0.3.0', times(faster), '≥ 12 ×', mark(faster >= 12)],
      ['CPU per call, times that of node:https', times(dearer), '≤ 1.2 ×', mark(dearer <= 1.2)],
      ['CPU per call, times that of httpx', times(peer), '≤ 1 ×', mark(peer <= 1)],
      ['100 MB up: CPU, times that of a bare stream', times(upwards), '≤ 1.2 ×', mark(upwards <= 1.2)],
      ['100 MB down: CPU, times that of a bare stream', times(downwards), '≤ 1.2 ×', mark(downwards <= 1.2)],
      ['an api object', `${object.toFixed(0)} bytes`, '≤ 1500', mark(object <= 1500)],
      ['heap after 100,000 calls', `${(heap / 1000).toFixed(0)} kB more`, '≤ 500 kB', mark(heap <= 500_000)],
      [
        '100 MB upload to a slow reader',
        `${slowUpload.ours.toFixed(0)} MB more`,
        '≤ 64 MB',
        mark(slowUpload.ours <= 64),
      ],
      ['the same by 0.3.0', `${slowUpload.original.toFixed(0)} MB more`, '', ''],
    ],
  );
}

/** The table of what `require` takes. */
export function loads(startUp: ReadonlyMap<string, number>): string {
  return table(
    ['require', 'CPU'],
    [...startUp].map(([name, ms]) => [name, `${ms.toFixed(0)} ms`]),
  );
}

function best(rounds: Rounds, figure: 'perSecond' | 'cpu', name: Name): number {
  const values = rounds.get(name)?.map((round: Figures) => round[figure]) ?? [];
  return quantile(values, figure === 'cpu' ? 0.25 : 0.75);
}

function ratio(rounds: Rounds, figure: 'perSecond' | 'cpu', name: Name, other: Name): number {
  return best(rounds, figure, name) / best(rounds, figure, other);
}

const times = (value: number) => `${value.toFixed(2)} ×`;
const mark = (met: boolean) => (met ? 'met' : 'MISSED');

function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return `${[line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')}\n`;
}
