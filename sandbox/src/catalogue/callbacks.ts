// What is known of every callback that WeCom sends as XML, printed from the catalogue: loaded when the first sample is wanted.
import type { Fields } from './data';

export interface SentCallback {
  kind: 'event' | 'suite' | 'message';
  event?: string;
  infoType?: string;
  changeType?: string;
  msgType?: string;
  fields: Fields;
}

interface Group {
  types: Fields;
  callbacks: Record<string, SentCallback>;
}

/** A callback, and what its fields refer to. */
export interface KnownCallback {
  sent: SentCallback;
  types: Fields;
}

let known: ReadonlyMap<string, KnownCallback> | undefined;

/** By name: `change_external_contact/add_external_contact`, `suite/suite_ticket`, `message/text`. */
export function callbacks(): ReadonlyMap<string, KnownCallback> {
  known ??= new Map(load());
  return known;
}

function* load(): Generator<[string, KnownCallback]> {
  const groups: Group[] = require('../../generated/callbacks.json');
  for (const { types, callbacks: all } of groups) {
    for (const [name, sent] of Object.entries(all)) yield [name, { sent, types }];
  }
}
