/** Reports what nobody is left to hear of. */
export function warn(err: unknown): void {
  process.emitWarning(err instanceof Error ? err : String(err));
}
