import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { type Handler, serve } from '../helpers/server';
import { qiye } from './qiye';

interface Report {
  stats: { tests: number; passes: number; pending: number; failures: number };
  failures: { fullTitle: string; err: { message?: string } }[];
  /** What the requests said about their connection: tells which package was under test. */
  connections: Set<string | undefined>;
}

const locate = createRequire(__filename);
const original = locate.resolve('original');
const tests = join(dirname(original), 'test');
const files = readdirSync(tests).filter((name) => name.endsWith('.test.js'));
const mocha = join(dirname(locate.resolve('mocha/package.json')), 'bin', 'mocha.js');

/** Runs the suite where npm put it, with `build` as the package under test and `answers` for qyapi. */
async function runSuite(t: TestContext, build: string, answers: Handler = qiye()): Promise<Report> {
  const server = await serve(t, answers);
  const child = spawn(
    process.execPath,
    [mocha, '--no-config', '--require', join(__dirname, 'redirect.cjs'), '--reporter', 'json', ...files],
    { cwd: tests, env: { ...process.env, COMPAT_BUILD: build, COMPAT_QYAPI: new URL(server.url).port } },
  );
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const start = output.indexOf('{');
  assert.notEqual(start, -1, `mocha gave no report: ${output}${errors}`);
  const connections = new Set(server.requests.map(({ headers }) => headers.connection));
  return { ...JSON.parse(output.slice(start)), connections };
}

function assertAllPass({ stats, failures }: Report): void {
  assert.deepEqual(
    failures.map(({ fullTitle, err }) => `${fullTitle}: ${err.message}`),
    [],
  );
  const { tests: total, passes, pending } = stats;
  assert.deepEqual(
    { total, passes, pending, failed: stats.failures },
    { total: 45, passes: 45, pending: 0, failed: 0 },
  );
}

const build = join(__dirname, '../../dist/index.js');

test("the original's own suite passes 45 of 45 against our build", async (t) => {
  assert.ok(existsSync(build), 'dist/ is missing: npm run build');
  const report = await runSuite(t, build);
  assertAllPass(report);
  assert.ok(report.connections.has('keep-alive'), 'it was our build that was tested');
});

test("the original's own suite passes on the original, so its judge is fair", async (t) => {
  const report = await runSuite(t, original);
  assertAllPass(report);
  assert.deepEqual([...report.connections], ['close'], 'it was the original that was tested');
});

test('the judge is strict: nothing of the suite that needs qyapi passes when qyapi refuses', async (t) => {
  const { stats } = await runSuite(t, build, () => ({ errcode: 40013, errmsg: 'invalid corpid' }));
  assert.ok(stats.failures > 0 && stats.passes < 10, JSON.stringify(stats));
});
