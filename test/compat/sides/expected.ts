import type { Book } from './both';
import { type Lookup, type Rule, rules } from './differences';
import type { Outcome } from './outcome';
import { type Run, runs } from './runs';

/** What ours has to do in a run, and which of the rules had a say in it. */
export interface Expected {
  outcomes: Outcome[];
  shown: Rule[];
}

const placeOf = new Map(runs.map((run, at) => [run, at]));

/** What ours has to do in `run`: what the original did, changed by the intended differences and by nothing else. */
export function expected(run: Run, original: Book): Expected {
  const shown: Rule[] = [];
  const like = run.case.difference?.like ? 1 : 0;
  const outcomes = outcomesAt(original, run, like).map((outcome, at) => {
    const changed = applied(outcome, { ...run, steps: run.steps.slice(0, at + 1) }, original);
    shown.push(...changed.shown);
    return changed.outcome;
  });
  return { outcomes: run.case.difference?.ours?.(outcomes) ?? outcomes, shown };
}

/** What the original did; `like`: in the run after it, which is the one to compare with. */
function outcomesAt(original: Book, run: Run, like: number): Outcome[] {
  return original.outcomes[(placeOf.get(run) ?? Number.NaN) + like] ?? [];
}

function applied(outcome: Outcome, run: Run, original: Book): { outcome: Outcome; shown: Rule[] } {
  const lookup: Lookup = (_, circumstances) => {
    const wanted = { token: run.token, answer: run.answer, ...circumstances };
    const other = runs.find(
      (one) =>
        one.case === run.case && !one.twin && !one.like && one.token === wanted.token && one.answer === wanted.answer,
    );
    const last = other && outcomesAt(original, other, run.case.difference?.like ? 1 : 0).at(-1);
    if (!other || !last) throw new Error('a rule looks for a run that was not made');
    return applied(last, other, original).outcome;
  };
  const shown: Rule[] = [];
  let changed = outcome;
  for (const rule of rules) {
    if (!rule.shows(run, changed)) continue;
    shown.push(rule);
    changed = rule.ours(changed, run, lookup);
  }
  return { outcome: changed, shown };
}
