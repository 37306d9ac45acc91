// Whether there is an API, for those who name one in an order: a slip would never be met.
import { Misuse } from '../model/reason';
import { chapters, endpointAt } from './index';

/** Slips that are taken for one name. */
const MOST_SLIPS = 3;

/** Throws a RangeError that names the path which was probably meant. */
export function checkPath(path: string): void {
  if (endpointAt(path, 'both') !== undefined) return;
  const slips = (other: string) => distance(path, other);
  const [nearest = ''] = Object.keys(chapters).sort((one, other) => slips(one) - slips(other));
  const hint = slips(nearest) <= MOST_SLIPS ? ` Did you mean ${nearest}?` : '';
  throw new Misuse(`There is no API ${path}.${hint}`, { code: 'unknown_path', params: { path } });
}

/** Letters to be added, removed or replaced (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
