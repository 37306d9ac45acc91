import type { AnyHandler } from '../types/handlers';

/** Handlers for all of a family, such as the events, for those of a name, and for one kind of change among these. */
export class HandlerTable {
  // Maps, and not objects: the names that are looked for come out of messages.
  readonly #handlers = new Map<unknown, Map<unknown, AnyHandler>>();

  set(fn: AnyHandler, name?: string, change?: string): void {
    const named = this.#handlers.get(name) ?? new Map<unknown, AnyHandler>();
    this.#handlers.set(name, named.set(change, fn));
  }

  /** The one that is meant most closely. */
  find(name: unknown, change: unknown): AnyHandler | undefined {
    return this.#at(name, change) ?? this.#at(name) ?? this.#at();
  }

  #at(name?: unknown, change?: unknown): AnyHandler | undefined {
    return this.#handlers.get(name)?.get(change);
  }
}
