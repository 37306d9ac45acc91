import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Entry, KeyFolder } from './key_folder';
import type { Store } from './store';

const TAKEN_AWAY: Entry = { until: 0 };
/** ms. So long after its end a key is of no use to anybody. */
const GRACE = 3_600_000;
/** A change adds one key at most: so those that are over leave sooner than others come. */
const LOOKS = 2;

/** Keeps things in files, for the processes of one machine. */
export class FileStore implements Store {
  readonly #directory: string;
  /** Names in the directory that were not looked at since it was listed. */
  #names: string[] = [];

  /** `directory`: made if it is not there; of this user alone (0700), and the files in it too (0600). */
  constructor(directory: string) {
    this.#directory = directory;
  }

  async get(key: string): Promise<unknown> {
    return (await this.#folder(key).present()).entry?.value;
  }

  async set(key: string, value: unknown, ttl: number): Promise<void> {
    await this.#change(key, () => entryOf(value, ttl));
  }

  async add(key: string, value: unknown, ttl: number): Promise<boolean> {
    return this.#change(key, (found) => (found ? undefined : entryOf(value, ttl)));
  }

  async delete(key: string, expected?: unknown): Promise<void> {
    await this.#change(key, (found) => {
      const isMeant = expected === undefined || isDeepStrictEqual(found?.value, expected);
      return found && isMeant ? TAKEN_AWAY : undefined;
    });
  }

  #folder(key: string): KeyFolder {
    return new KeyFolder(this.#directory, createHash('sha256').update(key).digest('hex'));
  }

  /** Puts what `next` makes of the present entry in its place, whoever else is at it; undefined: nothing. */
  async #change(key: string, next: (found: Entry | undefined) => Entry | undefined): Promise<boolean> {
    const folder = this.#folder(key);
    for (;;) {
      const present = await folder.present();
      const wanted = next(present.entry);
      if (!wanted) return false;
      if (await folder.append(present, wanted)) break;
    }
    // The change is made: whatever is in the way of tidying up concerns nobody.
    await this.#sweep().catch(() => {});
    return true;
  }

  /** Looks at some of what is there, and removes what nobody has used for long. */
  async #sweep(): Promise<void> {
    for (let looks = 0; looks < LOOKS; looks++) {
      if (this.#names.length === 0) this.#names = fromAnywhere(await readdir(this.#directory));
      const name = this.#names.pop() ?? '';
      if (/^[0-9a-f]{64}$/.test(name)) await this.#sweepKey(name);
      else if (/^\.\d+-/.test(name)) await this.#sweepAside(join(this.#directory, name));
    }
  }

  async #sweepKey(name: string): Promise<void> {
    const folder = new KeyFolder(this.#directory, name);
    const present = await folder.present();
    if (present.generation > 0 && present.usedUntil + GRACE < Date.now()) await folder.close(present);
  }

  /** What a process that died was writing. */
  async #sweepAside(path: string): Promise<void> {
    const { mtimeMs } = await stat(path);
    if (mtimeMs + GRACE < Date.now()) await rm(path, { recursive: true, force: true });
  }
}

/** A store in the files of `directory`: `new API({ …, store: fileStore('/var/lib/my-app/wecom') })`. */
export function fileStore(directory: string): FileStore {
  return new FileStore(directory);
}

function entryOf(value: unknown, ttl: number): Entry {
  return { value, until: Date.now() + ttl };
}

/** Processes that live for a few changes only should not all begin with the same keys. */
function fromAnywhere(names: string[]): string[] {
  const at = Math.floor(Math.random() * names.length);
  return [...names.slice(at), ...names.slice(0, at)];
}
