import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { read } from '../core/property';
import type { Store } from './store';

// A key is a folder, and each change of its value a file in it, named by its number: the highest is the value. A file is
// written aside and linked under the next number, which succeeds for one process alone. So no change gets lost and none
// is seen by halves, and there is no lock that a dead process could leave behind.

interface Entry {
  value?: unknown;
  /** ms since 1970. 0: it was taken away. */
  until: number;
}

/** What is there now: the number of the last change, and the value while there is one. */
interface Present {
  generation: number;
  entry: Entry | undefined;
}

const NOTHING: Entry = { until: 0 };
/** ms. So long after its end a key is of no use to anybody. */
const GRACE = 3_600_000;
const SWEEP_EVERY = 600_000;

/** Keeps things in files, for the processes of one machine. */
export class FileStore implements Store {
  readonly #directory: string;
  #sweepAt = 0;

  /** `directory`: made if it is not there; of this user alone (0700), and the files in it too (0600). */
  constructor(directory: string) {
    this.#directory = directory;
  }

  async get(key: string): Promise<unknown> {
    return (await present(this.#folder(key))).entry?.value;
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
      return found && isMeant ? NOTHING : undefined;
    });
  }

  #folder(key: string): string {
    return join(this.#directory, createHash('sha256').update(key).digest('hex'));
  }

  /** Puts what `next` makes of the present entry in its place, whoever else is at it; undefined: nothing. */
  async #change(key: string, next: (found: Entry | undefined) => Entry | undefined): Promise<boolean> {
    const folder = this.#folder(key);
    for (;;) {
      const { generation, entry } = await present(folder);
      const wanted = next(entry);
      if (!wanted) return false;
      if (await append(folder, generation + 1, wanted)) break;
    }
    if (Date.now() > this.#sweepAt) await this.#sweep();
    return true;
  }

  /** Removes what nobody has used for long. */
  async #sweep(): Promise<void> {
    this.#sweepAt = Date.now() + SWEEP_EVERY;
    const names = await readdir(this.#directory);
    for (const name of names.filter((each) => /^[0-9a-f]{64}$/.test(each))) {
      const folder = join(this.#directory, name);
      const numbers = await generations(folder);
      const last = await entryAt(folder, numbers.at(-1) ?? 0);
      if (last && Math.max(last.until, last.at) + GRACE < Date.now())
        await rm(folder, { recursive: true, force: true });
    }
  }
}

/** A store in the files of `directory`: `new API({ …, store: fileStore('/var/lib/my-app/wecom') })`. */
export function fileStore(directory: string): FileStore {
  return new FileStore(directory);
}

function entryOf(value: unknown, ttl: number): Entry {
  return { value, until: Date.now() + ttl };
}

async function present(folder: string): Promise<Present> {
  for (;;) {
    const generation = (await generations(folder)).at(-1);
    if (generation === undefined) return { generation: 0, entry: undefined };
    const entry = await entryAt(folder, generation);
    // Gone meanwhile: there is a later one.
    if (entry) return { generation, entry: entry.until > Date.now() ? entry : undefined };
  }
}

async function generations(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(unlessMissing<string[]>([]));
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/** An entry, with the time of its making; undefined: there is no such file. What a crashed machine left half-written is nothing. */
async function entryAt(folder: string, generation: number): Promise<(Entry & { at: number }) | undefined> {
  const text = await readFile(join(folder, String(generation)), 'utf8').catch(unlessMissing(undefined));
  if (text === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return { value: read(parsed, 'value'), until: Number(read(parsed, 'until')), at: Number(read(parsed, 'at')) };
  } catch {
    return { ...NOTHING, at: 0 };
  }
}

/** Makes `entry` the next one; false: somebody else was faster. */
async function append(folder: string, generation: number, entry: Entry): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const aside = join(folder, `.${process.pid}-${randomUUID()}`);
  await writeFile(aside, JSON.stringify({ ...entry, at: Date.now() }), { mode: 0o600, flag: 'wx' });
  const place = join(folder, String(generation));
  try {
    await link(aside, place);
  } catch (err) {
    // Somebody was faster; or swept the folder.
    if (['EEXIST', 'ENOENT'].includes(String(read(err, 'code')))) return false;
    throw err;
  } finally {
    await unlink(aside).catch(unlessMissing(undefined));
  }
  const all = await generations(folder);
  // Others were so much faster that this number was free again: it is one of the past.
  const isLast = all.at(-1) === generation;
  const past = isLast ? all.filter((each) => each < generation) : [generation];
  for (const each of past) await unlink(join(folder, String(each))).catch(unlessMissing(undefined));
  return isLast;
}

function unlessMissing<T>(nothing: T): (err: unknown) => T {
  return (err) => {
    if (read(err, 'code') === 'ENOENT') return nothing;
    throw err;
  };
}
