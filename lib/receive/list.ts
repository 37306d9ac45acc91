/** What answers an entry of a list: a text, or a handler of the form that the middleware's own has. */
export type Entry = string | ((...args: never[]) => unknown);

let lists: Record<string, List> = Object.create(null);

/**
 * A menu made of text: `['reply {a} for the news', …]` shows the lines without the braces and answers to what stands
 * in them. Lists are kept by name, in this process.
 */
export class List {
  name = '';
  description = '';
  /** By key. Without a prototype: users may say `constructor`. */
  map: Record<string, Entry> = Object.create(null);

  /** What answers `key`. */
  get(key: string): Entry | undefined {
    return this.map[key];
  }

  /** Makes a list of lines, each a text and what answers its key. */
  static add(name: string, items: readonly (readonly [text: string, entry?: Entry])[]): void {
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

  static get(name: string): List | undefined {
    return lists[name];
  }

  /** Forgets all lists. */
  static clear(): void {
    lists = Object.create(null);
  }
}
