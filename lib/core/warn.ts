const given = new WeakMap<object, Set<string>>();

/** Prints a warning, once for each `subject` of `owner`. */
export function warnOnce(owner: object, subject: string, message: string): void {
  const subjects = given.get(owner) ?? new Set<string>();
  given.set(owner, subjects);
  if (subjects.has(subject)) return;
  subjects.add(subject);
  warn(message);
}

/** Prints a warning; `process.on('warning')` hears it. */
export function warn(message: string): void {
  process.emitWarning(message, 'WeChatAPIWarning');
}
