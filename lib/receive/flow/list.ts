import type { TextMessage } from '../callbacks';
import type { AnyHandler, MessageHandler, PlainHandler, Request, Response } from '../types/handlers';

/** What answers an entry of a list: a text, or a handler of the form that the middleware's own has. */
export type Entry = string | AnyHandler;

/** Lines of a list: a text with its key in braces, and what answers that. */
type Lines<E> = readonly (readonly [text: string, entry?: E])[];

let lists: Record<string, List> = Object.create(null);

/**
 * A menu made of text: `['reply {a} for the news', …]` shows the lines without the braces and answers to what stands
 * in them. Lists are kept by name, in this process.
 */
export class List {
  /** By which `res.wait` finds it. */
  name = '';
  /** Its lines, without the braces: what the user sees. */
  description = '';
  /** By key. Without a prototype: users may say `constructor`. */
  map: Record<string, Entry> = Object.create(null);

  /** What answers `key`. */
  get(key: string): Entry | undefined {
    return this.map[key];
  }

  /** Keeps a list under a name, in place of what was there. */
  static add<Req = Request, Res = Response>(
    name: string,
    items: Lines<string | MessageHandler<TextMessage, Req, Res>>,
  ): void;
  static add<Req = Request, Res = Response>(name: string, items: Lines<string | PlainHandler<Req, Res>>): void;
  static add(name: string, items: Lines<Entry>): void {
    const list = new List();
    list.name = name;
    const lines = items.map(([text, entry]) =>
      text.replace(/\{(.*)\}/, (_, key: string) => {
        if (entry !== undefined) list.map[key] = entry;
        return key;
      }),
    );
    list.description = lines.join('\n');
    lists[name] = list;
  }

  /** The list of a name. */
  static get(name: string): List | undefined {
    return lists[name];
  }

  /** Forgets all lists. */
  static clear(): void {
    lists = Object.create(null);
  }
}
