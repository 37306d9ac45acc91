// How much a sandbox keeps, so that one that runs for weeks stays as small as a new one. What is too much goes, the oldest first.

/** How much is kept before the oldest goes; all are whole numbers from 1. */
export interface Keep {
  /** Messages that were sent, 20,000. With one go its msgid, task_id and response_code: it cannot be recalled, pressed or updated. */
  messages: number;
  /** Callbacks with their tries and replies, 20,000. No more than that wait for a URL. */
  deliveries: number;
  /** Calls and callbacks in the wire log, 500. */
  wire: number;
  /** Files, 10,000. One that had to go is as unknown as one that has expired (40007). */
  media: number;
  /** Bytes of all files together, 512 MiB. A file that is larger than that alone is refused (45001). */
  mediaBytes: number;
}

const MB = 2 ** 20;

export const KEEP: Readonly<Keep> = {
  messages: 20_000,
  deliveries: 20_000,
  wire: 500,
  media: 10_000,
  mediaBytes: 512 * MB,
};

/** Bytes of text, for messages, deliveries and the wire each: few large ones are as many as many small ones. */
export const KEPT_TEXT = 128 * MB;

/** What is left out is as above. Throws when a number is none that can be kept. */
export function keepOf(wanted: Partial<Keep> = {}): Keep {
  for (const [name, most] of Object.entries(wanted)) {
    if (!Object.hasOwn(KEEP, name))
      throw new TypeError(`keep.${name}: no such key, only ${Object.keys(KEEP).join(', ')}`);
    if (most !== undefined && !(Number.isSafeInteger(most) && most >= 1)) {
      throw new TypeError(`keep.${name}: a whole number from 1, not ${most}`);
    }
  }
  return { ...KEEP, ...wanted };
}
