/** Throws for null, which 0.3.0 crashed on where undefined was let through: `name` is the argument. */
export function refuseNull(name: string, value: unknown): void {
  if (value === null) throw new TypeError(`${name} must not be null.`);
}
