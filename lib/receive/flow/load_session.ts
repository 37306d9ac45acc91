import { read } from '../../core/property';
import type { AnyResponse, ReceivedRequest, Replying } from '../types/handlers';
import { List } from './list';
import { afterEnd } from './reply';
import { Session, type SessionStore } from './session';

type ReplyingResponse = AnyResponse & Pick<Replying, 'reply'>;

/**
 * Gives a request the session of its user, if a session middleware is in front, and its response the lists to choose
 * from. The key is that of wechat-enterprise 0.1.1, so that what it stored is found again.
 */
export function loadSession(req: ReceivedRequest, res: ReplyingResponse): Promise<void> | undefined {
  const { FromUserName, ToUserName } = req.weixin;
  const store = read(req, 'sessionStore');
  if (!isStore(store) || typeof FromUserName !== 'string') return undefined;
  return load(`${FromUserName}:${ToUserName}`, store, req, res);
}

async function load(id: string, store: SessionStore, req: ReceivedRequest, res: ReplyingResponse): Promise<void> {
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

function refuseList(res: AnyResponse, name: string, callback?: (err: Error) => void): void {
  const err = Object.assign(new Error(`Undefined list: ${name}`), { name: 'UndefinedListError' });
  res.writeHead(500);
  res.end(err.name);
  callback?.(err);
}
