import { type Asked, ask } from '../core/ask';
import { read } from '../core/property';
import type { RawCallback, RequestOptions, AccessToken as Token } from '../core/types';
import { contextOf } from './identity';

export interface AccessTokenConstructor {
  new (accessToken: string): Token;
  (accessToken: string): Token;
  readonly prototype: Token;
}

function makeAccessToken(this: unknown, accessToken: string): Token {
  if (!(this instanceof AccessToken)) return new AccessToken(accessToken);
  (this as Token).accessToken = accessToken;
  return this;
}

// An exported function constructor would lose its name, which 0.3.0's had.
export const AccessToken = Object.defineProperty(makeAccessToken, 'name', {
  value: 'AccessToken',
}) as AccessTokenConstructor;

/** The tokens of a family. `T` is its api. */
export interface Tokens<T> {
  /** The name of the call that fetches one, for messages. */
  call: string;
  url(api: T): string;
  /** urllib's options for that call, where it is more than a GET of JSON. */
  options?(api: T): RequestOptions;
  AccessToken: AccessTokenConstructor;
  /** A token fetched just now. */
  made(accessToken: string, expiresIn: unknown): Token;
  /** What an answer without an access_token gives, where that is not an error. */
  lacking?(api: T): Token | undefined;
  /** The usable token among whatever a store gave, if there is one. */
  restored(stored: unknown): Token | undefined;
}

/** A token fetched just now. The 10 s are for the way to WeCom: a token is not to die while a request travels. */
export function fetchedToken(accessToken: string, expiresIn: unknown): Token {
  const token = new AccessToken(accessToken);
  const seconds = Number(expiresIn);
  if (!(seconds > 0)) return token;
  return Object.defineProperties(token, {
    expireTime: { value: Date.now() + (seconds - 10) * 1000 },
    expiresIn: { value: seconds },
  });
}

/** Whether the clock says that this token is dead. WeCom may void it earlier, and says so with an errcode. */
export function isExpired(token: unknown): boolean {
  const expireTime = read(token, 'expireTime');
  return typeof expireTime === 'number' && expireTime <= Date.now();
}

export function isUsable(token: unknown): token is Token {
  const accessToken = read(token, 'accessToken');
  return typeof accessToken === 'string' && accessToken !== '';
}

/** The store of an api: the two functions that users replace. */
export interface TokenStore {
  getToken: Asked;
  saveToken: Asked;
}

type TokenCallback = (err: unknown, token?: Token, isSilent?: boolean) => void;

/**
 * The stored token, if there is a usable one; a file store without a file has none. A store that is silent for long
 * has none either, unless `patient`: then it is waited for, as there is nobody else to ask.
 */
export function storedToken(
  store: TokenStore,
  { restored }: Pick<Tokens<never>, 'restored'>,
  patient: boolean,
  callback: TokenCallback,
): void {
  const answer: RawCallback = (err, token) => {
    if (err && read(err, 'code') !== 'ENOENT') return callback(err);
    callback(null, err ? undefined : restored(token));
  };
  const patience = { name: 'getToken', over: () => callback(null, undefined, true) };
  ask(store, store.getToken, [], answer, patient ? undefined : patience, () => contextOf(store, 'token'));
}

/** Saves a token. It is good even if the store never says that it has it. */
export function saveToken(store: TokenStore, token: Token, done: RawCallback): void {
  const context = () => contextOf(store, 'token', token.expiresIn);
  ask(store, store.saveToken, [token], (err) => done(err), { name: 'saveToken', over: () => done(null) }, context);
}

/** The token among whatever a store gave: its other keys are the store's own. */
export function restored(token: unknown): Token | undefined {
  if (token instanceof AccessToken && token.accessToken) return token;
  const accessToken = read(token, 'accessToken');
  if (Buffer.isBuffer(accessToken)) return restored({ accessToken: accessToken.toString() });
  return isUsable(token) ? AccessToken(token.accessToken) : undefined;
}
