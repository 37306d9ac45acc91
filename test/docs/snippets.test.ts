import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createSandbox } from '../../sandbox/src/index';
import { compile } from './compile';
import { documents, ROOT, read, type Snippet } from './documents';
import { runs } from './run';

// Whatever stands in a fenced block of README or docs/ compiles or runs.

const snippets = documents().flatMap((each) => each.snippets);
const ofLanguage = (language: string) => snippets.filter((each) => each.language === language);

test('every snippet says its language, and it is one that is checked here', () => {
  const others = snippets.filter(({ language }) => !['js', 'ts', 'sh'].includes(language));
  assert.deepEqual(
    others.map(({ place }) => place),
    [],
  );
  assert.ok(snippets.length > 60, `${snippets.length} snippets`);
});

test('the snippets in JavaScript and TypeScript compile against the types that users get, and a wrong one does not', async () => {
  const wrong: Snippet = { language: 'js', text: "api.sned({ touser: '@all' });\n", place: 'nowhere.md:1' };
  const [complaint, ...others] = await compile([...ofLanguage('js'), ...ofLanguage('ts'), wrong]);
  assert.match(complaint ?? '', /^nowhere\.md:1: Property 'sned' does not exist/);
  assert.deepEqual(others, []);
});

test('the commands exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  for (const { text, place } of ofLanguage('sh')) {
    const commands = text.split('\n').flatMap((line) => line.replace(/#.*/, '').split('&&'));
    for (const command of commands.map((each) => each.trim()).filter((each) => each)) {
      const [, script] = /^npm run ([\w:]+)$/.exec(command) ?? [];
      const [, file] = /^npx tsx (\S+)$/.exec(command) ?? [];
      const isKnown = command === 'npm ci' || command === 'npm install wechat-enterprise-api@1';
      assert.ok(isKnown || scripts[script ?? ''] || (file && existsSync(join(ROOT, file))), `${place}: ${command}`);
    }
  }
});

/** Those that need nothing but `api`, or bring a sandbox along. */
const complete = ofLanguage('js').filter(({ text }) =>
  /\brequire\(|^import /m.test(text)
    ? text.includes("require('wechat-enterprise-sandbox')")
    : !/\b(redis|wechat|sandbox)\b/.test(text),
);

test('the complete snippets run against the sandbox, and print what their comments say', async (t) => {
  const sandbox = await createSandbox({ port: 0 });
  t.after(() => sandbox.close());
  const [app] = sandbox.apps;
  const { corpid, prefix } = sandbox;
  // All run at once: on a busy machine an answer may take its time.
  const options = { corpid, corpsecret: app?.secret, agentid: app?.agentid, prefix, timeout: 60_000 };
  assert.ok(complete.length >= 16, `${complete.length} are complete`);
  const given = `import API from 'wechat-enterprise-api';\nconst api = new API(${JSON.stringify(options)});\n`;
  await Promise.all(
    complete.map(({ text, place }) => runs({ text: text.includes('require(') ? text : given + text, place })),
  );
});

test('the code in CONTRIBUTING.md is taken from the sources', () => {
  const sources = ['lib/api_tag.ts', 'test/api_tag.test.ts'].map((path) =>
    unindented(readFileSync(join(ROOT, path), 'utf8')),
  );
  const quoted = unindented(read('CONTRIBUTING.md').text).matchAll(/^```ts\n([\s\S]*?)^```$/gm);
  const parts = [...quoted].flatMap(([, code = '']) => code.split('\n\n'));
  for (const part of parts)
    assert.ok(
      sources.some((text) => text.includes(part.trim())),
      part,
    );
  assert.equal(parts.length, 4);
});

function unindented(text: string): string {
  return text.replace(/^ +/gm, '');
}
