import assert from 'node:assert/strict';
import type { Sandbox, WireEntry } from '../../src/index';
import { type Answer, ask, type Body, object } from './client';
import type { Lifetime } from './world';

/** What the page does: it fetches, and listens. */

export function look(sandbox: Sandbox, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(`${sandbox.url}/_sandbox${path}`, { headers });
}

export function lastOf(sandbox: Sandbox): WireEntry {
  const entry = sandbox.wire.entries().at(-1);
  assert.ok(entry, 'the log has an entry');
  return entry;
}

/** A listener that reads everything. */
export class Listening {
  readonly headers: Headers;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #text = '';
  #items: Body[] = [];

  constructor(response: Response) {
    assert.ok(response.body);
    this.headers = response.headers;
    this.#reader = response.body.getReader();
  }

  /** The next line that is no data: `retry: 1000`, or a heartbeat. */
  async comment(): Promise<string> {
    const block = await this.#block();
    assert.ok(block !== undefined && !block.startsWith('data: '), block);
    return block;
  }

  /** The next items that came together; [] when the stream has ended. */
  async batch(): Promise<Body[]> {
    for (let block = await this.#block(); block !== undefined; block = await this.#block()) {
      if (block.startsWith('data: ')) return [JSON.parse(block.slice('data: '.length))].flat().map(object);
    }
    return [];
  }

  /** The next item of this type, however many others come before it. */
  async next(type: string): Promise<Body> {
    for (;;) {
      if (this.#items.length === 0) this.#items = await this.batch();
      const item = this.#items.shift();
      assert.ok(item, `the stream ended before ${type}`);
      if (item.type === type) return item;
    }
  }

  cancel(): Promise<void> {
    return this.#reader.cancel();
  }

  async #block(): Promise<string | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return block;
      }
      const { done, value } = await this.#reader.read();
      if (done) return undefined;
      this.#text += this.#decoder.decode(value, { stream: true });
    }
  }
}

export async function listen(t: Lifetime, sandbox: Sandbox): Promise<Listening> {
  const listening = new Listening(await fetch(`${sandbox.url}/_sandbox/events`));
  t.after(() => listening.cancel());
  return listening;
}
