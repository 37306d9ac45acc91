import { createRequire } from 'node:module';
import { cases } from '../cases';
import type { AnswerName } from './answers';
import type { Case, Setup, Step, Token } from './case';

/** One case under one set of circumstances. */
export interface Run {
  case: Case;
  steps: readonly Step[];
  setup: Setup;
  token: Token;
  answer: AnswerName;
  /** It is gettoken that answers so, not the endpoint. */
  atToken: boolean;
  /** Called as `_name`, with the token set by hand. */
  twin: boolean;
  /** Of the original only: what a case with a difference is compared with. */
  like: boolean;
}

const ALL: AnswerName[] = ['html', 'empty', 'null', 'broken', 'dropped'];
const OF_TOKENS: AnswerName[] = ['expired', 'invalid', 'unknown'];
const OF_GETTOKEN: AnswerName[] = ['badSecret', 'noToken', 'good0InText', ...ALL];

/** Answers that are rare: tried on one endpoint of each kind. */
const RARE: AnswerName[] = [
  ...(['refusedExactType', 'refusedAsText', 'refusedWithoutWords', 'refusedInText', 'good0InText'] as const),
  ...(['goodExactType', 'html500', 'json500', 'moved', 'emptyFile', 'noContent', 'array', 'number'] as const),
  ...(['brokenExactType', 'bom', 'controls', 'gbk', 'gzip', 'cut'] as const),
];
const ONE_OF_EACH_KIND = new Set([
  'getUser',
  'createUser',
  'getMedia',
  'uploadMedia',
  'getCallbackIP',
  'getUserIdByCode',
]);

/** Methods whose own endpoint is gettoken. */
export const TOKEN_METHODS = new Set(['getAccessToken', 'getLatestToken']);

const { prototype }: { prototype: object } = createRequire(__filename)('original');

/** All runs, in the same order in every process: a run is named by its place here. */
export const runs: readonly Run[] = cases.flatMap((one) => {
  const circumstances = one.ordinary ? [...usual(one), ...unusual(one)] : usual(one);
  return circumstances.flatMap((run) => (one.difference?.like ? [run, likeRun(run, one.difference.like)] : [run]));
});

export function methodOf({ steps }: Pick<Case, 'steps'>): string {
  return String(steps.at(-1)?.[0]);
}

function usual(one: Case): Run[] {
  const atToken = TOKEN_METHODS.has(methodOf(one));
  return one.tokens.flatMap((token) => one.answers.map((answer) => run(one, { token, answer, atToken })));
}

function unusual(one: Case): Run[] {
  const method = methodOf(one);
  const gettoken = OF_GETTOKEN.map((answer) => run(one, { token: 'fresh', answer, atToken: true }));
  if (TOKEN_METHODS.has(method)) return gettoken;
  const rare = ONE_OF_EACH_KIND.has(method) ? RARE : [];
  const twins = `_${method}` in prototype ? one.answers.map((answer) => run(one, { answer, twin: true })) : [];
  return [
    ...[...ALL, ...rare, ...OF_TOKENS].map((answer) => run(one, { answer })),
    ...ALL.map((answer) => run(one, { token: 'fresh', answer })),
    ...gettoken,
    ...twins,
  ];
}

function run(one: Case, circumstances: Partial<Run>): Run {
  const usually = { token: 'stored', answer: 'ok', atToken: false, twin: false, like: false } as const;
  return { case: one, steps: one.steps, setup: one.setup, ...usually, ...circumstances };
}

function likeRun(original: Run, { steps, setup }: Case): Run {
  return { ...original, like: true, steps, setup };
}
