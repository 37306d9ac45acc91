import { AsyncResource } from 'node:async_hooks';
import { detail } from '../core/errors';
import { type Go, type Policy, policyOf, type Subject, setPolicy } from '../core/policies';
import type { RawCallback } from '../core/types';
import type { Store } from '../stores/store';
import { type Limits, type LimitsOptions, limitsOf } from './limits';
import { Order, receiversOf } from './order';
import { Retry, type RetryOptions } from './retry';
import { type Bounds, bounded, boundsNow, Stop } from './stop';

/** The policies of an api: all opt-in. */
export interface PolicyOptions {
  /** Repeats calls that WeCom refused for the moment; `true`: with the defaults. @default false */
  retry?: boolean | RetryOptions | undefined;
  /** Lets no more calls through than are allowed; the others wait. @default no limit */
  limits?: LimitsOptions | undefined;
  /** Calls with the same receiver go out one after the other, in the order in which they were made. @default false */
  inOrder?: boolean | undefined;
  /** ms for each call, with all waiting and all attempts. @default no deadline */
  deadline?: number | undefined;
}

/** Puts the policies of `options` on an api. */
export function applyPolicies(api: object, options: PolicyOptions, store: Store | undefined): void {
  const { retry, limits, inOrder, deadline } = options;
  const policies: Policies = {
    retry: retry ? new Retry(retry === true ? {} : retry) : undefined,
    limits: limits ? limitsOf(limits, store) : undefined,
    order: inOrder ? new Order() : undefined,
    deadline,
  };
  const policy: Policy = (subject, go, done) => new Run(policies, subject, go, done).start();
  setPolicy(api, policy);
}

/** `api` with bounds, also one that has no other policies. */
export function within<T extends object>(api: T, bounds: Bounds): T {
  if (!policyOf(api)) applyPolicies(api, {}, undefined);
  return bounded(api, bounds);
}

export type { Bounds } from './stop';

interface Policies {
  retry: Retry | undefined;
  limits: Limits | undefined;
  order: Order | undefined;
  deadline: number | undefined;
}

/** `AsyncResource.bind` does the same, and takes ten times as long. */
const SCOPE = { requireManualDestroy: true };

/** One call under policies: waits for its turn, for its place, and after a refusal; then the answer, or what stopped it. */
class Run {
  #attempts = 0;
  #retries = 0;
  #isOver = false;
  #stop: Stop | undefined;
  #timer: NodeJS.Timeout | undefined;
  #unqueue = () => {};
  #leaveOrder = () => {};
  /** That of the caller: calls are started by whoever leaves a place, too. */
  readonly #scope = new AsyncResource('WeChatAPICall', SCOPE);

  constructor(
    readonly policies: Policies,
    readonly subject: Subject,
    readonly go: Go,
    readonly done: RawCallback,
  ) {}

  start(): void {
    const { order, deadline } = this.policies;
    const bounds: Bounds = { deadline, ...boundsNow() };
    if (bounds.deadline !== undefined || bounds.signal) this.#stop = new Stop(bounds, this.#stopped);
    const receivers = order ? receiversOf(this.subject.args) : [];
    if (order && receivers.length > 0)
      this.#leaveOrder = order.enter(receivers, () => this.#scope.runInAsyncScope(this.#try));
    else this.#try();
  }

  readonly #try = (): void => {
    if (this.#isOver) return;
    const pause = this.policies.retry?.pauseOf(this.subject.path) ?? 0;
    if (pause > 0) return this.#later(pause);
    const queue = this.policies.limits?.queueOf(this.subject);
    const gate: Parameters<Go>[0]['gate'] = queue
      ? (enter, refuse) => {
          this.#unqueue = queue.enter((leave) => this.#scope.runInAsyncScope(enter, null, leave), refuse);
        }
      : undefined;
    const manner = { gate, signal: this.#stop?.signal, before: this.#attempts };
    this.go(manner, (call, answer) => {
      this.#attempts = call.attempt;
      this.#answered(answer, call.repeatable);
    });
  };

  #answered(answer: Parameters<RawCallback>, repeatable: boolean): void {
    const { retry } = this.policies;
    const [err] = answer;
    if (this.#isOver) return;
    if (!err || !retry || !repeatable || this.#retries >= retry.times) return this.#finish(answer);
    const delay = retry.after(err, this.subject, this.#attempts);
    if (delay === undefined) return this.#finish(answer);
    this.#retries += 1;
    this.#later(delay);
  }

  #later(delay: number): void {
    this.#timer = setTimeout(this.#try, delay);
  }

  readonly #stopped = (err: unknown): void => {
    const { name, path } = this.subject;
    if (typeof err === 'object' && err) detail(err, { method: name(), path, attempt: Math.max(1, this.#attempts) });
    this.#finish([err]);
  };

  #finish(answer: Parameters<RawCallback>): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#stop?.release();
    this.#unqueue();
    this.#leaveOrder();
    this.#scope.runInAsyncScope(this.done, null, ...answer);
  }
}
