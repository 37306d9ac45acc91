/** `methods`, whose public ones declare no parameters, as those of 1.x that one helper made. */
export function unnamed<T extends object>(methods: T): T {
  for (const [name, method] of Object.entries(methods)) {
    if (!(`_${name}` in methods)) continue;
    Object.defineProperty(method, 'length', { value: 0, configurable: true });
  }
  return methods;
}
