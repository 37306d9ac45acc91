import { Agent } from 'node:http';
import { debuglog } from 'node:util';
import type { RequestOptions } from '../core/types';
import { type Address, addressOf } from './address';
import { urllib } from './urllib';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isAny: Check = () => true;
const isLimit: Check = (value) => typeof value === 'number' && value > 0;
const isTimeout: Check = (value) =>
  isLimit(value) || (Array.isArray(value) && value.length === 2 && value.every(isLimit));
const isData: Check = (value) => typeof value === 'string' || typeof value === 'object';
/** Agents of agentkeepalive are told by urllib what servers say of their connections. */
const isAgent: Check = (value) => value === false || (value instanceof Agent && !('getCurrentStatus' in value));

const BODY_TYPE = /^application\/(?:json|x-www-form-urlencoded)(?:; ?charset=utf-8)?$/i;
const isHeaders: Check = (headers) =>
  typeof headers === 'object' &&
  Object.entries(headers ?? {}).every(
    ([name, value]) => typeof value === 'string' && (!/^content-type$/i.test(name) || BODY_TYPE.test(value)),
  );

/** The options that are known here, and which of their values. */
const KNOWN = new Map<string, Check>([
  ['dataType', isText],
  ['type', isText],
  ['method', isText],
  ['data', isData],
  ['headers', isHeaders],
  ['timeout', isTimeout],
  ['agent', isAgent],
  ['httpsAgent', isAgent],
  ['signal', isAny],
  ['maxResponseSize', isAny],
]);

const { enabled: isTraced } = debuglog('urllib');

/**
 * Where a request goes that needs nothing of urllib, which would take a third of its time; undefined for all others.
 * Most are like that.
 */
export function plainAddress(url: unknown, options: RequestOptions): Address | undefined {
  if (isTraced || process.env.URLLIB_ENABLE_PROXY || 'window' in globalThis) return undefined;
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !KNOWN.get(name)?.(value)) return undefined;
  }
  if (options.timeout === undefined && !isTimeout(urllib().TIMEOUTS)) return undefined;
  return addressOf(url);
}
