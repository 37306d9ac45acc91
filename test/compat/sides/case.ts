import type { AnswerName } from './answers';
import { type Outcome, redacted } from './outcome';

/** Stands for the callback among a step's arguments; each run puts one of its own there. */
export const CALLBACK = Symbol('callback');

/** Stands for the path of a file that exists while the tests run. */
export class File {
  constructor(readonly name: string) {}
}

/** Stands for a full URL on the recording server. */
export class Url {
  constructor(
    readonly path: string,
    readonly scheme = 'http://',
  ) {}
}

/** One call on the api: its name and its arguments. */
export type Step = readonly [method: string, ...args: unknown[]];

/** What the constructor is given, where it matters. */
export interface Setup {
  corpid?: string | undefined;
  corpsecret?: string;
  agentid?: unknown;
  getToken?: (...args: never[]) => unknown;
  saveToken?: (...args: never[]) => unknown;
  /** NODE_ENV=production */
  production?: boolean;
}

/** Where ours differs on purpose. `number` is that of History.md; the other two have no number: they hold for every method. */
export interface Difference {
  number: number | 'bad input' | 'called once';
  /** In words, after the call's name. */
  how: string;
  /** Ours does what the original does in this case (its material chapter mended, see worker.ts). */
  like?: Case;
  /** What ours does instead, made from what the original does here, or for `like`. */
  ours?: (original: Outcome[]) => Outcome[];
}

export interface Case {
  /** Made one after the other on the same api, each when the one before is over. */
  steps: readonly Step[];
  setup: Setup;
  /** Tried with every answer, not only with a good one and a refusal; and as `_name`. */
  ordinary: boolean;
  tokens: readonly Token[];
  answers: readonly AnswerName[];
  difference?: Difference;
}

/** Whether a token is stored when the case begins. */
export type Token = 'stored' | 'fresh';

const usual = { setup: {}, ordinary: false, tokens: ['stored', 'fresh'], answers: ['ok', 'refused'] } as const;

/** Calls one after the other on one api. */
export function steps(...all: Step[]): Case {
  return { ...usual, steps: all };
}

/** One call. */
export function call(...step: Step): Case {
  return steps(step);
}

/** The call that stands for its method. */
export function ordinary(...step: Step): Case {
  return { ...steps(step), ordinary: true };
}

/** The same case on an api made with `setup`. */
export function given(setup: Setup, one: Case): Case {
  return { ...one, setup };
}

/** Without a callback: the promise gives what the callback would have got. */
export function promised(...step: Step): Case {
  return asked(call(...step), call(...step, CALLBACK));
}

/** `one`, whose promise gives what the callback of `like` got. */
export function asked(one: Case, like: Case): Case {
  return { ...one, difference: { number: 6, how: 'gives a promise', like, ours: asPromise } };
}

/** `null` or `undefined` in the callback's place is no callback. */
export function nulled(...step: Step): Case[] {
  return [null, undefined].map((none) => ({ ...promised(...step), steps: [[...step, none]] }));
}

/** `one`, for which ours does what the original does for `args`. */
export function likeArgs(number: number, one: Case, ...args: unknown[]): Case {
  const how = 'does what it was meant to do';
  const [method = ''] = one.steps.at(-1) ?? [];
  const like = { ...one, steps: [...one.steps.slice(0, -1), [method, ...args] as const] };
  return { ...one, difference: { number, how, like } };
}

/** `one`, which the original answers with a crash or not at all: here its callback gets `error`, written `Name: message`. */
export function fails(number: Difference['number'], one: Case, error: string, sync = false): Case {
  const [name = '', ...message] = error.split(': ');
  // What goes wrong on the way to the transport gets the prefix of a transport error.
  const keys = name.startsWith('WeChatAPI') ? ['name'] : [];
  const err = { name, message: message.join(': '), code: undefined, keys };
  const answer = { err, data: undefined, res: undefined, sync };
  const ours = (original: Outcome[]) => onLast(original, ({ wire }) => ({ wire, calls: [answer] }));
  return { ...one, difference: { number, how: `answers ${name}`, ours } };
}

/** `one`, whose list of two stands where one id belongs: the original sends both, and WeCom takes whichever it likes. */
export function listed(one: Case, name: string): Case {
  const err = { name: 'TypeError', message: `${name} must be one value, got 2.`, code: undefined, keys: [] };
  const calls = [{ err, data: undefined, res: undefined, sync: false }];
  const ours = (original: Outcome[]) => onLast(original, ({ wire }) => ({ wire: wire.slice(0, -1), calls }));
  return { ...one, difference: { number: 23, how: 'refuses the list', ours } };
}

/** `one`, whose last request goes to `target` instead. TOKEN in it stands for the one in use. */
export function sends(number: number, one: Case, target: string): Case {
  const ours = (original: Outcome[]) => onLast(original, (outcome) => redirected(outcome, target));
  return { ...one, difference: { number, how: 'encodes what goes into the URL', ours } };
}

function redirected(outcome: Outcome, target: string): Outcome {
  const last = outcome.wire.at(-1);
  const before = outcome.wire.slice(0, -1);
  if (!last) return outcome;
  const token = before.length > 0 ? 'fresh-token' : 'stored-token';
  const url = target.replace('TOKEN', token);
  const calls = outcome.calls.map((answer) =>
    answer.res ? { ...answer, res: { ...answer.res, urls: [redacted(url)] } } : answer,
  );
  return { ...outcome, wire: [...before, { ...last, url }], calls };
}

/** The callback's answer, as a promise gives it. */
function asPromise(outcomes: Outcome[]): Outcome[] {
  return onLast(outcomes, ({ wire, calls: [answer] }) => ({
    wire,
    calls: [],
    returned: answer?.err ? { rejected: answer.err } : { resolved: answer?.data },
  }));
}

/** Changes what the last step did. */
export function onLast(outcomes: Outcome[], change: (outcome: Outcome) => Outcome): Outcome[] {
  return outcomes.map((outcome, at) => (at === outcomes.length - 1 ? change(outcome) : outcome));
}
