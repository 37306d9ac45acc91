// Answers in pages, by cursor.
import { failSchema } from '../protocol/errors';
import type { Input } from '../protocol/input';

/** `limit` items from where the last page ended, and the cursor of the next page: '' after the last one. */
export function pageOf<T>(
  all: readonly T[],
  input: Input,
  most: number,
): { items: T[]; next: string; isLast: boolean } {
  const cursor = input.text('cursor') ?? '';
  const from = cursor === '' ? 0 : Number(/^page-(\d+)$/.exec(cursor)?.[1] ?? failSchema('cursor invalid'));
  const limit = input.uint('limit') || most;
  const to = from + Math.min(limit, most);
  const isLast = to >= all.length;
  return { items: all.slice(from, to), next: isLast ? '' : `page-${to}`, isLast };
}
