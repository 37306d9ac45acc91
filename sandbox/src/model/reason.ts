// Why something failed, for readers of any language: a code with parameters beside the English words.

/** The page has words for each code. */
export interface Reason {
  /** `ECONNREFUSED`, `no_member` … */
  code: string;
  /** What goes into the words. */
  params?: Readonly<Record<string, string | number>>;
}

export class Failure extends Error {
  constructor(
    message: string,
    readonly reason: Reason,
  ) {
    super(message);
  }
}

/** The request itself cannot be carried out. */
export class Misuse extends RangeError {
  constructor(
    message: string,
    readonly reason: Reason,
  ) {
    super(message);
  }
}

export function reasonOf(err: unknown): Reason | undefined {
  return err instanceof Failure || err instanceof Misuse ? err.reason : undefined;
}
