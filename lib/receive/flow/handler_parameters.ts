import type { AnyHandler } from '../types/handlers';

// `(message) => …` sees nothing to reply with later, so that its end is the end of the matter. What looks alike to
// `length` may be a handler of old times, or a wrapper around one, that replies when it likes: `(message, ...rest) => …`,
// `(message, req = {}, res = {}) => …`, `function (message) { … arguments[2] … }`, whatever is bound, a proxy, or was given
// its length afterwards. So the text of the function is asked as well, and where that leaves a doubt, the reply is waited
// for: too long a wait costs a delivery more, too short a one costs the reply.

/** One parameter without parentheses. */
const BARE = /^(?:async\s+)?[\p{ID_Start}$_][\p{ID_Continue}$]*\s*=>/u;
/** What stands in front of a list of parameters: nothing, `async`, `function`, a name. No generators, no computed names. */
const HEAD = /^(?:async\s+)?(?:function\s*)?(?:[\p{ID_Start}$_#][\p{ID_Continue}$]*)?\s*\(/u;
const NATIVE = /\{\s*\[native code\]\s*\}\s*$/;
/** Blanks and comments. */
const GAP = /(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*/y;
/** A text in quotes. Templates are left in doubt. */
const QUOTED = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y;

const known = new WeakMap<AnyHandler, boolean>();

/** Whether a function has one parameter, and no way to what it is called with besides. */
export function seesOneArgument(fn: AnyHandler): boolean {
  if (fn.length !== 1) return false;
  const found = known.get(fn) ?? hasOneParameter(Function.prototype.toString.call(fn));
  known.set(fn, found);
  return found;
}

function hasOneParameter(source: string): boolean {
  if (NATIVE.test(source)) return false;
  if (BARE.test(source)) return true;
  const head = HEAD.exec(source)?.[0].length;
  const end = head === undefined ? undefined : endOfOnlyParameter(source, head);
  if (end === undefined) return false;
  // An arrow function has no `arguments` of its own.
  const isArrow = source.startsWith('=>', skip(GAP, source, end));
  return isArrow || !/\b(?:arguments|eval)\b/.test(source.slice(end));
}

/** Where a list of one plain or destructured parameter ends; undefined for any other list, and for what is not understood. */
function endOfOnlyParameter(source: string, from: number): number | undefined {
  let depth = 0;
  for (let at = skip(GAP, source, from); at < source.length; at = skip(GAP, source, at)) {
    const sign = source.charAt(at);
    if (depth === 0 && (sign === '=' || sign === '.')) return undefined;
    if (depth === 0 && sign === ',') at = skip(GAP, source, at + 1);
    if (depth === 0 && source.charAt(at) === ')') return at + 1;
    if (depth === 0 && sign === ',') return undefined;
    if (sign === '`' || sign === '/') return undefined;
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    at = sign === "'" || sign === '"' ? Math.max(skip(QUOTED, source, at), at + 1) : at + 1;
  }
  return undefined;
}

/** Behind what `pattern` matches here, if anything. */
function skip(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : at;
}
