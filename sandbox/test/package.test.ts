import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import type { createSandbox } from '../src/index';
import { ask } from './helpers/client';

const ROOM = resolve(__dirname, '..');
/** By the catalogue, and part of the package. */
const PRINTED = ['endpoints', 'callbacks'].map((name) => join(ROOM, `generated/${name}.json`));

test('the built package is found by its name, and works', async (t) => {
  const built: { createSandbox: typeof createSandbox } = require('wechat-enterprise-sandbox');
  const sandbox = await built.createSandbox({ port: 0 });
  t.after(() => sandbox.close());
  const query = new URLSearchParams({ corpid: sandbox.corpid, corpsecret: sandbox.contactSecret });
  assert.equal((await ask(`${sandbox.prefix}gettoken?${query}`)).body.errcode, 0);
});

test('the sandbox imports nothing but itself, Node and what its package.json names', () => {
  const { dependencies }: { dependencies: object } = JSON.parse(readFileSync(join(ROOM, 'package.json'), 'utf8'));
  const allowed = new Set([...Object.keys(dependencies), ...builtinModules.map((name) => `node:${name}`)]);
  const source = join(ROOM, 'src');
  const strangers = filesIn(source).flatMap((path) =>
    importsOf(path).filter((name) => {
      if (!name.startsWith('.')) return !allowed.has(packageOf(name));
      const target = resolve(dirname(path), name);
      return !PRINTED.includes(target) && relative(source, target).startsWith('..');
    }),
  );
  assert.deepEqual(strangers, []);
});

test('every package that is installed with ours runs on Node 20', () => {
  const { packages }: { packages: Record<string, { engines?: { node?: string } }> } = JSON.parse(
    readFileSync(join(ROOM, '../package-lock.json'), 'utf8'),
  );
  const ranges = Object.entries(packages).map(([path, { engines }]) => ({ path, range: engines?.node ?? '*' }));
  assert.ok(ranges.length > 100, `${ranges.length} packages are locked`);
  assert.deepEqual(
    ranges.filter(({ range }) => !range.split('||').some(allowsNode20)),
    [],
  );
});

/** `>= 18` and `^20.19.0` do, `>=22` and `^18.0.0` do not. */
function allowsNode20(range: string): boolean {
  const [, sign = '', major = ''] = /^(\D*)(\d+)/.exec(range.trim()) ?? [];
  if (major === '') return range.trim() === '*';
  return sign.startsWith('>') ? Number(major) <= 20 : Number(major) === 20;
}

/** `csv-parse/sync` is of `csv-parse`, `@fastify/multipart` of itself. */
function packageOf(name: string): string {
  if (name.startsWith('node:')) return name;
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

function filesIn(directory: string): string[] {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => path.endsWith('.ts')).map((path) => join(directory, path));
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(/\b(?:from|import\(?|require\()\s*'([^']+)'/g)].flatMap(([, name]) => name ?? []);
}
