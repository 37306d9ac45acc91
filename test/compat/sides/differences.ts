import { type AnswerName, FRESH, STORED } from './answers';
import type { Answer, Failure, Outcome, Response } from './outcome';
import { methodOf, type Run, TOKEN_METHODS } from './runs';

/** What the original did with the same case under other circumstances. */
export type Lookup = (run: Run, circumstances: Partial<Run>) => Outcome;

/** An intended difference that comes with the kind of answer rather than with the arguments. */
export interface Rule {
  number: number;
  title: string;
  /** Whether it shows in `run`, in which the original did `original`. */
  shows(run: Run, original: Outcome): boolean;
  /** What ours does, made from what the original did. */
  ours(original: Outcome, run: Run, lookup: Lookup): Outcome;
}

const RAW = new Set(['getCallbackIP', 'batchGetResult', 'delMaterial', 'countMaterial']);
const FILES = new Set(['getMedia', 'getMaterial']);
/** Their callbacks never got the response. */
const WITHOUT_RESPONSE = new Set(['getTicket', 'getJsConfig', ...TOKEN_METHODS]);
const NO_BODY: AnswerName[] = ['empty', 'emptyFile', 'noContent', 'null'];
const DEAD_TOKEN: AnswerName[] = ['expired', 'invalid', 'unknown'];

const refusal = (message: string, code: unknown): Failure => ({
  name: 'WeChatAPIError',
  message,
  code,
  keys: ['code', 'name'],
});
const noData = refusal('No data received.', -1);

const is = (methods: Set<string>, run: Run) => methods.has(methodOf(run)) && !run.atToken;
const crashed = ({ crashes = [] }: Outcome) => crashes.some((crash) => 'name' in crash && crash.name === 'TypeError');

export const rules: Rule[] = [
  {
    number: 3,
    title: 'the four calls that gave a Buffer give the parsed object and report errors',
    shows: (run, { calls: [answer] }) => is(RAW, run) && !answer?.err && textOf(answer) !== undefined,
    ours: (original) => answered(original, readRaw),
  },
  {
    number: 7,
    title: 'getMedia and getMaterial recognise an error whatever its type, and give its code',
    shows: (run, { calls: [answer] }) => is(FILES, run) && !!answer && overlooked(answer),
    ours: (original) => answered(original, readFile),
  },
  {
    number: 3,
    title: 'a JSON answer to getMedia or getMaterial can be parsed once more',
    shows: (run, { calls: [answer] }) => is(FILES, run) && answer?.err === null && isParsed(answer.data),
    ours: (original) => ({
      ...original,
      calls: original.calls.map((answer) => ({ ...answer, data: withToString(answer.data) })),
    }),
  },
  {
    number: 7,
    title: 'an empty file and a page of HTML are no files',
    shows: (run, { calls: [answer] }) => is(FILES, run) && !answer?.err && isNoFile(answer),
    ours: (original) => answered(original, readNoFile),
  },
  {
    number: 19,
    title: 'an HTTP status of 300 or more without an errcode is an error',
    shows: (run, { calls: [answer] }) => is(FILES, run) && !answer?.err && Number(answer?.res?.status) >= 300,
    ours: (original) => ({
      ...original,
      calls: original.calls.map((answer) => ({ ...answer, err: badStatus(answer) })),
    }),
  },
  {
    number: 7,
    title: 'an answer without a body is an error where it was a crash',
    shows: (run, original) => NO_BODY.includes(run.answer) && crashed(original),
    ours: ({ crashes: _, ...original }, run, lookup) => {
      if (run.atToken || WITHOUT_RESPONSE.has(methodOf(run))) return { ...original, calls: [failed(noData)] };
      const [good] = lookup(run, { answer: 'ok' }).calls;
      return { ...original, calls: [failed(noData, null, good?.res && withoutBody(good.res, run.answer))] };
    },
  },
  {
    number: 7,
    title: 'errcode "0" as text is success',
    shows: (run, { calls: [answer] }) => run.answer === 'good0InText' && !!answer?.err && 'name' in answer.err,
    ours: (original, run, lookup) => {
      if (run.atToken) return lookup(run, { answer: 'ok' });
      const calls = original.calls.map((answer) => ({ ...answer, err: null }));
      return { ...original, calls };
    },
  },
  {
    number: 17,
    title: 'a gettoken answer without a token is an error',
    shows: (run, { wire }) => run.answer === 'noToken' && !!wire[0]?.url.startsWith('gettoken'),
    ours: ({ wire, ...original }) => ({
      ...original,
      wire: wire.slice(0, 1),
      calls: [failed(refusal('gettoken answered without an access_token.', -1))],
    }),
  },
  {
    number: 2,
    title: 'a dead token is replaced by another one, and the call repeated once',
    shows: (run, { wire }) => DEAD_TOKEN.includes(run.answer) && !!wire[0]?.url.includes(`access_token=${STORED}`),
    ours: ({ wire }, run, lookup) => {
      const healthy = lookup(run, { token: 'fresh', answer: 'ok' });
      return { ...healthy, wire: [...wire.slice(0, 1), ...healthy.wire] };
    },
  },
  {
    number: 18,
    title: 'raw control characters in an answer do no harm',
    shows: (run, { calls: [answer] }) => run.answer === 'controls' && !!answer?.err,
    ours: (original) => {
      const data = { errcode: 0, name: 'a\u0001\tb' };
      const good = ({ res, sync }: Answer) => ({ err: null, data, res: res && { ...res, data }, sync });
      return { ...original, calls: original.calls.map(good) };
    },
  },
  {
    number: 18,
    title: 'the member behind a code has its userid under both names',
    shows: (run, { calls: [answer] }) => is(new Set(['getUserIdByCode']), run) && 'UserId' in Object(answer?.data),
    ours: (original) => hiding(original, ['userid']),
  },
  {
    number: 14,
    title: 'a fetched token knows when it expires',
    shows: (_, { calls: [answer] }) => Object(answer?.data).AccessToken?.accessToken === FRESH,
    ours: (original) => hiding(original, ['expireTime', 'expiresIn']),
  },
];

