/**
 * `parsed` with the JSON that it came from as its `toString()`. 0.3.0 gave these answers as bytes, so callers parse
 * them: `JSON.parse(result)` goes on working.
 */
export function withRawJSON(parsed: unknown, text: string): unknown {
  if (typeof parsed !== 'object' || parsed === null) return parsed;
  return Object.defineProperty(parsed, 'toString', { value: () => text, configurable: true, writable: true });
}
