/**
 * `given` for a method that was written for 0.3.0 and takes its callback last: filled up, so that the callback does not
 * land on an argument left out.
 */
export function withLast(method: { length: number }, given: readonly unknown[]): unknown[] {
  const room = Math.max(method.length - 1, 0);
  const filled = [...given, ...Array.from({ length: Math.max(room - given.length, 0) })];
  if (filled.length === method.length && (filled[room] ?? null) === null) filled.pop();
  return filled;
}
