import { gzipSync } from 'node:zlib';

export const STORED = 'stored-token';
export const FRESH = 'fresh-token';
export const SECRET = 'the-corp-secret';
export const TICKET = 'the-jsapi-ticket';

/** What the server sends back. */
export interface Reply {
  status: number;
  type: string | undefined;
  body: Buffer;
  encoding?: string;
}

const JSON_TYPE = 'application/json; charset=UTF-8';

/** One good answer that serves every endpoint. */
const GOOD = {
  errcode: 0,
  errmsg: 'ok',
  id: 2,
  tagid: 3,
  media_id: 'a-media',
  jobid: 'a-job',
  ticket: TICKET,
  access_token: FRESH,
  expires_in: 7200,
  UserId: 'zhangsan',
  ip_list: ['101.226.103.*'],
  list: [{ id: 1, name: '广州研发中心 "A"' }],
};

const REFUSED = { errcode: 60011, errmsg: 'no privilege to access/modify contact/party/agent' };
const TOKEN = { errcode: 0, errmsg: 'ok', access_token: FRESH, expires_in: 7200 };
const GBK_OK = Buffer.from('7b226572726d7367223a22b3c9b9a6222c2264617461223a317d', 'hex');

type Answer = (token: string | null) => Reply | 'dropped' | 'cut';

/** Every way in which the server answers. The cases' own are `ok` and `refused`. */
const answers = {
  ok: () => json(GOOD),
  refused: () => json(REFUSED),
  refusedExactType: () => json(REFUSED, 'application/json'),
  refusedAsText: () => json(REFUSED, 'text/plain'),
  refusedWithoutWords: () => json({ errcode: 60011 }),
  refusedInText: () => json({ errcode: '60011', errmsg: 'as text' }),
  good0InText: () => json({ ...GOOD, errcode: '0' }),
  goodExactType: () => json(GOOD, 'application/json'),
  html: () => text('<html>502</html>', 'text/html'),
  html500: () => ({ ...text('<html>500</html>', 'text/html'), status: 500 }),
  json500: () => ({ ...json(GOOD), status: 500 }),
  moved: () => ({ ...text('<html>302</html>', 'text/html'), status: 302 }),
  empty: () => text('', JSON_TYPE),
  emptyFile: () => text('', 'image/jpeg'),
  noContent: () => ({ ...text('', undefined), status: 204 }),
  null: () => text('null', JSON_TYPE),
  array: () => text('[1]', JSON_TYPE),
  number: () => text('5', JSON_TYPE),
  broken: () => text('{"errcode":0,"errmsg":', JSON_TYPE),
  brokenExactType: () => text('{"errcode":0,"errmsg":', 'application/json'),
  bom: () => text('\ufeff{"errcode":0}', JSON_TYPE),
  controls: () => text('{"errcode":0,"name":"a\u0001\tb"}', JSON_TYPE),
  gbk: (): Reply => ({ status: 200, type: 'application/json; charset=gbk', body: GBK_OK }),
  gzip: (): Reply => ({ ...json(GOOD), body: gzipSync(JSON.stringify(GOOD)), encoding: 'gzip' }),
  dropped: () => 'dropped' as const,
  cut: () => 'cut' as const,
  expired: (token: string | null) => (token === STORED ? json({ errcode: 42001, errmsg: 'expired' }) : json(GOOD)),
  invalid: (token: string | null) => (token === STORED ? json({ errcode: 40014, errmsg: 'invalid' }) : json(GOOD)),
  unknown: (token: string | null) => (token === STORED ? json({ errcode: 40001, errmsg: 'unknown' }) : json(GOOD)),
  noToken: () => json({ errcode: 0, errmsg: 'ok' }),
  badSecret: () => json({ errcode: 40001, errmsg: 'invalid credential' }),
} satisfies Record<string, Answer>;

export type AnswerName = keyof typeof answers;

/** The reply to a request for `path`, while the endpoint called (or gettoken, if `atToken`) answers as `name` says. */
export function reply(name: AnswerName, atToken: boolean, path: string, token: string | null): ReturnType<Answer> {
  const answer: Answer = answers[name];
  if (path === 'gettoken') return atToken && name !== 'ok' ? answer(token) : json(TOKEN);
  const chosen = atToken ? answers.ok() : answer(token);
  const isFile = path === 'media/get' || path === 'material/get';
  if (isFile && typeof chosen === 'object' && chosen.body.equals(json(GOOD).body) && chosen.type === JSON_TYPE) {
    return { ...chosen, type: 'image/jpeg', body: Buffer.from('\u00ff\u00d8 a picture', 'latin1') };
  }
  return chosen;
}

function json(value: object, type = JSON_TYPE): Reply {
  return text(JSON.stringify(value), type);
}

function text(body: string, type: string | undefined): Reply {
  return { status: 200, type, body: Buffer.from(body) };
}
