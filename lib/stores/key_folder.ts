import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read } from '../core/property';

// Each change of a value is a file, named by its number: the highest is the value. A file is written aside and linked under
// the next number, which succeeds for one process alone; the first one comes with the folder, which is renamed into its place.
// So no change gets lost and none is seen by halves, and there is no lock that a dead process could leave behind.
//
// A folder is closed by a folder in it, under the next number: nobody writes after it, and whoever meets it removes both.
// The numbers of the next folder begin with the time and so are higher: a process that slept meanwhile comes too late.

export interface Entry {
  value?: unknown;
  /** ms since 1970. 0: it was taken away. */
  until: number;
}

/** What is there now: the number of the last change, and the value while there is one. */
export interface Present {
  generation: number;
  entry: Entry | undefined;
  /** ms since 1970 when it was last changed, or ended, whichever is later. */
  usedUntil: number;
}

const NUMBER = /^\d+$/;
const NOTHING: Present = { generation: 0, entry: undefined, usedUntil: 0 };

/** The value of one key, in a folder of its own below `root`. */
export class KeyFolder {
  readonly #root: string;
  readonly #path: string;

  constructor(root: string, name: string) {
    this.#root = root;
    this.#path = join(root, name);
  }

  async present(): Promise<Present> {
    for (;;) {
      const { numbers, isClosed } = await this.#list();
      const generation = numbers.at(-1);
      if (generation === undefined) return NOTHING;
      if (isClosed) {
        await this.#remove(numbers);
        continue;
      }
      const found = await this.#entryAt(generation);
      // Gone meanwhile: there is a later one.
      if (!found) continue;
      const { at, ...entry } = found;
      const isThere = entry.until > Date.now();
      return { generation, entry: isThere ? entry : undefined, usedUntil: Math.max(entry.until, at) };
    }
  }

  /** Makes `entry` the next one after what was found; false: somebody else was faster. */
  async append({ generation }: Present, entry: Entry): Promise<boolean> {
    const text = JSON.stringify({ ...entry, at: Date.now() });
    const aside = join(this.#root, `.${process.pid}-${randomUUID()}`);
    try {
      return generation === 0 ? await this.#begin(aside, text) : await this.#follow(aside, generation + 1, text);
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  }

  /** Removes the folder, unless it was changed since `generation` was its last. */
  async close({ generation }: Present): Promise<void> {
    const place = this.#file(generation + 1);
    try {
      await mkdir(place);
    } catch (err) {
      return ignore(err, 'EEXIST', 'ENOENT');
    }
    const { numbers, isClosed } = await this.#list();
    if (isClosed) await this.#remove(numbers);
    // Others were so much faster that this number was free again.
    else await removeEmpty(place);
  }

  async #begin(aside: string, text: string): Promise<boolean> {
    await mkdir(aside, { recursive: true, mode: 0o700 });
    await writeFile(join(aside, String(Date.now() * 1000)), text, { mode: 0o600 });
    try {
      await rename(aside, this.#path);
      return true;
    } catch (err) {
      ignore(err, ...TAKEN);
      await this.#clear();
      return false;
    }
  }

  async #follow(aside: string, generation: number, text: string): Promise<boolean> {
    try {
      await writeFile(aside, text, { mode: 0o600 });
      await link(aside, this.#file(generation));
    } catch (err) {
      // Somebody was faster, or removed the folder.
      ignore(err, 'EEXIST', 'ENOENT');
      return false;
    }
    const { numbers } = await this.#list();
    // Otherwise others were so much faster that this number was free again: it is one of the past.
    const isLast = numbers.at(-1) === generation;
    const past = isLast ? numbers.filter((each) => each < generation) : [generation];
    await this.#drop(past);
    return isLast;
  }

  /** Others may do the same at the same time, or may have begun the next folder, whose numbers are others. */
  async #remove(numbers: number[]): Promise<void> {
    const closing = numbers.at(-1) ?? 0;
    await this.#drop(numbers.slice(0, -1));
    await rmdir(this.#file(closing)).catch((err) => ignore(err, 'ENOENT', 'ENOTDIR'));
    await removeEmpty(this.#path);
  }

  async #drop(numbers: number[]): Promise<void> {
    for (const each of numbers) await rm(this.#file(each), { recursive: true, force: true });
  }

  /** A folder that was emptied is in the way on some systems, and on all of them when somebody else has put something into it. */
  async #clear(): Promise<void> {
    const names = await readdir(this.#path).catch(unlessMissing<string[]>([]));
    for (const name of names.filter((each) => !NUMBER.test(each)))
      await rm(join(this.#path, name), { recursive: true, force: true });
    await removeEmpty(this.#path);
  }

  #file(generation: number): string {
    return join(this.#path, String(generation));
  }

  async #list(): Promise<{ numbers: number[]; isClosed: boolean }> {
    const all = await readdir(this.#path, { withFileTypes: true }).catch(unlessMissing([]));
    const numbered = all.filter(({ name }) => NUMBER.test(name)).sort((a, b) => Number(a.name) - Number(b.name));
    return { numbers: numbered.map(({ name }) => Number(name)), isClosed: numbered.at(-1)?.isDirectory() ?? false };
  }

  /** An entry, with the time of its making; undefined: there is no such file. What a crashed machine left half-written is nothing. */
  async #entryAt(generation: number): Promise<(Entry & { at: number }) | undefined> {
    const text = await readFile(this.#file(generation), 'utf8').catch((err) => ignore(err, 'ENOENT', 'EISDIR'));
    if (text === undefined) return undefined;
    try {
      const parsed: unknown = JSON.parse(text);
      return { value: read(parsed, 'value'), until: Number(read(parsed, 'until')), at: Number(read(parsed, 'at')) };
    } catch {
      return { until: 0, at: 0 };
    }
  }
}

/** Of a rename onto a folder that is there. Windows refuses one that is empty, too, in words of its own. */
const TAKEN = ['ENOTEMPTY', 'EEXIST', ...(process.platform === 'win32' ? ['EPERM'] : [])];

/** Unless it is gone, has something in it again, or a file has its name. */
async function removeEmpty(path: string): Promise<void> {
  await rmdir(path).catch((err) => ignore(err, 'ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'));
}

/** Throws what has none of these codes. */
function ignore(err: unknown, ...codes: string[]): void {
  if (!codes.includes(String(read(err, 'code')))) throw err;
}

function unlessMissing<T>(nothing: T): (err: unknown) => T {
  return (err) => {
    ignore(err, 'ENOENT');
    return nothing;
  };
}
