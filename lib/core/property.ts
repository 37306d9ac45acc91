/** A property of anything, or undefined: what comes from outside is asked, not trusted. */
export function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
