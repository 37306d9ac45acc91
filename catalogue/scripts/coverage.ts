// tsx scripts/coverage.ts: prints into the sandbox's docs/coverage.md and its twin what it knows of each chapter.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPlayed } from '../../sandbox/src/chapters';
import { readEndpoints } from './read';

/** The documents with the table, and its columns in the language of each. */
export const DOCUMENTS = [
  { path: 'sandbox/docs/coverage.md', columns: ['chapter', 'of', 'endpoints', 'stateful', 'example', 'nothing'] },
  { path: 'sandbox/docs/coverage.zh-CN.md', columns: ['章节', '属于', '接口', '有状态', '示例', '无'] },
];

const ROOT = join(__dirname, '../..');
const BEGIN = '<!-- printed by npm run docs -->\n';
const END = '<!-- until here -->';

/** XML and client certificates, on another host. */
const PAYMENT = '| 企业支付 | `mch` | 4 | | | 4 |\n';

/** A row for each chapter, and one for all. */
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
  let rows = '';
  const sum = { played: 0, examples: 0 };
  for (const [title, { files, played, examples }] of chapters) {
    const of = [...new Set(files)].map((file) => `\`${file}\``).join(', ');
    rows += `| ${title} | ${of} | ${played + examples} | ${played || ''} | ${examples || ''} | |\n`;
    sum.played += played;
    sum.examples += examples;
  }
  return `${rows}${PAYMENT}| | | ${sum.played + sum.examples + 4} | ${sum.played} | ${sum.examples} | 4 |\n`;
}

/** The text of a document with the table as it is now. */
export function withCoverage(text: string, columns: readonly string[], rows: string): string {
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error('The document has no place for the table.');
  const head = `| ${columns.join(' | ')} |\n| --- | --- | --- | --- | --- | --- |\n`;
  return `${before}${BEGIN}\n${head}${rows}\n${END}${after}`;
}

if (require.main === module) {
  const rows = coverage();
  for (const { path, columns } of DOCUMENTS) {
    const file = join(ROOT, path);
    writeFileSync(file, withCoverage(readFileSync(file, 'utf8'), columns, rows));
  }
}