function failed(err: Failure, data?: unknown, res?: Response): Answer {
  return { err, data, res, sync: false };
}

function withoutBody(res: Response, answer: AnswerName): Response {
  const none = { ...res, size: 0, data: null };
  if (answer === 'noContent')
    return { ...none, status: 204, statusCode: 204, statusMessage: 'No Content', type: undefined };
  if (answer === 'emptyFile') return { ...none, type: 'image/jpeg' };
  return { ...none, size: answer === 'null' ? 4 : 0 };
}

/** Good data with properties that only a closer look shows. */
function hiding(outcome: Outcome, hidden: string[]): Outcome {
  const calls = outcome.calls.map((answer) => {
    const data = { ...Object(answer.data), '[hidden]': hidden };
    return { ...answer, data, res: answer.res && { ...answer.res, data } };
  });
  return { ...outcome, calls };
}

type Read = (text: string) => { err: Failure | null; data: unknown };

/** What the bytes of an answer mean when they are read. */
function answered(original: Outcome, read: Read): Outcome {
  const calls = original.calls.map((answer) => ({ ...answer, ...read(textOf(answer) ?? '') }));
  return { ...original, calls };
}

/** The text of an answer that the transport left as bytes. */
function textOf(answer: Answer | undefined): string | undefined {
  const bytes = Reflect.get(Object(answer?.res?.data), 'Buffer');
  return typeof bytes === 'string' ? bytes : undefined;
}

/** Whether a JSON answer to a download was taken for a file, or lost its code: the exact content type alone counted. */
function overlooked({ err, data, res }: Answer): boolean {
  if (err) return 'name' in err && err.name === 'WeChatAPIError' && err.code === undefined;
  const type = String(res?.type);
  return 'Buffer' in Object(data) && (type.startsWith('application/json') || type === 'text/plain');
}

const readRaw: Read = (text) => {
  if (text === '' || text === 'null') return { err: noData, data: null };
  const { value, message } = parse(text);
  if (message !== undefined) return { err: badJSON('WeChatAPIJSONResponseFormatError', message, ['name']), data: text };
  const data = typeof value === 'object' && !Array.isArray(value) ? { ...value, '[hidden]': ['toString'] } : value;
  return { err: refused(value), data };
};

const readFile: Read = (text) => {
  if (text === '' || text === 'null') return { err: noData, data: { Buffer: text } };
  const { value, message } = parse(text);
  if (message !== undefined) return { err: badJSON('SyntaxError', message, []), data: { Buffer: text } };
  return { err: refused(value), data: withToString(value) };
};

function withToString(value: unknown): unknown {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? { ...value, '[hidden]': ['toString'] } : value;
}

function isParsed(data: unknown): boolean {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  return !('Buffer' in data) && !('[hidden]' in data);
}

const readNoFile: Read = (text) => ({
  err:
    text === ''
      ? noData
      : badJSON('WeChatAPIResponseFormatError', 'The answer is a page of HTML, not a file', ['name']),
  data: { Buffer: text },
});

function isNoFile(answer: Answer | undefined): boolean {
  return Number(answer?.res?.status) < 300 && (textOf(answer) === '' || answer?.res?.type === 'text/html');
}

function badStatus({ res }: Answer): Failure {
  const message = `HTTP status ${res?.status}`;
  return { name: 'WeChatAPIStatusError', message, code: undefined, keys: ['name', 'status'] };
}

function parse(text: string): { value?: unknown; message?: string } {
  try {
    return { value: JSON.parse(text.replace('\u0001\t', '\\u0001\\t')) };
  } catch (err) {
    return { message: err instanceof Error ? err.message : '' };
  }
}

function badJSON(name: string, message: string, keys: string[]): Failure {
  return { name, message, code: undefined, keys };
}

function refused(value: unknown): Failure | null {
  const { errcode, errmsg = '' }: { errcode?: unknown; errmsg?: unknown } = Object(value);
  return Number(errcode ?? 0) === 0 ? null : refusal(String(errmsg), errcode);
}
