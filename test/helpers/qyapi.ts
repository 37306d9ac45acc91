import { randomBytes } from 'node:crypto';
import { type Answer, JSON_TYPE, type Lifetime, type Recorded, type Server, serve } from './server';

type Fields = Record<string, unknown>;
type Route = (request: Recorded) => Fields | Promise<Fields>;
type Company = ReturnType<typeof found>;

/** A small stand-in for qyapi.weixin.qq.com: one company, in memory. */
export interface Qyapi extends Server, Company {
  /** Lets the token die before its time: the next call is answered with 42001, the next gettoken gives another one. */
  expire(): void;
}

/** A company with one app, one department and one member. */
function found() {
  return {
    corpid: 'ww0123456789abcdef',
    corpsecret: 'the-secret-of-a-made-up-app',
    agentid: 1000002,
    departments: new Map([[1, { id: 1, name: '公司', parentid: 0, order: 100_000_000 }]]),
    users: new Map<string, Fields>([['zhangsan', { userid: 'zhangsan', name: '张三', department: [1], status: 1 }]]),
    /** What was uploaded, by media_id. */
    media: new Map<string, File>(),
    /** The bodies of the messages that went out. */
    messages: [] as Fields[],
  };
}

const TWO_HOURS = 7200;
const MEDIA_TYPES = ['image', 'voice', 'video', 'file'];
const MSGTYPES = ['text', 'image', 'voice', 'video', 'file', 'textcard', 'news', 'mpnews', 'markdown', 'template_card'];
/** These come without a hint. */
const BARE = [40014, 60104];

class Refusal extends Error {
  constructor(
    readonly errcode: number,
    words: string,
    readonly more: Fields = {},
  ) {
    super(BARE.includes(errcode) ? words : `${words}, ${hint(errcode)}`);
  }
}

