import { isDeepStrictEqual } from 'node:util';
import { read } from '../core/property';

/** How an endpoint answers in pages: by what the last answer said comes next, or by counting items. */
export interface Page {
  /** The parameter that takes what the last answer's `next` said. */
  from?: string;
  next?: string;
  /** The parameter that counts items. */
  offset?: string;
  /** True while there is more. */
  more?: string;
  /** True on the last page. */
  end?: string;
  /** Where the items are: the name of an array, with dots below the top. */
  list?: string;
}

/** Asks for one page. */
export type Fetch = (params: object) => Promise<unknown>;

/** The answers, page by page. */
export function pagesOf(fetch: Fetch, params: unknown, page: Page): AsyncGenerator<unknown, void, undefined> {
  return page.offset === undefined ? byCursor(fetch, Object(params), page) : byCount(fetch, Object(params), page);
}

/** The items of all pages. */
export async function* itemsOf(fetch: Fetch, params: unknown, page: Page): AsyncGenerator<unknown, void, undefined> {
  for await (const answer of pagesOf(fetch, params, page)) yield* listOf(answer, page);
}

/** Ends at an answer that says so, has no cursor, or has one that was used before. */
async function* byCursor(fetch: Fetch, given: object, page: Page): AsyncGenerator<unknown, void, undefined> {
  const { from = '', next = '' } = page;
  const used = new Set<unknown>([read(given, from)]);
  for (let params = given; ; ) {
    const answer = await fetch(params);
    yield answer;
    const cursor = read(answer, next);
    if (isLast(answer, page) || !cursor || used.has(cursor)) return;
    used.add(cursor);
    params = { ...given, [from]: cursor };
  }
}

/** Ends at an answer that says so, has no items, or has those of the one before. A short page says nothing: servers may give less than was asked for. */
async function* byCount(fetch: Fetch, given: object, page: Page): AsyncGenerator<unknown, void, undefined> {
  const { offset = '' } = page;
  let from = Number(read(given, offset) ?? 0);
  for (let before: readonly unknown[] = []; ; ) {
    const answer = await fetch({ ...given, [offset]: from });
    const items = listOf(answer, page);
    if (items.length > 0 && isDeepStrictEqual(items, before)) return;
    yield answer;
    if (isLast(answer, page) || items.length === 0) return;
    from += items.length;
    before = items;
  }
}

function isLast(answer: unknown, { more, end }: Page): boolean {
  if (more !== undefined && isNo(read(answer, more))) return true;
  return end !== undefined && !isNo(read(answer, end) ?? false);
}

/** Flags come as booleans and as numbers; one that is absent says nothing. */
function isNo(flag: unknown): boolean {
  return flag === false || flag === 0;
}

function listOf(answer: unknown, { list }: Page): readonly unknown[] {
  const found = list?.split('.').reduce(read, answer);
  return Array.isArray(found) ? found : [];
}
