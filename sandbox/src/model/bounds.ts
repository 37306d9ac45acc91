// Limits of memory. Beyond them the sandbox drops its oldest records, so that it can run for weeks.

/** Limits of memory, all whole numbers from 1. Beyond them the sandbox drops the oldest records. */
export interface Keep {
  /** Sent messages, 20,000. A dropped message cannot be recalled, pressed or updated: its msgid, task_id and response_code are unknown. */
  messages: number;
  /** Callbacks with their tries and replies, 20,000. The same number may wait for one URL; further ones fail at once. */
  deliveries: number;
  /** Calls and callbacks in the wire log, 500. */
  wire: number;
  /** Files, 10,000. A dropped file is answered like an expired one (40007). */
  media: number;
  /** Bytes of all files together, 512 MiB. A single file above this is refused (45001). */
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

/** Bytes of text, a limit for messages, deliveries and the wire log each: their records differ much in size. */
export const KEPT_TEXT = 128 * MB;

/** Fills in the defaults. Throws a TypeError for an unknown key or a number below 1. */
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
