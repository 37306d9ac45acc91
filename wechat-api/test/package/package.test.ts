import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Consumer, installConsumer, type TypeScript } from '../../../test/package/consumer';
import { OK, type WeChat, wechat } from '../helpers/wechat';
import { HOME, manifest, PRINTED, PROGRAM } from './program';

const ROOT = join(HOME, '..');
const ANSWERS: Record<string, object> = {
  '/cgi-bin/user/info': { errcode: 40003, errmsg: 'invalid openid' },
  '/cgi-bin/user/get': { total: 1, count: 1, data: { openid: ['o1'] }, next_openid: '' },
  '/cgi-bin/freepublish/submit': { ...OK, publish_id: 7 },
};

let server: WeChat;
let consumer: Consumer;

before(async () => {
  // Hooks cannot register hooks, so the server is closed by hand.
  server = await wechat({ after: () => {} }, ({ path }) => ANSWERS[path] ?? { ...OK, tags: [1] });
  consumer = await installConsumer(join(__dirname, 'consumers'), [ROOT, HOME]);
});
after(async () => {
  await server?.close();
  await consumer?.remove();
});

/** What a program printed. Each has its own endpoint in the environment. */
function run(program: string): Promise<unknown> {
  process.env.ENDPOINT = server.url;
  return consumer.run(program, server.prefix);
}

test('the package depends on the engine of its own release, and installs with it', async () => {
  const { version } = manifest(ROOT);
  assert.equal(manifest(HOME).dependencies['wechat-enterprise-api'], version);
  const installed = (name: string) => manifest(join(consumer.folder, 'node_modules', name));
  assert.equal(installed('wechat-api').dependencies['wechat-enterprise-api'], version);
  assert.equal(installed('wechat-enterprise-api').version, version);
});

test('a CommonJS program of 1.x runs: mixin, patch, and files by their paths', async () => {
  assert.deepEqual(await run(PROGRAM), PRINTED);
});

const NODENEXT = { module: 'nodenext', moduleResolution: 'nodenext' };

for (const typescript of ['7', '5.9'] satisfies TypeScript[]) {
  test(`TypeScript ${typescript} compiles CommonJS and ES module programs that run`, async () => {
    const out = `nodenext-${typescript}`;
    await consumer.compile(typescript, out, ['commonjs.ts', 'esm.mts'], NODENEXT);
    const made = { err: null, failed: null, errmsg: ['ok', 'ok'], status: 200, made: 'object' };
    assert.deepEqual(await run(`${out}/commonjs.js`), made);
    assert.deepEqual(await run(`${out}/esm.mjs`), {
      errmsg: 'ok',
      tags: 1,
      greeting: 'ok',
      code: 40003,
      valid: false,
      same: [true, true],
      publish_id: 7,
      followers: ['o1'],
    });
  });
}

// The declarations themselves were checked above: here it is about finding them.

test('TypeScript finds the types as a bundler does', async () => {
  const options = { module: 'preserve', moduleResolution: 'bundler', noEmit: true, skipLibCheck: true };
  await consumer.compile('7', 'bundler', ['commonjs.ts', 'esm.mts'], options);
});

test('TypeScript finds the types the old way, too (node10, which ends with 5.9)', async () => {
  const options = { module: 'commonjs', moduleResolution: 'node10', noEmit: true, skipLibCheck: true };
  await consumer.compile('5.9', 'node10', ['commonjs.ts'], options);
});

test('a program with exact optional properties compiles against the same types', async () => {
  const options = { ...NODENEXT, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true };
  await consumer.compile('7', 'exact', ['commonjs.ts', 'esm.mts'], options);
});
