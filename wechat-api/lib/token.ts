import type { AccessToken as Token } from 'wechat-enterprise-api/core';
import { read } from 'wechat-enterprise-api/core';

/** s. What WeChat always says, for an answer that does not say it. */
const USUAL_LIFE = 7200;

export interface AccountToken extends Token {
  /** Whether the clock lets it live. Without an `expireTime` it is not valid, as ever. */
  isValid(): boolean;
}

/** `API.AccessToken`: `expireTime` is the moment from which it is not valid any more, in ms since 1970. */
export interface AccountTokenConstructor {
  new (accessToken: string, expireTime?: number): AccountToken;
  (accessToken: string, expireTime?: number): AccountToken;
  readonly prototype: AccountToken;
}

function makeAccessToken(this: unknown, accessToken: string, expireTime?: number): AccountToken {
  if (!(this instanceof AccessToken)) return new AccessToken(accessToken, expireTime);
  return Object.assign(this, { accessToken, expireTime });
}

// An exported function constructor would lose its name, which 1.x's had.
export const AccessToken = Object.defineProperty(makeAccessToken, 'name', {
  value: 'AccessToken',
}) as AccountTokenConstructor;

AccessToken.prototype.isValid = function (this: AccountToken) {
  return !!this.accessToken && Date.now() < Number(this.expireTime);
};

/** A token fetched just now. The 10 s are for the way to WeChat: a token is not to die while a request travels. */
export function fetchedToken(accessToken: string, expiresIn: unknown): AccountToken {
  const told = Number(expiresIn);
  const seconds = told > 0 ? told : USUAL_LIFE;
  const token = new AccessToken(accessToken, Date.now() + (seconds - 10) * 1000);
  return Object.defineProperty(token, 'expiresIn', { value: seconds });
}

/** The usable token among whatever a store gave. One without an `expireTime` is used until WeChat refuses it. */
export function restored(stored: unknown): AccountToken | undefined {
  const accessToken = read(stored, 'accessToken');
  if (typeof accessToken !== 'string' || accessToken === '') return undefined;
  const expireTime = read(stored, 'expireTime');
  const token = new AccessToken(accessToken, expireTime === undefined ? undefined : Number(expireTime));
  return expireTime === undefined || token.isValid() ? token : undefined;
}
