import type { Id } from '../core/types';

/** How the members of a company are walked through. */
export interface WalkOptions {
  /** Only those of this department and the ones below it. @default all that the app may see */
  department?: Id;
  /** Where to go on: the `cursor` of an earlier walk. */
  cursor?: string | undefined;
  /** Is told before each department; a promise is waited for. What it throws ends the walk. */
  onProgress?: (progress: WalkProgress) => unknown;
}

export interface WalkProgress {
  /** The department that comes next. */
  department: number;
  /** How many are done with, of how many. */
  done: number;
  departments: number;
}

/** What a walk asks for. */
export interface Directory<T> {
  departments(root: Id | undefined): Promise<{ id: number }[]>;
  members(department: number): Promise<T[]>;
}

/**
 * A walk through the members of all departments: a department is asked for when the loop has come there. Each member comes
 * once, in the first of their departments. Departments that could not be read are in `failed`, and the walk goes on.
 */
export class Walk<T extends { userid: string; department?: number[] }> implements AsyncIterable<T> {
  /** The departments that could not be read. */
  readonly failed: { department: number; error: unknown }[] = [];
  #cursor: string | undefined;

  constructor(
    readonly directory: Directory<T>,
    readonly options: WalkOptions = {},
  ) {
    this.#cursor = options.cursor;
  }

  /** Names the last member that came: a walk with this `cursor` goes on behind them. Any text of it can be kept. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    const ids = (await this.directory.departments(this.options.department)).map(({ id }) => id);
    const place = new Map(ids.map((id, at) => [id, at]));
    const [department, last] = placeOf(this.#cursor);
    const start = department === undefined ? 0 : (place.get(department) ?? 0);
    for (const [at, id] of ids.entries()) {
      if (at < start) continue;
      await this.options.onProgress?.({ department: id, done: at, departments: ids.length });
      const members = await this.#read(id, place);
      // A member who has gone meanwhile: the department comes again.
      const from = id === department ? members.findIndex(({ userid }) => userid === last) + 1 : 0;
      for (const member of members.slice(from)) {
        if ((firstOf(member, place) ?? at) !== at) continue;
        this.#cursor = `${id}:${member.userid}`;
        yield member;
      }
    }
  }

  /** The members of a department that cannot be read may come in another one of theirs. */
  async #read(department: number, place: Map<number, number>): Promise<T[]> {
    try {
      return await this.directory.members(department);
    } catch (error) {
      this.failed.push({ department, error });
      place.delete(department);
      return [];
    }
  }
}

function placeOf(cursor: string | undefined): [department?: number, userid?: string] {
  const [, department, userid] = /^(\d+):(.*)$/s.exec(cursor ?? '') ?? [];
  return department === undefined ? [] : [Number(department), userid ?? ''];
}

/** Where a member comes: in the first department on the way. */
function firstOf(
  { department = [] }: { department?: number[] },
  place: ReadonlyMap<number, number>,
): number | undefined {
  const places = department.flatMap((id) => place.get(id) ?? []);
  return places.length > 0 ? Math.min(...places) : undefined;
}
