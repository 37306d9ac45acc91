/**
 * `text` without what 0.3.0's URLs lost on their way: tabs and line breaks, and blanks at the very end. Secrets and tokens
 * that were read from a file end with one, and have worked so far.
 */
export function withoutLostBlanks(text: string, isLast: boolean): string {
  const line = text.replace(/[\t\n\r]/g, '');
  return isLast ? line.trimEnd() : line;
}
