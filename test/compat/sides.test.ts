import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { inspect, isDeepStrictEqual } from 'node:util';
import { cases } from './cases';
import { STORED } from './sides/answers';
import { type Book, runBoth, type Side } from './sides/both';
import { CALLBACK, type Case, File, type Step, Url } from './sides/case';
import { rules } from './sides/differences';
import { type Expected, expected } from './sides/expected';
import type { Outcome } from './sides/outcome';
import { type Run, runs } from './sides/runs';

interface Compared extends Expected {
  run: Run;
  original: Outcome[];
  ours: Outcome[];
}

let books: Record<Side, Book>;
let compared: Compared[];

before(async () => {
  books = await runBoth();
  compared = runs.flatMap((run, at) => {
    if (run.like) return [];
    const [original = [], ours = []] = [books.original.outcomes[at], books.ours.outcomes[at]];
    return [{ run, original, ours: ours.map((outcome) => sentOnce(outcome, run)), ...expected(run, books.original) }];
  });
});

/** What is dropped on a used connection is sent once more (difference 12), and whether it was used is a matter of chance here. */
function sentOnce(outcome: Outcome, { answer }: Run): Outcome {
  if (answer !== 'dropped') return outcome;
  const wire = outcome.wire.filter((request, at, all) => !isDeepStrictEqual(request, all[at - 1]));
  return { ...outcome, wire };
}

test('every public method of the original is called', () => {
  const { prototype }: { prototype: object } = createRequire(__filename)('original');
  const called = new Set(cases.flatMap(({ steps }) => steps.map(([method]) => method)));
  const methods = Object.keys(prototype).filter((name) => !name.startsWith('_'));
  assert.equal(methods.length, 60);
  assert.deepEqual(
    methods.filter((name) => !called.has(name)),
    [],
  );
});

for (const one of cases) {
  test(titleOf(one), () => {
    const all = compared.filter(({ run }) => run.case === one);
    assert.notEqual(all.length, 0);
    for (const { run, original, ours, outcomes } of all) {
      assert.deepEqual([original.length, ours.length], [run.steps.length, run.steps.length], 'a step went unreported');
      // The text takes longer than to compare, for thousands of runs.
      if (isDeepStrictEqual(ours, outcomes)) continue;
      assert.deepEqual(ours, outcomes, `${circumstances(run)}; the original: ${inspect(original, { depth: 6 })}`);
    }
    if (one.difference) assert.ok(all.some(differs), 'there is no difference');
  });
}

for (const rule of rules) {
  test(`difference ${rule.number}: ${rule.title}`, () => {
    const all = compared.filter(({ shown }) => shown.includes(rule));
    assert.notEqual(all.length, 0, 'it never showed');
    for (const one of all) {
      assert.ok(differs(one), `there is no difference: ${titleOf(one.run.case)}, ${circumstances(one.run)}`);
      assert.deepEqual(one.ours, one.outcomes);
    }
  });
}

test('difference 11: no error and no failed response of ours holds a secret', () => {
  const leaking = (side: Side) =>
    books[side].reports
      .filter(({ calls }) => calls.some(({ leaks }) => leaks))
      .flatMap(({ run }) => (runs[run] ? [`${titleOf(runs[run].case)}, ${circumstances(runs[run])}`] : []));
  assert.notEqual(leaking('original').length, 0, 'the original leaked, so the search works');
  const leaks = leaking('ours');
  assert.equal(leaks.length, 0, leaks.join('\n'));
});

test('difference 11: the response of a success still has the URL as it was sent', () => {
  const answers = books.ours.reports.flatMap(({ calls }) => calls).filter(({ err }) => !err);
  const urls = answers.flatMap(({ res }) => res?.urls ?? []);
  assert.ok(urls.some((url) => url.includes(`access_token=${STORED}`)));
  assert.deepEqual(
    urls.filter((url) => url.includes('***')),
    [],
  );
});

test('difference 12: connections are used again where the original closed them', () => {
  const share = (side: Side) => {
    const answers = books[side].reports.flatMap(({ calls }) => calls).filter(({ res }) => res);
    return answers.filter(({ reused }) => reused).length / answers.length;
  };
  assert.equal(share('original'), 0);
  assert.ok(share('ours') > 0.8, `${share('ours')}`);
});

function differs({ original, ours }: Compared): boolean {
  return !isDeepStrictEqual(original, ours);
}

function titleOf({ steps, setup, difference }: Case): string {
  const where = Object.entries(setup).map(([name, value]) => `with ${name} ${show(value)}, `);
  const what = `${where.join('')}${steps.map(showStep).join(', then ')}`;
  if (!difference) return `${what} is as it was`;
  const { number, how } = difference;
  return `${typeof number === 'number' ? `difference ${number}` : number}: ${what} ${how}`;
}

function showStep([method, ...args]: Step): string {
  return `${method}(${args.map(show).join(', ')})`;
}

function show(arg: unknown): string {
  if (arg === CALLBACK) return 'callback';
  if (arg instanceof File) return `<${arg.name}>`;
  if (arg instanceof Url) return `<${arg.scheme}…/${arg.path}>`;
  if (arg instanceof Error) return `<${arg.message}>`;
  if (typeof arg === 'function') return arg.name.startsWith('gives ') ? arg.name : String(arg).replace(/\s+/g, ' ');
  return inspect(arg, { breakLength: Number.POSITIVE_INFINITY }).replace('Symbol(callback)', 'callback');
}

function circumstances({ token, answer, atToken, twin }: Run): string {
  return `token ${token}, ${atToken ? 'gettoken' : 'answer'} ${answer}${twin ? ', as _name' : ''}`;
}
