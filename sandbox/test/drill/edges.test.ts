import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DRILL_STEPS } from '../../src/drill/options';
import { accepted, refused } from '../helpers/expect';
import { connected, received } from '../helpers/receiver';
import { until } from '../helpers/until';
import { world } from '../helpers/world';
import { App, drilled, verdictsOf } from './app';

// What a drill does not see, and what it leaves behind.

const OUTGOING = DRILL_STEPS.filter((step) => step !== 'late_copies' && step !== 'wrong_receive_id');
const quick = { timeout: 20, watch: 20 };

test('an app that makes no call, and has no callback, is not seen', async (t) => {
  const { sandbox, agentid } = await world(t);
  const card = await sandbox.drill(agentid, quick);
  const found = (step: string) => (OUTGOING.some((one) => one === step) ? 'no_call' : 'no_callback');
  assert.deepEqual(
    verdictsOf(card),
    DRILL_STEPS.map((step) => `${step} not seen: ${found(step)}`),
  );
  assert.deepEqual([card.ok, card.notSeen, card.steps[0]?.evidence], [false, 8, []]);
});

test('an app that answers callbacks and calls nothing is not seen where it would have to call', async (t) => {
  const w = await world(t);
  await connected(t, w, w.agentid, received);
  const card = await w.sandbox.drill(w.agentid, { timeout: 300, watch: 20, steps: ['busy', 'wrong_receive_id'] });
  assert.deepEqual(verdictsOf(card), ['busy not seen: no_call', 'wrong_receive_id passed: ignored']);
  assert.equal(card.steps[0]?.evidence.length, 1);
});

test('an app that is down is not seen, and the scorecard says why', async (t) => {
  const w = await world(t);
  const app = await connected(t, w, w.agentid);
  await app.close();
  const card = await w.sandbox.drill(w.agentid, { watch: 20 });
  assert.deepEqual(
    verdictsOf(card),
    DRILL_STEPS.map((step) => `${step} not seen: undelivered`),
  );
  assert.match(card.steps[0]?.why.text.en ?? '', /ECONNREFUSED/);
});

test('a trigger that fails without a call, and an app that nobody sees, are told as such', async (t) => {
  const { drill, w } = await drilled(t);
  const trigger = () => {
    throw new Error('no such job');
  };
  const [step] = (await drill({ steps: ['busy'], trigger })).steps;
  assert.deepEqual([step?.verdict, step?.why.params], ['not seen', { words: 'no such job' }]);
  const [app] = w.sandbox.company.apps.values();
  assert.ok(app);
  app.visible = { users: [], parties: [], tags: [] };
  assert.deepEqual(verdictsOf(await drill({ steps: ['late_copies'] })), ['late_copies not seen: no_member']);
});

test('a drill can wait for the calls that an app makes by itself', async (t) => {
  const { sandbox, agentid } = await world(t);
  const app = new App(sandbox, agentid, {});
  let isOver = false;
  const working = (async () => {
    while (!isOver) await app.send();
  })();
  const times = { timeout: 60_000, repeatWithin: 60_000, watch: 1, pause: 0, mostCalls: 600_000 };
  const card = await sandbox.drill(agentid, { ...times, steps: OUTGOING });
  isOver = true;
  await working;
  assert.ok(card.ok, String(card));
});

test('what was ordered waits for its app until the drill is over, and meets others meanwhile', async (t) => {
  const { drill, w, app } = await drilled(t);
  const { sandbox, other } = w;
  await app.token();
  sandbox.trouble.next('message/send', { fault: 'html' });
  sandbox.trouble.next('tag/list', { errcode: 45033 });
  sandbox.trouble.nextCallback({ copies: 2 });
  const [htmlOrder] = sandbox.trouble.waiting();
  const drilling = drill({ steps: ['unknown_token', 'late_copies'] });
  refused(await other.get('tag/list'), 45033);
  assert.ok((await drilling).ok);
  assert.deepEqual([sandbox.trouble.waiting(), sandbox.trouble.waitingCallbacks().length], [[htmlOrder], 1]);
  assert.equal((await sandbox.phone('zhangsan', w.agentid).text('hello')).tries.length, 2);
  accepted(await other.get('tag/list'));
});

test('only the calls of the app are judged', async (t) => {
  const { drill, app, w } = await drilled(t);
  const trigger = async () => {
    await w.other.get('tag/list');
    await w.contact.get('tag/list');
    await app.send();
  };
  const [step] = (await drill({ steps: ['rate_limited'], trigger, mostCalls: 1 })).steps;
  assert.deepEqual([step?.verdict, step?.why.params.count], ['passed', 1]);
});

test('a drill ends with its signal, with a reset and when the sandbox closes, and leaves no trouble behind', async (t) => {
  const { drill, app, w } = await drilled(t);
  const never = () => new Promise(() => {});
  const gone = new AbortController();
  const first = drill({ trigger: never, signal: gone.signal });
  await assert.rejects(drill(), { reason: { code: 'drill_under_way' } });
  gone.abort(new Error('enough'));
  await assert.rejects(first, { message: 'enough' });
  await assert.rejects(drill({ signal: gone.signal }), { message: 'enough' });
  assert.equal((await app.send()).errcode, 0);
  const second = drill({ trigger: never });
  w.sandbox.reset();
  await assert.rejects(second, { message: 'The sandbox was reset.' });
  const last = drill({ trigger: never });
  const closing = assert.rejects(last, { message: 'The sandbox was closed.' });
  await w.sandbox.close();
  await closing;
});

test('a drill ends while an app does not answer its callback', async (t) => {
  const w = await world(t);
  const app = await connected(t, w, w.agentid, () => {});
  const gone = new AbortController();
  const drilling = w.sandbox.drill(w.agentid, { steps: ['late_copies'], signal: gone.signal });
  const ended = assert.rejects(drilling, { message: 'enough' });
  await until(() => app.arrived.length > 0);
  gone.abort(new Error('enough'));
  await ended;
});

test('mistakes are told before anything is done', async (t) => {
  const { sandbox, agentid } = await world(t);
  await assert.rejects(sandbox.drill(1), { name: 'RangeError', reason: { code: 'no_app', params: { agentid: 1 } } });
  await assert.rejects(sandbox.drill(agentid, { userid: 'nobody' }), /no member nobody/);
  await assert.rejects(sandbox.drill(agentid, { watch: -1 }), /watch: from 0 to 600000, not -1/);
  const steps: [] = JSON.parse('["lunch"]');
  await assert.rejects(sandbox.drill(agentid, { steps }), /no step lunch, only expired_token, /);
});
