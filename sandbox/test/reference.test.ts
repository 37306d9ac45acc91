import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkCompany } from '../src/config/check';

// The tables of the documents name what there is: all of it, and nothing else.

const SANDBOX = join(__dirname, '..');
const COMMAND = join(SANDBOX, 'bin/wechat-enterprise-sandbox.js');

const text = (file: string) => readFileSync(join(SANDBOX, file), 'utf8');
const firsts = (found: Iterable<RegExpMatchArray>) => [...found].map(([, first = '']) => first);
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

for (const suffix of ['.md', '.zh-CN.md']) {
  test(`README${suffix} has every option of the command line`, () => {
    const help = execFileSync(process.execPath, [COMMAND, '--help'], { encoding: 'utf8' });
    const options = firsts(help.matchAll(/^ +(--[a-z][a-z-]*)/gm)).filter((name) => name !== '--help');
    const named = firsts(text(`README${suffix}`).matchAll(/`(--[a-z][a-z-]*)/g));
    assert.deepEqual(sorted(named), sorted(options));
  });

  test(`docs/testing${suffix} has every option of createSandbox and every member of a sandbox`, () => {
    const options = firsts(text('src/options.ts').matchAll(/^ {2}(\w+)\?:/gm));
    const members = firsts(text('src/sandbox.ts').matchAll(/^ {2}(?:readonly )?(\w+)[<(:]/gm));
    const cells = firsts(text(`docs/testing${suffix}`).matchAll(/^\| (`[^|]+) \|/gm));
    const named = cells.flatMap((cell) => firsts(cell.matchAll(/`(\w+)[^`]*`/g)));
    assert.deepEqual(sorted(named), sorted([...options, ...members]));
  });

  test(`docs/testing${suffix} has every event`, () => {
    const events = firsts(text('src/model/events.ts').matchAll(/'([a-z_]+\.[a-z]+)'/g));
    const table = text(`docs/testing${suffix}`).split('\n## ').at(-1) ?? '';
    const named = [...table.matchAll(/`([a-z_]+)(\.[a-z]+)`((?: `\.[a-z]+`)*)/g)].flatMap(
      ([, record = '', first = '', more = '']) =>
        [first, ...firsts(more.matchAll(/(\.[a-z]+)/g))].map((action) => record + action),
    );
    assert.deepEqual(sorted(named), sorted(events));
  });

  test(`docs/control${suffix} has every route of openapi.json`, () => {
    const { paths }: { paths: Record<string, object> } = JSON.parse(text('openapi.json'));
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} /_sandbox${path}`),
    );
    const named = firsts(text(`docs/control${suffix}`).matchAll(/`((?:GET|POST|PUT|DELETE) \/_sandbox\/[^`?]*)/g));
    const documented = named.map((route) =>
      route
        .replace('/admin/user/create', '/admin/{path}')
        .replace('/1000004', '/{agentid}')
        .replace('/7/resend', '/{id}/resend'),
    );
    assert.deepEqual(sorted(documented), sorted(routes));
  });
}

test('the READMEs show what the command prints', async (t) => {
  const child = spawn(process.execPath, [COMMAND, '--port', '0']);
  t.after(() => child.kill('SIGKILL'));
  let printed = '';
  for await (const part of child.stdout.setEncoding('utf8')) {
    printed += part;
    if (printed.endsWith('Ctrl+C.\n')) break;
  }
  const [, port = ''] = /127\.0\.0\.1:(\d+)/.exec(printed) ?? [];
  const shown = `\`\`\`text\n${printed.replaceAll(`:${port}`, ':8686')}\`\`\``;
  for (const file of ['README.md', 'README.zh-CN.md']) assert.ok(text(file).includes(shown), shown);
});

test('the company of the documents is one that the sandbox takes', () => {
  for (const file of ['docs/company.md', 'docs/company.zh-CN.md']) {
    const [company = ''] = firsts(text(file).matchAll(/^```json\n([^`]+)```/gm));
    assert.equal(checkCompany(JSON.parse(company)).apps.length, 1, file);
  }
});
