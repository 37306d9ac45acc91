/** `value` as a number, the way 0.3.0 read counts: up to what is no digit, and `0x10` is 16. */
export function integer(value: string | number): number {
  // biome-ignore lint/correctness/useParseIntRadix: a radix of 10 would stop at the x
  return Number.parseInt(String(value));
}
