// tsx scripts/coverage.ts: prints into the sandbox's README what it knows of each chapter.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPlayed } from '../../sandbox/src/chapters';
import { readEndpoints } from './read';

const README = join(__dirname, '../../sandbox/README.md');
const BEGIN = '<!-- printed by npm run docs -->\n';
const END = '<!-- until here -->';

const HEAD = `| chapter 章节 | of 属于 | endpoints 接口 | stateful 有状态 | example 示例 | nothing 无 |
| --- | --- | --- | --- | --- | --- |
`;
/** XML and client certificates, on another host. */
const PAYMENT = '| 企业支付 | `mch` | 4 | | | 4 |\n';

/** A row for each chapter. */
export function coverage(): string {
  const chapters = new Map<string, { files: string[]; played: number; examples: number }>();
  for (const { title, name, entries } of readEndpoints()) {
    const row = chapters.get(title) ?? { files: [], played: 0, examples: 0 };
    const paths = Object.keys(entries);
    const played = paths.filter(isPlayed).length;
    row.files.push(name.replace(/-.*/, ''));
    row.played += played;
    row.examples += paths.length - played;
    chapters.set(title, row);
  }
  let table = HEAD;
  const sum = { played: 0, examples: 0 };
  for (const [title, { files, played, examples }] of chapters) {
    const of = [...new Set(files)].map((file) => `\`${file}\``).join(', ');
    table += `| ${title} | ${of} | ${played + examples} | ${played || ''} | ${examples || ''} | |\n`;
    sum.played += played;
    sum.examples += examples;
  }
  return `${table}${PAYMENT}| | | ${sum.played + sum.examples + 4} | ${sum.played} | ${sum.examples} | 4 |\n`;
}

/** The README with the table as it is now. */
export function withCoverage(readme: string): string {
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${README} has no place for the table.`);
  return `${before}${BEGIN}\n${coverage()}\n${END}${after}`;
}

if (require.main === module) writeFileSync(README, withCoverage(readFileSync(README, 'utf8')));
