// Part of `npm run docs`: prints the endpoints of public accounts into wechat-api/docs/by-path*.md, between their markers.
// With `--check` it writes nothing, and fails where a committed table is not what it would print.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageOf, WEIXIN } from '../catalogue/scripts/families';
import type { Endpoint, Part } from '../catalogue/scripts/model';
import { readEndpoints } from '../catalogue/scripts/read';

const DOCS = join(__dirname, '../wechat-api/docs');
const TABLES = /(<!-- endpoints: printed by npm run docs -->\n)[\s\S]*(<!-- end of endpoints -->)/;

const LANGUAGES = [
  { file: 'by-path.md', columns: ['by name', 'request', 'documentation'] },
  { file: 'by-path.zh-CN.md', columns: ['按名字', '请求', '官方文档'] },
];

function rowOf(path: string, { title, doc, verb, page, download }: Endpoint): string {
  const more = [page && (page.list ? '`.each`' : '`.pages`'), download && '`.stream`'].filter(Boolean);
  const name = `\`weixin.${path.replace(WEIXIN.root, '').replaceAll('/', '.')}\``;
  const cells = [
    [name, ...more].join(' '),
    `\`${verb ?? 'POST'} ${path}\``,
    doc ? `[${title}](${pageOf(WEIXIN, doc)})` : title,
  ];
  return `| ${cells.join(' | ')} |`;
}

function tableOf({ name, title, entries }: Part<Endpoint>, columns: readonly string[]): string {
  const head = [`### \`${name}\` ${title}`, '', `| ${columns.join(' | ')} |`, '| --- | --- | --- |'];
  return [...head, ...Object.entries(entries).map(([path, endpoint]) => rowOf(path, endpoint))].join('\n');
}

const parts = readEndpoints(WEIXIN);
for (const { file, columns } of LANGUAGES) {
  const text = readFileSync(join(DOCS, file), 'utf8');
  if (!TABLES.test(text)) throw new Error(`${file} has no place for the tables.`);
  const tables = parts.map((part) => tableOf(part, columns)).join('\n\n');
  const now = text.replace(TABLES, (_, begin, end) => `${begin}\n${tables}\n\n${end}`);
  if (now === text) continue;
  if (process.argv.includes('--check')) throw new Error(`${file} differs from the catalogue: npm run docs`);
  writeFileSync(join(DOCS, file), now);
  console.log(`printed ${file}`);
}
