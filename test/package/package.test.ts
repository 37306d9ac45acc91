import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { OK, type WeCom, wecom } from '../helpers/wecom';
import { type Consumer, installConsumer, PROGRAMS, type TypeScript } from './consumer';

const ADDRESS_BOOK: Record<string, object> = {
  'department/list': { department: [{ id: 1 }] },
  'user/simplelist': { userlist: [{ userid: 'lisi', name: '李四', department: [1] }] },
};

let server: WeCom;
let consumer: Consumer;

before(async () => {
  // Hooks cannot register hooks, so the server is closed by hand.
  server = await wecom({ after: () => {} }, ({ path }) => ({ ...OK, ...ADDRESS_BOOK[path.replace('/cgi-bin/', '')] }));
  consumer = await installConsumer();
});
after(async () => {
  await server?.close();
  await consumer?.remove();
});

test('a CommonJS program gets the constructor and calls', async () => {
  assert.deepEqual(await consumer.run('commonjs.js', server.prefix), PROGRAMS['commonjs.js']);
  const { body } = server.requests.at(-2) ?? {};
  assert.equal(String(body), '{"agentid":1,"touser":"zhangsan","text":{"content":"你好"},"msgtype":"text"}');
});

test('the files of 0.3.0 are found by their paths, with and without .js, and are parts of the same API', async () => {
  assert.deepEqual(await consumer.run('deep.js', server.prefix), PROGRAMS['deep.js']);
});

test('an ES module gets the default export, the named ones, and the chapters by path', async () => {
  assert.deepEqual(await consumer.run('esm.mjs', server.prefix), PROGRAMS['esm.mjs']);
});

test('a program that shares tokens finds the stores', async () => {
  assert.deepEqual(await consumer.run('stores.js', server.prefix), PROGRAMS['stores.js']);
});

test('a program that receives gets messages and replies', async () => {
  assert.deepEqual(await consumer.run('receive.js', server.prefix), PROGRAMS['receive.js']);
});

const NODENEXT = { module: 'nodenext', moduleResolution: 'nodenext' };

const PROGRAMS_IN_TYPESCRIPT = ['commonjs.ts', 'esm.mts', 'receive.mts', 'stores.mts'];

for (const typescript of ['7', '5.9'] satisfies TypeScript[]) {
  test(`TypeScript ${typescript} compiles CommonJS and ES module programs that run, their mixins declared`, async () => {
    const out = `nodenext-${typescript}`;
    await consumer.compile(typescript, out, PROGRAMS_IN_TYPESCRIPT, NODENEXT);
    await runsAsCommonJS(`${out}/commonjs.js`);
    assert.deepEqual(await consumer.run(`${out}/esm.mjs`, server.prefix), {
      errmsg: 'ok',
      farewell: 'ok',
      token: 'token',
      filename: 'hello.png',
      code: 60111,
      same: [true, true],
      wrapper: 'function',
    });
    assert.deepEqual(await consumer.run(`${out}/receive.mjs`, server.prefix), {
      reply: 'about',
      list: true,
      named: true,
    });
    assert.deepEqual(await consumer.run(`${out}/stores.mjs`, server.prefix), {
      sent: 2,
      cursor: 2,
      first: ['lisi'],
      keys: 1,
      names: ['fileStore', 'redisStore'],
    });
  });

  test(`TypeScript ${typescript} finds the types as a bundler does`, async () => {
    const options = { module: 'preserve', moduleResolution: 'bundler', noEmit: true };
    await consumer.compile(typescript, `bundler-${typescript}`, ['commonjs.ts', 'esm.mts'], options);
  });
}

test('TypeScript finds the types the old way, too (node10, which ends with 5.9)', async () => {
  await consumer.compile('5.9', 'node10', ['commonjs.ts'], { module: 'commonjs', moduleResolution: 'node10' });
  await runsAsCommonJS('node10/commonjs.js');
});

test('a program with exact optional properties that checks declarations, too, compiles against the same types', async () => {
  const options = { ...NODENEXT, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true };
  await consumer.compile('7', 'exact', ['commonjs.ts', 'esm.mts'], { ...options, skipLibCheck: false });
});

async function runsAsCommonJS(program: string): Promise<void> {
  const seen = { status: 200, errmsg: 'ok', greeting: 'ok' };
  assert.deepEqual(await consumer.run(program, server.prefix), seen);
}
