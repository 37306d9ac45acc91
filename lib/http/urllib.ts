import type Urllib = require('urllib');

/** What a genuine function of urllib 2 has in its source, and a stub or a wrapper has not. */
const MARKS = { request: /exports\.requestWithCallback\(url, args, callback\)/, requestWithCallback: /\+\+REQUEST_ID/ };

let loaded: typeof Urllib | undefined;
const genuine: { [name in keyof typeof MARKS]?: unknown } = {};

/** urllib, loaded when the first request is made: a program that only verifies callbacks never needs it. */
export function urllib(): typeof Urllib {
  loaded ??= require('urllib') as typeof Urllib;
  return loaded;
}

/**
 * Whether requests would reach urllib's own code. Programs put functions of theirs in its place, to test or to trace,
 * also before we are loaded; those are called, and see exactly what 0.3.0 passed.
 */
export function isGenuine(): boolean {
  return isOwn('request') && isOwn('requestWithCallback');
}

function isOwn(name: keyof typeof MARKS): boolean {
  const fn: unknown = Reflect.get(urllib(), name);
  if (fn === genuine[name]) return true;
  if (typeof fn !== 'function' || !MARKS[name].test(String(fn))) return false;
  genuine[name] = fn;
  return true;
}
