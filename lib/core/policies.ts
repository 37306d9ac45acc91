import type { Call, Manner } from '../auth/call';
import type { RawCallback } from './types';

/** A call that a policy decides on. */
export interface Subject {
  api: object;
  name: () => string;
  /** Undefined for methods of users' own, of which nothing is known. */
  path: string | undefined;
  args: readonly unknown[];
}

/** Starts the call, once more each time; `done` is told which attempt it was. */
export type Go = (manner: Manner, done: (call: Call, answer: Parameters<RawCallback>) => void) => void;

/** Wraps calls: starts them, once or more, now or later, and answers. */
export type Policy = (subject: Subject, go: Go, done: RawCallback) => void;

const policies = new WeakMap<object, Policy>();

export function policyOf(api: object): Policy | undefined {
  return policies.get(api);
}

export function setPolicy(api: object, policy: Policy): void {
  policies.set(api, policy);
}
