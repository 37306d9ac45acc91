import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { parseStringPromise } from 'xml2js';
import { ask, rows } from '../helpers/client';
import { world } from '../helpers/world';
import { drilled } from './app';

// The scorecard for people, for CI, and over HTTP.

const steps = ['busy', 'lost_answer'] as const;
const quick = { timeout: 60_000, watch: 20, pause: 1, trigger: 'message' } as const;

const post = (url: string, body: object) =>
  ask(`${url}/_sandbox/drill`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

test('a scorecard is text in both languages, and plain data as JSON', async (t) => {
  const { drill } = await drilled(t, { duplicateCheck: 0 });
  const card = await drill({ steps });
  const [head, empty, ...lines] = String(card).split('\n');
  assert.deepEqual([head, empty], ['Drill of 通知 (1000002): 1 passed, 1 failed, 0 not seen', '']);
  assert.equal(lines[0], '  passed    busy: −1, WeCom is busy');
  assert.match(lines[1] ?? '', /^ +It repeated message\/send, which came through\. {2}\(wire \d+(, \d+)+\)$/);
  assert.match(lines[3] ?? '', /message\/send had effect twice/);
  assert.match(card.toString('zh'), /演练：通过 1，未通过 1，未出现 0\n\n {2}通过 .*系统繁忙/);
  assert.match(card.toString('zh'), /（日志 \d+(, \d+)+）\n/);
  const plain = JSON.parse(JSON.stringify(card));
  assert.deepEqual([plain.ok, plain.passed, plain.failed, plain.notSeen], [false, 1, 1, 0]);
  assert.deepEqual(Object.keys(plain.steps[1]), ['name', 'title', 'verdict', 'why', 'evidence', 'ms']);
  assert.deepEqual(plain.steps[1].why, {
    code: 'sent_twice',
    params: { path: 'message/send' },
    text: card.steps[1]?.why.text,
  });
});

test('as JUnit writes it, a failed step is a failure and one that was not seen an error', async (t) => {
  const { sandbox, agentid } = await world(t);
  const [app] = sandbox.company.apps.values();
  assert.ok(app);
  app.name = 'R&D <"1">';
  const xml = (await sandbox.drill(agentid, { timeout: 10, steps: ['busy', 'late_copies'] })).toJUnit();
  const { testsuite } = await parseStringPromise(xml);
  const { name, tests, failures, errors } = testsuite.$;
  assert.deepEqual([name, tests, failures, errors], ['drill of R&D <"1"> (1000002)', '2', '0', '2']);
  assert.equal(testsuite.testcase[0].error[0].$.message, 'The app made no call within 10 ms.');
  assert.equal(testsuite.testcase[1].error[0].$.type, 'no_callback');
});

test('over HTTP the scorecard is JSON, text or XML, and a header says what came of it', async (t) => {
  const { w } = await drilled(t, { duplicateCheck: 0 });
  const { url } = w.sandbox;
  const ordered = { agentid: w.agentid, ...quick };
  const json = await post(url, { ...ordered, steps });
  assert.deepEqual([json.status, json.headers.get('drill'), json.body.ok], [200, 'failed', false]);
  assert.deepEqual(
    rows(json.body, 'steps').map(({ name }) => name),
    [...steps],
  );
  const text = await post(url, { ...ordered, steps: ['busy'], format: 'text', language: 'zh' });
  assert.deepEqual(
    [text.headers.get('drill'), text.headers.get('content-type')],
    ['passed', 'text/plain; charset=utf-8'],
  );
  assert.match(text.text, /^通知（1000002）演练：通过 1/);
  const junit = await post(url, { ...ordered, steps: ['busy'], format: 'junit' });
  assert.match(junit.text, /^<\?xml.*\n.* tests="1" failures="0" errors="0"/);
  assert.equal(junit.headers.get('content-type'), 'application/xml');
  const unknown = await post(url, { agentid: 1 });
  assert.deepEqual([unknown.status, unknown.body.reason], [400, { code: 'no_app', params: { agentid: 1 } }]);
  assert.equal((await post(url, { ...ordered, steps: ['lunch'] })).status, 400);
});

test('a drill that nobody waits for any more ends', async (t) => {
  const { sandbox, agentid } = await world(t);
  const headers = { 'content-type': 'application/json' };
  const asking = request(`${sandbox.url}/_sandbox/drill`, { method: 'POST', headers });
  asking.on('error', () => {}).end(JSON.stringify({ agentid, timeout: 600_000 }));
  const isUnderWay = async () => {
    await setImmediate();
    const another = sandbox.drill(agentid, { timeout: 0, steps: ['late_copies'] });
    return another.then(
      () => false,
      () => true,
    );
  };
  while (!(await isUnderWay()));
  asking.destroy();
  while (await isUnderWay());
});
