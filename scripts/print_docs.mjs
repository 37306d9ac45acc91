// `npm run docs`: prints the tables of methods in docs/methods*.md, and in those of wechat-api, from the built declarations,
// between their markers.
// With `--check` it writes nothing, and fails where a committed table is not what it would print.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
// TypeScript 7 has no API to ask.
const ts = require('typescript-5.9');

const root = fileURLToPath(new URL('..', import.meta.url));
const MARKED = /(<!-- methods: printed by npm run docs -->\n)[\s\S]*(<!-- end of methods -->)/;
/** How a method's comment begins: `更新标签名字 {@link https://…}`. */
const OFFICIAL = /^([^{,]+)[^{]*\{@link\s*(https?:[^}\s]+)\s*\}/;
/** Where WeCom's predecessor had its documents: what is described only there is retired. */
const RETIRED = 'qydev.weixin.qq.com';

const LANGUAGES = [
  {
    file: 'docs/methods.md',
    heading: ({ english }) => english,
    columns: ['method', 'request', 'by path', 'documentation'],
  },
  { file: 'docs/methods.zh-CN.md', heading: ({ chinese }) => chinese, columns: ['方法', '请求', '按路径', '官方文档'] },
];

/** `names`: an endpoint of the catalogue by name. `isComplete`: every method has an official page. */
const PACKAGES = [
  {
    folder: '',
    table: 'dist/lib/wecom/generated/table.json',
    names: (path) => `wecom.${path.replaceAll('/', '.')}`,
    isComplete: true,
  },
  {
    folder: 'wechat-api',
    table: 'dist/lib/generated/table.json',
    names: (path) => `weixin.${path.replace('cgi-bin/', '').replaceAll('/', '.')}`,
    // WeChat describes some no more.
    isComplete: false,
  },
];

/** A chapter as its file declares it: a constant with a comment, `标签管理: tags`, and the methods as its members. */
function chapterOf(file, prototype, own) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const statement = source.statements.find((each) => ts.isVariableStatement(each) && typesOf(each).length > 0);
  if (!statement) return undefined;
  const [, chinese, english] = /^([^:]+): ([^.{]+)/.exec(commentOf(statement)) ?? [];
  if (!chinese) throw new Error(`${file}: its comment does not begin with "中文标题: title".`);
  const methods = new Map();
  for (const member of typesOf(statement).flatMap((type) => [...type.members])) {
    const name = member.name.getText();
    // Of several forms the one that gives a promise has all parameters and no callback.
    const known = methods.get(name);
    if (!known || isPromise(member)) methods.set(name, { name, member, comment: known?.comment || commentOf(member) });
  }
  // Of those that begin with _ users call none.
  const shown = [...methods.values()].filter(({ name }) => !name.startsWith('_'));
  const rows = shown.map((method) => rowOf(method, methods, prototype, own));
  return { chinese: chinese.trim(), english: english[0].toUpperCase() + english.slice(1).trim(), rows };
}

function typesOf(statement) {
  const types = statement.declarationList.declarations.map(({ type }) => type);
  return types
    .flatMap((type) => (type && ts.isIntersectionTypeNode(type) ? [...type.types] : [type]))
    .filter((type) => type && ts.isTypeLiteralNode(type));
}

function commentOf(node) {
  return ts.getTextOfJSDocComment(node.jsDoc?.at(-1)?.comment) ?? '';
}

function isPromise({ type }) {
  return type?.getText().startsWith('Promise<') ?? false;
}

function rowOf({ name, member, comment }, methods, prototype, { names, isComplete, paths }) {
  const [, base] = /^\{@link \w+\.(\w+)\}/.exec(comment) ?? [];
  const [, title, link] = OFFICIAL.exec(base ? methods.get(base).comment : comment) ?? [];
  const route = prototype[base ?? name].endpoint;
  if (route && !link && isComplete)
    throw new Error(`${name}: its comment does not begin with the official title and {@link …}.`);
  return {
    name,
    method: `\`${name}(${parametersOf(member).join(', ')})\``,
    request: route ? `\`${route.verb} ${route.path}\`` : '',
    byPath: route && paths.has(route.path) ? `\`${names(route.path)}\`` : '',
    documentation: link ? `[${title.trim()}](${link})${link.includes(RETIRED) ? ' ¹' : ''}` : '',
  };
}

/** `this` is no argument, and one that begins with `_` is for callers of 0.3.0 alone. */
function parametersOf(member) {
  return member.parameters
    .map((parameter) => ({ name: parameter.name.getText(), optional: parameter.questionToken }))
    .filter(({ name }) => name !== 'this' && !name.startsWith('_') && name !== 'callback')
    .map(({ name, optional }) => (optional ? `[${name}]` : name));
}

/** In the order in which the API mixes them in. */
function chapters({ folder: own, table, ...more }) {
  const { prototype } = require(join(root, own, 'dist/index.js'));
  const folder = join(root, own, 'dist/lib');
  const paths = new Set(Object.keys(require(join(root, own, table))));
  const files = readdirSync(folder).filter((name) => /^api_.*\.d\.ts$/.test(name));
  const order = Object.keys(prototype);
  const first = ({ rows }) => order.indexOf(rows[0].name);
  return files
    .map((name) => chapterOf(join(folder, name), prototype, { ...more, paths }))
    .filter((each) => each)
    .sort((a, b) => first(a) - first(b));
}

function tables(all, { heading, columns }) {
  const head = [`| ${columns.join(' | ')} |`, `|${' --- |'.repeat(columns.length)}`];
  const body = ({ rows }) =>
    rows.map((row) => `| ${row.method} | ${row.request} | ${row.byPath} | ${row.documentation} |`);
  return all.map((each) => [`### ${heading(each)}`, '', ...head, ...body(each)].join('\n')).join('\n\n');
}

function print(own, isCheck) {
  const all = chapters(own);
  for (const language of LANGUAGES) {
    const file = join(own.folder, language.file);
    const path = join(root, file);
    const text = readFileSync(path, 'utf8');
    if (!MARKED.test(text)) throw new Error(`${file} has no place for the tables.`);
    const printed = text.replace(MARKED, (_, begin, end) => `${begin}\n${tables(all, language)}\n\n${end}`);
    if (printed === text) continue;
    if (isCheck) throw new Error(`${file} differs from the declarations: npm run docs`);
    writeFileSync(path, printed);
    console.log(`printed ${file}`);
  }
}

for (const own of PACKAGES) print(own, process.argv.includes('--check'));
