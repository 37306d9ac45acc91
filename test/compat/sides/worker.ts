// Makes the calls of all runs on one side, in a process of its own: the original ends its process in many of them.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { FRESH, SECRET, STORED } from './answers';
import { CALLBACK, File, type Setup, Url } from './case';
import { describe, describeError, describeResponse, leaks } from './describe';
import type { Done, Failure } from './outcome';
import { type Run, runs } from './runs';

interface Api {
  prefix: string;
  store: unknown;
  token: { accessToken: string };
}

interface Constructor {
  new (...args: unknown[]): Api;
  AccessToken(token: string): unknown;
}

const [side = '', server = '', files = ''] = process.argv.slice(2);
const load = createRequire(__filename);
const API: Constructor = load(side === 'original' ? 'original' : '../../../index');
const { postJSON }: { postJSON: unknown } = load('original/lib/util');

let current: Done | undefined;
process.on('uncaughtException', (err) => current?.crashes?.push(failure(err)));
process.on('unhandledRejection', (err) => current?.crashes?.push({ ...failure(err), rejected: true }));
for (const level of ['log', 'warn', 'error'] as const) {
  console[level] = (...words: unknown[]) => current?.said?.push(words.map(String).join(' '));
}

/**
 * A step is over when the event loop is empty: then nothing is left that could still call back. So "never calls back"
 * is known for certain and at once, without a timer. (Idle keep-alive sockets do not count: they are unref'd.)
 */
const work = plan();
process.on('beforeExit', () => {
  const { done } = work.next();
  // An immediate keeps the loop alive, so that it gets empty once more even if the step did nothing asynchronous.
  if (!done) setImmediate(() => {});
});

function* plan(): Generator<void> {
  for (const [at, run] of runs.entries()) {
    if (run.like && side !== 'original') continue;
    const api = prepare(run);
    for (const [step, [method, ...args]] of run.steps.entries()) {
      api.prefix = `${server}/${side}/${at}.${step}/cgi-bin/`;
      yield* make(api, run.twin ? `_${method}` : method, args, { run: at, step });
    }
    process.env.NODE_ENV = 'test';
    Reflect.deleteProperty(globalThis, 'postJSON');
  }
}

function prepare({ setup, token, twin, like }: Run): Api {
  const usual: Setup = { corpid: 'corpid', corpsecret: SECRET, agentid: '1' };
  const { corpid, corpsecret, agentid, getToken, saveToken } = { ...usual, ...setup };
  const api = new API(corpid, corpsecret, agentid, getToken, saveToken);
  if (token === 'stored' && !twin) api.store = API.AccessToken(STORED);
  if (twin) api.token = { accessToken: STORED };
  if (setup.production) process.env.NODE_ENV = 'production';
  // lib/api_material forgot to require it: with it as a global, addMPNews and its like show what they were meant to do.
  if (like) Object.assign(globalThis, { postJSON });
  return api;
}

/** Whatever was thrown. */
function failure(err: unknown): Failure {
  return describeError(err) ?? { notAnError: err };
}

function* make(api: Api, method: string, args: unknown[], place: { run: number; step: number }): Generator<void> {
  const done: Done = { ...place, calls: [], crashes: [], said: [] };
  current = done;
  let sync = true;
  const callback = (...[err, data, res]: unknown[]) => {
    done.calls.push({
      ...{ err: describeError(err), data: describe(data), res: describeResponse(res), sync },
      leaks: Boolean(err) && leaks([err, res], [STORED, FRESH, SECRET]),
      reused: Reflect.get(Object(res), 'keepAliveSocket') === true,
    });
  };
  const real = args.map((arg) => resolve(arg, api, callback));
  const before = JSON.stringify(describe(real));
  let returned: unknown;
  try {
    returned = Reflect.apply(Reflect.get(api, method), api, real);
  } catch (err) {
    done.thrown = failure(err);
  }
  sync = false;
  if (returned instanceof Promise) {
    returned.then(
      (value) => Object.assign(done, { returned: { resolved: describe(value) } }),
      (err) => Object.assign(done, { returned: { rejected: failure(err) } }),
    );
  }
  yield;
  if (!(returned instanceof Promise) && returned !== undefined)
    done.returned = { value: returned === api ? 'the api' : returned };
  const after = JSON.stringify(describe(real));
  if (after !== before) done.changed = after;
  process.send?.(done);
}

/** The arguments of one run: fresh copies, for the original writes into some, with real things for what stands for them. */
function resolve(arg: unknown, api: Api, callback: unknown): unknown {
  if (arg === CALLBACK) return callback;
  if (arg instanceof File) return join(files, arg.name);
  if (arg instanceof Url) return `${api.prefix}${arg.path}`.replace('http://', arg.scheme);
  if (Array.isArray(arg)) return arg.map((item) => resolve(item, api, callback));
  if (typeof arg !== 'object' || arg === null || Object.getPrototypeOf(arg) !== Object.prototype) return arg;
  const copy = Object.fromEntries(Object.entries(arg).map(([key, value]) => [key, resolve(value, api, callback)]));
  return Object.isFrozen(arg) ? Object.freeze(copy) : copy;
}
