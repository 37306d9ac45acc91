import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { checksOf } from '../../test/docs/checks';
import { compile } from '../../test/docs/compile';
import { documents, twins } from '../../test/docs/documents';
import { checkPrinted } from '../../test/docs/run';
import { OK, wechat } from './helpers/wechat';

const run = promisify(execFile);
const HOME = join(__dirname, '..');
const text = (file: string) => readFileSync(join(HOME, file), 'utf8');
const NUMBERS = Array.from({ length: 21 }, (_, at) => at + 1);

const rows = (file: string) => [...text(file).matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));

test('both READMEs and the History list the same differences', () => {
  assert.deepEqual(rows('README.md'), NUMBERS);
  assert.deepEqual(rows('README.zh-CN.md'), NUMBERS);
  const lines = [...text('History.md').matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
  assert.deepEqual(lines, NUMBERS);
});

test('every difference has a test, and every such test a row', () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const tested = files.flatMap((file) => [
    ...text(join('test', file)).matchAll(/difference (\d+):|^ {4}number: (\d+),$/gm),
  ]);
  const numbers = new Set(tested.map(([, named, listed]) => Number(named ?? listed)));
  assert.deepEqual(
    [...numbers].sort((a, b) => a - b),
    NUMBERS,
  );
});

const snippets = twins(documents('wechat-api')).flatMap(([english]) => english.snippets);

for (const [name, check] of checksOf('wechat-api', { pairs: 3, links: 11 })) test(name, check);

test('the snippets compile against the types that users get, and one that is wrong does not', async () => {
  const code = snippets.filter(({ language }) => language !== 'sh');
  assert.ok(code.length >= 12, `${code.length} snippets`);
  const wrong = { language: 'js', text: 'api.weixin.draft.ad({});\n', place: 'nowhere.md:1' };
  const complaints = await compile([...code, wrong], [join(__dirname, 'ambient.d.ts')]);
  assert.deepEqual(complaints.length, 1, complaints.join('\n'));
  assert.match(complaints[0] ?? '', /^nowhere\.md:1: Property 'ad' does not exist/);
});

/** What WeChat would say. */
const ANSWERS: Record<string, object> = {
  '/cgi-bin/draft/get': { news_item: [] },
  '/cgi-bin/freepublish/submit': { ...OK, publish_id: 2247483655 },
  '/cgi-bin/user/get': { total: 1, count: 1, data: { openid: ['o1'] }, next_openid: '' },
};

test('the snippets that need nothing but api run, and print what their comments say', async (t) => {
  const server = await wechat(t, ({ path }) => ANSWERS[path] ?? OK);
  const complete = snippets.filter(({ language, text }) => language === 'js' && !/\brequire\(|^import /m.test(text));
  assert.ok(complete.length >= 7, `${complete.length} are complete`);
  // One after another in one process: each says where it begins.
  const given = `import API from 'wechat-api';\nconst api = new API({ appid: 'a', appsecret: 's', endpoint: '${server.url}', timeout: 60000 });\n`;
  const blocks = complete.map(({ text, place }) => `console.log('# ${place}');\nawait (async () => {\n${text}})();\n`);
  const program = `${given}${blocks.join('')}`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], { cwd: HOME });
  for (const part of complete) {
    const [, printed] = stdout.split(`# ${part.place}\n`);
    assert.ok(printed !== undefined, part.place);
    checkPrinted(part, printed.split('\n# ')[0] ?? '');
  }
});

test('the tables are those that npm run docs prints from the declarations and the catalogue', async () => {
  const printer = ['--require', './scripts/typescript.cjs', 'scripts/print_by_path.ts', '--check'];
  await run(process.execPath, printer, { cwd: join(HOME, '..') });
  // That of methods is checked with the main package's.
  const rows = [...text('docs/methods.md').matchAll(/^\| `\w+\(/gm)];
  assert.equal(rows.length, 249);
});

test('every link of a doc comment is one of WeChat’s pages', () => {
  const links = readdirSync(join(HOME, 'lib'))
    .filter((name) => name.endsWith('.ts'))
    .flatMap((file) => [...text(join('lib', file)).matchAll(/\{@link (http[^}]+)\}/g)]);
  assert.ok(links.length > 100, `${links.length}`);
  for (const [, link] of links) {
    assert.match(String(link), /^https:\/\/developers\.weixin\.qq\.com\/doc\/offiaccount\/[\w/-]+\.html$/);
  }
});
