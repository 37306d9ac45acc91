import { read } from '../read';
import { List } from './list';
import { afterEnd } from './turn';
import type { Arrived, Outgoing, Replying } from './types';

/** A store of sessions as express-session knows it. */
export interface SessionStore {
  get(id: string, callback: (err?: unknown, session?: unknown) => void): unknown;
  set(id: string, session: object, callback: (err?: unknown) => void): unknown;
  destroy(id: string, callback?: (err?: unknown) => void): unknown;
}

interface Owner {
  sessionStore?: SessionStore;
  wxsession?: unknown;
}

/** What is remembered of one user in one app. Its enumerable members are what the store keeps. */
export class Session {
  /** `FromUserName:ToUserName`. */
  declare readonly id: string;
  /** The request that it came with. */
  declare readonly req: Owner;
  /** The list that the user is to choose from. */
  declare _wait?: string;
  [key: string]: unknown;

  constructor(id: string, req: object, data?: unknown) {
    Object.defineProperty(this, 'id', { value: id });
    Object.defineProperty(this, 'req', { value: req });
    // What is stored does not take the place of what a session can do, or of its prototype.
    for (const key in Object(data)) {
      if (!(key in this)) this[key] = read(data, key);
    }
  }

  /** Saves it now; it is saved anyway when the response ends. */
  save(callback: (err?: unknown) => void = () => {}): this {
    this.req.sessionStore?.set(this.id, this, callback);
    return this;
  }

  /** Forgets everything of it. */
  destroy(callback?: (err?: unknown) => void): this {
    delete this.req.wxsession;
    this.req.sessionStore?.destroy(this.id, callback);
    return this;
  }
}

/**
 * Gives a request the session of its user, if a session middleware is in front, and its response the lists to choose
 * from. The key is that of wechat-enterprise 0.1.1, so that what it stored is found again.
 */
export async function remember(req: Arrived, res: Outgoing & Pick<Replying, 'reply'>): Promise<void> {
  const { FromUserName, ToUserName } = req.weixin;
  const store = read(req, 'sessionStore');
  if (!isStore(store) || typeof FromUserName !== 'string') return;
  const id = `${FromUserName}:${ToUserName}`;
  afterEnd(res, () => req.wxsession?.save());
  Object.assign(res, {
    wait(name: string, callback?: (err: Error) => void) {
      const list = List.get(name);
      if (!list) return refuseList(res, name, callback);
      if (req.wxsession) req.wxsession._wait = name;
      res.reply(list.description);
    },
    nowait(...args: Parameters<Replying['nowait']>) {
      delete req.wxsession?._wait;
      res.reply(...args);
    },
  });
  const found = await new Promise((resolve) => store.get(id, (_err, session) => resolve(session)));
  req.wxsession = new Session(id, req, found);
  if (!found) req.wxsession.cookie = read(read(req, 'session'), 'cookie');
}

function isStore(value: unknown): value is SessionStore {
  return typeof read(value, 'get') === 'function' && typeof read(value, 'set') === 'function';
}

function refuseList(res: Outgoing, name: string, callback?: (err: Error) => void): void {
  const err = Object.assign(new Error(`Undefined list: ${name}`), { name: 'UndefinedListError' });
  res.writeHead(500);
  res.end(err.name);
  callback?.(err);
}
