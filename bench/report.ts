import { cpus } from 'node:os';
import type { Figures } from './contender';
import { contenders, type Name } from './contenders';
import type { Rounds } from './index';

const TITLES: Record<Name, string> = {
  ours: '**wechat-enterprise-api 1.0**',
  original: 'wechat-enterprise-api 0.3.0, urllib 2.44.1',
  bare: 'bare node:https, keep-alive',
  urllib: 'bare urllib 2.44.1 + agentkeepalive',
};

/** What stays in memory: bytes after 100,000 calls, MB at the worst moment of an upload (ours, 0.3.0's). */
export interface Memory {
  heap: number;
  upload: number;
  theirs: number;
}

export function heading(rounds: number, ms: number): string {
  const machine = `${cpus()[0]?.model ?? 'CPU'} × ${cpus().length}, Node ${process.version}`;
  return `\`getUser\` over TLS on loopback, 50 at a time; medians of ${rounds} rounds of ${ms / 1000} s, in turns. ${machine}.\n`;
}

/** The table of the contenders. */
export function speed(rounds: Rounds): string {
  const rows = (Object.keys(contenders) as Name[]).map((name) => [
    TITLES[name],
    median(rounds[name].map((round) => round.perSecond)).toFixed(0),
    `${median(rounds[name].map((round) => round.cpu)).toFixed(0)} µs`,
    times(ratio(rounds, 'perSecond', name, 'original')),
    times(ratio(rounds, 'cpu', name, 'bare')),
  ]);
  return table(['', 'calls/s', 'CPU per call', 'calls/s ÷ 0.3.0', 'CPU ÷ bare'], rows);
}

/** The table of what was promised and what was found. */
export function checks(rounds: Rounds, { heap, upload, theirs }: Memory): string {
  const faster = ratio(rounds, 'perSecond', 'ours', 'original');
  const dearer = ratio(rounds, 'cpu', 'ours', 'bare');
  const kilobytes = heap / 1000;
  return table(
    ['', 'measured', 'target', ''],
    [
      ['calls/s, times those of 0.3.0', times(faster), '≥ 5 ×', mark(faster >= 5)],
      ['CPU per call, times that of bare node:https', times(dearer), '≤ 1.4 ×', mark(dearer <= 1.4)],
      ['heap after 100,000 calls', `${kilobytes.toFixed(0)} kB more`, '≤ 500 kB', mark(kilobytes <= 500)],
      ['100 MB upload to a slow reader', `${upload.toFixed(0)} MB more`, '≤ 64 MB', mark(upload <= 64)],
      ['the same by 0.3.0', `${theirs.toFixed(0)} MB more`, '', ''],
    ],
  );
}

/** Round by round, for what slows one contender down slows its neighbours too. */
function ratio(rounds: Rounds, figure: keyof Figures, name: Name, other: Name): number {
  return median(rounds[name].map((round, i) => round[figure] / (rounds[other][i]?.[figure] ?? Number.NaN)));
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const times = (value: number) => `${value.toFixed(2)} ×`;
const mark = (met: boolean) => (met ? 'met' : 'MISSED');

function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return `${[line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')}\n`;
}
