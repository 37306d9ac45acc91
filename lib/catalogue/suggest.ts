/** How many letters may differ in what was meant. */
const FARTHEST = 4;

/** The candidate that differs least from what was written, or undefined if none is near. */
export function nearest(written: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.min(FARTHEST, written.length / 2);
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - written.length) > least) continue;
    const changes = distance(written.toLowerCase(), candidate.toLowerCase());
    if (changes > least || (changes === least && best !== undefined)) continue;
    best = candidate;
    least = changes;
  }
  return best;
}

/** The candidate that differs only by what stands before it: a host, `cgi-bin/` or a verb. The one that differs least. */
export function sameEnd(written: string, candidates: readonly string[]): string | undefined {
  const bare = written.replace(/[?#].*/, '').replace(/^\//, '');
  if (!bare.includes('/')) return undefined;
  const found = candidates.filter((each) => endsWith(bare, each) || endsWith(each, bare));
  const difference = (each: string) => Math.abs(each.length - bare.length);
  return found.sort((one, other) => difference(one) - difference(other))[0];
}

/** From a segment of the path on. */
function endsWith(whole: string, end: string): boolean {
  return whole.endsWith(end) && [undefined, '/', ' '].includes(whole.at(-end.length - 1));
}

/** Levenshtein's: how many letters are to be added, dropped or exchanged. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const exchanged = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
