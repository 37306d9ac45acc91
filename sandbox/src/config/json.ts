// JSON from a file, with the place of a mistake: Node names it for some mistakes only, and not on all versions.

const TOKEN =
  /\s*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/uy;
const BLANK = /\s*/y;

/** What may come next, in one letter for each kind of token: s string, v other value, and the punctuation itself. */
type Expected = string;

const VALUE: Expected = 'sv{[';

/** Throws a SyntaxError: `line 3, column 5: …`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (err) {
    const before = text.slice(0, placeOf(text)).split('\n');
    const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
    throw new SyntaxError(`${place}: ${err instanceof Error ? err.message : err}`);
  }
}

/** Where the first token is that does not belong there; the end when something is missing. */
function placeOf(text: string): number {
  const open: string[] = [];
  let expected = VALUE;
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const [whole = '', mark, string] = TOKEN.exec(text) ?? [];
    const kind = mark ?? (string === undefined ? 'v' : 's');
    if (whole === '' || !expected.includes(kind)) break;
    at += whole.length;
    expected = after(kind, expected, open);
  }
  BLANK.lastIndex = at;
  return at + (BLANK.exec(text)?.[0].length ?? 0);
}

/** `open`: the brackets around, which it keeps. */
function after(kind: string, expected: Expected, open: string[]): Expected {
  if (kind === '{') {
    open.push('}');
    return 's}';
  }
  if (kind === '[') {
    open.push(']');
    return `${VALUE}]`;
  }
  if (kind === ':') return VALUE;
  if (kind === ',') return open.at(-1) === '}' ? 's' : VALUE;
  if (kind === 's' && !expected.includes('v')) return ':';
  if (kind === '}' || kind === ']') open.pop();
  return open.length === 0 ? '' : `,${open.at(-1)}`;
}
