import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import API = require('../../index');

import { editor7, editor59 } from './language_services';

// What editors show of the packed declarations: in `dist/`, which `npm test` has built.

const METHODS = Object.keys(API.prototype).filter((name) => !name.startsWith('_') && name !== 'preRequest');
// Outside of the tests, some of which add methods.
const file = join(__dirname, '../../in_an_editor.ts');
const HEAD = "import API = require('wechat-enterprise-api');\nconst api = new API('corpid', 'secret', 1);\n";
/** A call for each way to write one. */
const CALLS: [call: string, wanted: RegExp, title: string][] = [
  ["api.getUser('zhangsan')", /getUser\(userid: Id\): Promise<user\.Profile>/, '读取成员'],
  ["api.getUser('zhangsan', () => {})", /getUser\(userid: Id, callback: Callback<user\.Profile>.*\): void/, '读取成员'],
  ["api.createTag('tag')", /createTag\(name: string, opts\?: .*\): Promise<tag\.Created>/, '创建标签'],
  ["api.createTag('tag', () => {})", /createTag\(name: string, callback: Callback<tag\.Created>\): void/, '创建标签'],
  [
    "api.send({}, { msgtype: 'text', text: { content: '' } })",
    /send.*\(to: To, message: .*Promise<Sent>/s,
    '发送应用消息',
  ],
  ["api.downloadMedia('M')", /downloadMedia\(media_id: string\): Promise<Download>/, '获取临时素材'],
  ["api.getJsConfig({ url: '' })", /getJsConfig\(param: js\.ConfigParam\): Promise<js\.Config>/, 'JS-SDK'],
];
const text = `${HEAD}${METHODS.map((name) => `void api.${name};`).join('\n')}\n${CALLS.map(([call]) => call).join(';\n')};\napi.`;

/** The beginning of each method's doc comment, from the declarations. */
const COMMENTS = new Map(
  declarations(join(__dirname, '../../dist/lib')).flatMap((declared) =>
    [
      ...declared.matchAll(
        /\/\*\*[\s*]*((?:(?!\*\/).)+?)\s*(?:\n(?:(?!\*\/).)*|\{@link(?:(?!\*\/).)*)?\*\/\s*(\w+)[<(]/gs,
      ),
    ].map(([, comment = '', name = '']) => [name, comment.replace('{@link ', '').slice(0, 12)] as const),
  ),
);

function declarations(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((name) => name.endsWith('.d.ts')).map((name) => readFileSync(join(folder, name), 'utf8'));
}

for (const [version, open] of [
  ['5.9', async () => editor59(file, text)],
  ['7', () => editor7(file, text)],
] as const) {
  test(`TypeScript ${version} shows comment, parameters and answer of the methods, and completes no twins`, async (t) => {
    const editor = await open();
    t.after(() => editor.close());
    for (const name of METHODS) {
      const shown = await editor.hover(text.indexOf(`void api.${name};`) + 'void api.'.length);
      assert.ok(shown.includes(COMMENTS.get(name) ?? 'a comment'), `${name}: ${shown}`);
    }
    for (const [call, wanted, title] of CALLS) {
      const shown = await editor.hover(text.indexOf(`${call};`) + 'api.'.length);
      assert.match(shown, wanted);
      assert.ok(shown.includes(title), `${call}: ${shown}`);
    }
    const names = await editor.completions(text.length);
    assert.deepEqual(
      METHODS.filter((name) => !names.includes(name)),
      [],
    );
    assert.deepEqual(
      names.filter((name) => name.startsWith('_')),
      [],
    );
  });
}
