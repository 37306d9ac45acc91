// Part of `npm run docs`: prints what is covered of WeCom's API into docs/wecom*.md and the READMEs, between their markers.
// With `--check` it writes nothing, and fails where a committed table is not what it would print.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOpen } from '../catalogue/scripts/model';
import { readEndpoints } from '../catalogue/scripts/read';
import { chapters } from '../sandbox/src/chapters';

const ROOT = join(__dirname, '..');
const TABLE = /(<!-- coverage: printed by npm run docs -->\n)[\s\S]*(<!-- end of coverage -->)/;
const TOTALS = /(<!-- totals: printed by npm run docs -->\n)[\s\S]*(<!-- end of totals -->)/;

const LANGUAGES = [
  {
    suffix: '.md',
    columns: ['chapter', 'endpoints', 'typed', 'open', 'in the sandbox'],
    all: 'all',
    count: 'chapters',
  },
  { suffix: '.zh-CN.md', columns: ['章节', '接口', '有类型', '开放', '沙箱'], all: '全部', count: '章节数' },
];

type Language = (typeof LANGUAGES)[number];

interface Counts {
  /** Of the file in catalogue/endpoints. */
  name: string;
  endpoints: number;
  typed: number;
  open: number;
  inSandbox: number;
}

/** By chapter; a large one has several files, of which the last has its plain name. */
function coverage(): Map<string, Counts> {
  const found = new Map<string, Counts>();
  for (const { name, title, entries } of readEndpoints()) {
    const counts = found.get(title) ?? { name, endpoints: 0, typed: 0, open: 0, inSandbox: 0 };
    counts.name = name;
    for (const [path, endpoint] of Object.entries(entries)) {
      const hasTypes = !isOpen(endpoint) || endpoint.query !== undefined || endpoint.body !== undefined;
      counts.endpoints++;
      counts[hasTypes ? 'typed' : 'open']++;
      if (Object.hasOwn(chapters, path)) counts.inSandbox++;
    }
    found.set(title, counts);
  }
  return found;
}

function sumOf(all: Iterable<Counts>): Counts {
  const sum: Counts = { name: '', endpoints: 0, typed: 0, open: 0, inSandbox: 0 };
  for (const each of all) {
    sum.endpoints += each.endpoints;
    sum.typed += each.typed;
    sum.open += each.open;
    sum.inSandbox += each.inSandbox;
  }
  return sum;
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function figures({ endpoints, typed, open, inSandbox }: Counts): number[] {
  return [endpoints, typed, open, inSandbox];
}

function table(found: Map<string, Counts>, { columns, all }: Language): string {
  const rows = [...found].map(([title, counts]) => row([`\`${counts.name}\` ${title}`, ...figures(counts)]));
  const total = row([`**${all}**`, ...figures(sumOf(found.values()))]);
  return [row(columns), '| --- | --- | --- | --- | --- |', ...rows, total].join('\n');
}

function totals(found: Map<string, Counts>, { columns, count }: Language): string {
  const head = row([count, ...columns.slice(1)]);
  return [head, '| --- | --- | --- | --- | --- |', row([found.size, ...figures(sumOf(found.values()))])].join('\n');
}

function put(name: string, place: RegExp, printed: string, isCheck: boolean): void {
  const path = join(ROOT, name);
  const text = readFileSync(path, 'utf8');
  if (!place.test(text)) throw new Error(`${name} has no place for the coverage.`);
  const now = text.replace(place, (_, begin, end) => `${begin}\n${printed}\n\n${end}`);
  if (now === text) return;
  if (isCheck) throw new Error(`${name} differs from the catalogue and the sandbox: npm run docs`);
  writeFileSync(path, now);
  console.log(`printed ${name}`);
}

const isCheck = process.argv.includes('--check');
const found = coverage();
for (const language of LANGUAGES) {
  put(`docs/wecom${language.suffix}`, TABLE, table(found, language), isCheck);
  put(`README${language.suffix}`, TOTALS, totals(found, language), isCheck);
}
