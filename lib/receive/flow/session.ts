import { read } from '../../core/property';

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
