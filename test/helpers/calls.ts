import assert from 'node:assert/strict';

import API = require('../../index');

import { type Lifetime, type Recorded, type Server, serve } from './server';
import { OK } from './wecom';

export const SECRET = 'dummy-corp-secret';

/** An api whose requests go to `server`. */
export function client(server: { prefix: string }, options: Partial<API.Options> = {}): API {
  return new API({ corpid: 'dummy-corp', corpsecret: SECRET, agentid: 1, prefix: server.prefix, ...options });
}

/** What a callback was given. */
export interface Outcome {
  err: unknown;
  data: unknown;
  res: unknown;
  /** How many arguments it was. */
  argc: number;
}

/** Waits for the callback that `start` is given; a second call of it fails the test as an uncaught error. */
export function outcome(start: (callback: (...answer: unknown[]) => void) => unknown): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let called = false;
    const callback = (...answer: unknown[]) => {
      assert.ok(!called, 'the callback was called twice');
      called = true;
      resolve({ err: answer[0], data: answer[1], res: answer[2], argc: answer.length });
    };
    try {
      start(callback);
    } catch (err) {
      reject(err);
    }
  });
}

/** The error that the callback was given; anything else fails the test. */
export async function failure(start: (callback: (...answer: unknown[]) => void) => unknown): Promise<API.CallError> {
  const { err } = await outcome(start);
  assert.ok(err instanceof Error, `expected an error, got ${String(err)}`);
  return err;
}

/** The error a promise is rejected with; anything else fails the test. */
export async function rejection(promise: Promise<unknown>): Promise<API.CallError> {
  const err: unknown = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  assert.ok(err instanceof Error, `expected a rejection, got ${String(err)}`);
  return err;
}

/** The access tokens that calls of `path` carried, in their order. */
export function tokensAt(server: Server, path: string): (string | null)[] {
  return requestsAt(server, path).map((request) => request.query.get('access_token'));
}

/** The requests for `path` (after the prefix). */
export function requestsAt(server: Server, path: string): Recorded[] {
  return server.requests.filter((request) => request.path === `/cgi-bin/${path}`);
}

/**
 * A server whose gettoken gives the `tokens` one after another (the last one again and again). It refuses tokens that
 * begin with `dead`, by `errcode`, and answers everything else with success.
 */
export function refusing(t: Lifetime, errcode: number | string, tokens: readonly string[]): Promise<Server> {
  let given = 0;
  return serve(t, ({ path, query }) => {
    if (path === '/cgi-bin/gettoken') {
      const access_token = tokens[Math.min(given++, tokens.length - 1)];
      return { ...OK, access_token, expires_in: 7200 };
    }
    return query.get('access_token')?.startsWith('dead') ? { errcode, errmsg: 'no such token' } : OK;
  });
}
