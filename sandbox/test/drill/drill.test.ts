import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DrillStepName } from '../../src/index';
import { drilled, type Habits, verdictsOf } from './app';

// The drill as a judge: a program that handles everything passes, and one with a bad habit fails just there.

const ALL = [
  'expired_token passed: token_renewed',
  'unknown_token passed: token_renewed',
  'busy passed: came_through',
  'lost_answer passed: repeated_once',
  'late_copies passed: handled_once',
  'wrong_receive_id passed: refused',
  'forbidden_ip passed: held_back',
  'rate_limited passed: held_back',
];

test('a program that handles all of it passes, made to call by a member who writes to it', async (t) => {
  const { drill, w } = await drilled(t);
  const card = await drill();
  assert.deepEqual(verdictsOf(card), ALL, String(card));
  assert.deepEqual([card.ok, card.passed, card.failed, card.notSeen], [true, 8, 0, 0]);
  const paths = new Map(w.sandbox.wire.entries().map(({ id, path }) => [id, path]));
  for (const { name, evidence } of card.steps) {
    assert.ok(evidence.length > 0 && evidence.every((id) => paths.has(id)), name);
  }
});

test('a trigger makes it call, once for each step; that it fails in the end is its own affair', async (t) => {
  const { drill, app } = await drilled(t);
  const steps: DrillStepName[] = [
    'expired_token',
    'unknown_token',
    'busy',
    'lost_answer',
    'forbidden_ip',
    'rate_limited',
  ];
  const triggered: string[] = [];
  const trigger = async (step: DrillStepName) => {
    triggered.push(step);
    const { errcode } = await app.send();
    if (errcode !== 0) throw new Error('refused');
  };
  const card = await drill({ steps, trigger });
  assert.ok(card.ok, String(card));
  assert.deepEqual(triggered, steps);
});

interface Bad {
  what: string;
  step: DrillStepName;
  habit: Partial<Habits>;
  found: string;
  /** Of the drill. */
  times?: { repeatWithin?: number; watch?: number; pause?: number };
}

const soon = { repeatWithin: 50 };
const patient = { watch: 60_000 };

const twice: Habits['busy'] = async (_app, again) => {
  await again();
  return again();
};

const BAD: Bad[] = [
  {
    what: 'gives up when its token has expired',
    step: 'expired_token',
    habit: { deadToken: async () => ({}) },
    found: 'no_new_token',
    times: soon,
  },
  {
    what: 'fetches another token, and forgets its call',
    step: 'unknown_token',
    habit: { deadToken: async (app) => ({ token: await app.fetchToken() }) },
    found: 'not_repeated',
    times: soon,
  },
  {
    what: 'fetches many tokens',
    step: 'expired_token',
    habit: {
      async deadToken(app, again) {
        await Promise.all([app.fetchToken(), app.fetchToken()]);
        app.forgetToken();
        return again();
      },
    },
    found: 'many_tokens',
    times: patient,
  },
  {
    what: 'sends twice with its new token',
    step: 'expired_token',
    habit: {
      duplicateCheck: 0,
      deadToken(app, again) {
        app.forgetToken();
        return twice(app, again);
      },
    },
    found: 'doubled',
    times: patient,
  },
  {
    what: 'gives up when WeCom is busy',
    step: 'busy',
    habit: { busy: async () => ({}) },
    found: 'not_repeated',
    times: soon,
  },
  {
    what: 'asks a busy WeCom without a pause',
    step: 'busy',
    habit: { busy: (_app, again) => again() },
    found: 'storm',
    times: { pause: 60_000 },
  },
  {
    what: 'sends twice after −1',
    step: 'busy',
    habit: { duplicateCheck: 0, busy: twice },
    found: 'doubled',
    times: { ...patient, pause: 0 },
  },
  {
    what: 'sends again what was sent, as the answer got lost',
    step: 'lost_answer',
    habit: { duplicateCheck: 0 },
    found: 'sent_twice',
    times: patient,
  },
  {
    what: 'acts on each copy of a callback',
    step: 'late_copies',
    habit: {
      async copy(app) {
        await app.send();
        return 200;
      },
    },
    found: 'handled_again',
  },
  {
    what: 'replies something else to each copy',
    step: 'late_copies',
    habit: { reply: () => `reply ${Math.random()}` },
    found: 'replies_differ',
  },
  {
    what: 'acts on what is for another company',
    step: 'wrong_receive_id',
    habit: {
      async stranger(app) {
        await app.send();
        return 200;
      },
    },
    found: 'strange_call',
  },
  {
    what: 'replies to what is for another company',
    step: 'wrong_receive_id',
    habit: { stranger: async () => 200 },
    found: 'strange_reply',
  },
  {
    what: 'goes on where its IP may not call',
    step: 'forbidden_ip',
    habit: { refused: (_app, again) => again() },
    found: 'hammered',
    times: patient,
  },
  {
    what: 'goes on after too many calls',
    step: 'rate_limited',
    habit: { refused: (_app, again) => again() },
    found: 'hammered',
    times: patient,
  },
];

for (const { what, step, habit, found, times } of BAD) {
  test(`a program that ${what} fails ${step}`, async (t) => {
    const { drill } = await drilled(t, habit);
    const card = await drill({ steps: [step], ...times });
    assert.deepEqual(verdictsOf(card), [`${step} failed: ${found}`], String(card));
    assert.deepEqual([card.ok, card.failed], [false, 1]);
  });
}

test('a bad habit fails one step, and the others are passed', async (t) => {
  const { drill } = await drilled(t, { duplicateCheck: 0 });
  const failed = ALL.map((line) => (line.startsWith('lost_answer') ? 'lost_answer failed: sent_twice' : line));
  assert.deepEqual(verdictsOf(await drill()), failed);
});

test('a program that leaves a lost call alone passes when it calls again, and fails when it does not', async (t) => {
  const { drill, app } = await drilled(t, { lost: async () => ({}) });
  const steps = ['lost_answer'] as const;
  assert.deepEqual(verdictsOf(await drill({ steps })), ['lost_answer passed: went_on']);
  let isUp = true;
  const trigger = async () => {
    if (!isUp) throw new Error('It crashed.');
    isUp = false;
    await app.send();
  };
  assert.deepEqual(verdictsOf(await drill({ steps, trigger })), ['lost_answer failed: gone']);
});

for (const [what, status, found] of [
  ['HTTP 500', 500, 'not_ok'],
  ['no answer at all', 0, 'no_answer'],
] as const) {
  test(`a program that gives copies of a callback ${what} fails late_copies`, async (t) => {
    const { drill } = await drilled(t, { copy: async () => status });
    assert.deepEqual(verdictsOf(await drill({ steps: ['late_copies'] })), [`late_copies failed: ${found}`]);
  });
}
