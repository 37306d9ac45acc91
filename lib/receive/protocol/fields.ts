/** A message as its handler sees it: text, more fields, or either of them repeated. JSON messages hold other values too. */
export interface Fields {
  [name: string]: unknown;
}

/** WeCom nests six deep. What nests deeper than this is an attack on the stack of those who walk through it. */
export const MAX_DEPTH = 32;