function hint(errcode: number): string {
  const id = `${Date.now()}${randomBytes(6).readUIntBE(0, 5)}`;
  return `hint: [${id}], from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
}

function must(good: unknown, errcode: number, words: string, more?: Fields): asserts good {
  if (!good) throw new Refusal(errcode, words, more);
}

export async function qyapi(t: Lifetime): Promise<Qyapi> {
  const company = found();
  const tokens = new Tokens();
  const routes = { ...contacts(company), ...messaging(company) };
  const server = await serve(t, (request) => {
    const path = request.path.replace('/cgi-bin/', '');
    if (path === 'gettoken') return answer(() => tokens.give(request.query, company));
    const route = routes[path];
    if (!route) return (res) => void res.writeHead(404).end();
    return answer(() => {
      tokens.check(request.query.get('access_token'));
      return route(request);
    });
  });
  return Object.assign(server, company, { expire: () => tokens.expire() });
}

/** The answer as WeCom sends it: status 200 whatever happened, the errcode repeated in a header. */
async function answer(run: () => Fields | Promise<Fields>): Promise<Answer> {
  const body = await Promise.resolve().then(run).catch(refused);
  const { errcode, errmsg } = body;
  const headers = { ...JSON_TYPE, server: 'nginx', 'error-code': String(errcode), 'error-msg': String(errmsg) };
  return (res) => void res.writeHead(200, headers).end(JSON.stringify(body));
}

function refused(err: unknown): Fields {
  if (!(err instanceof Refusal)) throw err;
  return { errcode: err.errcode, errmsg: err.message, ...err.more };
}

const ok = (more: Fields = {}, errmsg = 'ok'): Fields => ({ errcode: 0, errmsg, ...more });

function bodyOf({ body }: Recorded): Fields {
  return Object(JSON.parse(body.toString() || '{}'));
}

/** One token for two hours: who asks again gets the same one, and `expires_in` as if it were new. */
class Tokens {
  #current = { token: '', dies: 0 };
  readonly #expired = new Set<string>();

  give(query: URLSearchParams, { corpid, corpsecret }: Company): Fields {
    must(query.get('corpsecret'), 41004, 'corpsecret missing');
    must(query.get('corpid'), 41002, 'corpid missing');
    must(query.get('corpid') === corpid, 40013, 'invalid corpid');
    must(query.get('corpsecret') === corpsecret, 40001, 'invalid credential');
    if (this.#current.dies <= Date.now()) {
      this.#expired.add(this.#current.token);
      this.#current = { token: randomBytes(160).toString('base64url'), dies: Date.now() + TWO_HOURS * 1000 };
    }
    return ok({ access_token: this.#current.token, expires_in: TWO_HOURS });
  }

  check(token: string | null): void {
    must(token, 41001, 'access_token missing');
    const isCurrent = token === this.#current.token;
    must(isCurrent || this.#expired.has(token), 40014, 'invalid access_token');
    must(isCurrent && this.#current.dies > Date.now(), 42001, 'access_token expired');
  }

  expire(): void {
    this.#current.dies = 0;
  }
}

/** 通讯录管理 */
function contacts({ departments, users }: Company): Record<string, Route> {
  const isBelow = (id: number, root: number): boolean =>
    id === root || (departments.has(id) && isBelow(departments.get(id)?.parentid ?? 0, root));
  return {
    'department/create': (request) => {
      const { name, parentid, order = 100_000_000, id = Math.max(...departments.keys()) + 1 } = bodyOf(request);
      const parent = Number(parentid);
      const siblings = [...departments.values()].filter((other) => other.parentid === parent);
      must(typeof name === 'string' && name !== '' && name.length <= 64, 60001, 'department invalid length');
      must(departments.has(parent), 60004, 'parent department not found');
      must(!siblings.some((other) => other.name === name), 60008, 'department existed');
      departments.set(Number(id), { id: Number(id), name, parentid: parent, order: Number(order) });
      return ok({ id: Number(id) }, 'created');
    },

    'department/list': ({ query }) => {
      const root = Number(query.get('id') ?? 1);
      must(departments.has(root), 60123, 'invalid party id', { department: [] });
      const visible = [...departments.values()].filter(({ id }) => isBelow(id, root));
      return ok({ department: visible.sort((a, b) => a.id - b.id) });
    },

    'user/create': (request) => {
      const member = bodyOf(request);
      const { userid, name, mobile, email } = member;
      const department = [member.department ?? []].flat().map(Number);
      must(typeof userid === 'string' && userid !== '', 41009, 'missing userid');
      must(name, 60112, 'invalid name');
      must(mobile || email, 60129, 'missing mobile or email');
      must(!users.has(userid.toLowerCase()), 60102, 'userid existed');
      const holder = [...users.values()].find((other) => mobile && other.mobile === mobile);
      must(!holder, 60104, `mobile existed:${holder?.userid}`);
      must(!department.some((id) => !departments.has(id)), 40066, 'invalid party list');
      users.set(userid.toLowerCase(), { ...member, department, status: 4 });
      return ok({}, 'created');
    },

    'user/get': ({ query }) => {
      const member = users.get(String(query.get('userid')).toLowerCase());
      must(member, 60111, 'userid not found', { department: [] });
      return ok(member);
    },
  };
}

/** 消息推送, 素材管理 */
function messaging({ users, media, messages, agentid }: Company): Record<string, Route> {
  return {
    'message/send': (request) => {
      const message = bodyOf(request);
      const { touser, toparty, totag } = message;
      const msgtype = String(message.msgtype);
      must(Number(message.agentid) === agentid, 301002, 'not allow operate another agent with this accesstoken.');
      must(touser || toparty || totag, 82001, 'user & party & tag all empty');
      must(MSGTYPES.includes(msgtype), 40008, 'invalid message type');
      const file = Reflect.get(Object(message[msgtype]), 'media_id');
      must(!MEDIA_TYPES.includes(msgtype) || media.has(file), 40007, 'invalid media_id');
      const receivers = touser ? String(touser).toLowerCase().split('|').filter(Boolean) : [];
      const invalid = receivers.filter((userid) => userid !== '@all' && !users.has(userid));
      const report = invalid.length > 0 ? { invaliduser: invalid.join('|') } : {};
      must(invalid.length < receivers.length || toparty || totag, 81013, 'user & party & tag all invalid', report);
      messages.push(message);
      return ok({ ...report, msgid: randomBytes(12).toString('base64url') });
    },

    'media/upload': async ({ query, headers, body }) => {
      const type = String(query.get('type'));
      must(MEDIA_TYPES.includes(type), 40004, 'invalid media type');
      const sent = new Response(body, { headers: { 'content-type': headers['content-type'] ?? '' } });
      const file = (await sent.formData().catch(() => new FormData())).get('media');
      must(file instanceof File && file.size > 0, 44001, 'empty media data');
      must(file.size > 5, 40006, 'invalid file size');
      const media_id = randomBytes(32).toString('base64url');
      media.set(media_id, file);
      return ok({ type, media_id, created_at: String(Math.floor(Date.now() / 1000)) }, '');
    },
  };
}
