// A page that listens to server-sent events. One that reads too slowly misses something and is told so.
import type { ServerResponse } from 'node:http';
import { SECOND } from '../model/clock';

const HEARTBEAT = 15 * SECOND;
const RESET = '[{"type":"reset"}]';

export class Listener {
  readonly #response: ServerResponse;
  /** Something was left out since the last write. */
  #behind = false;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.write('retry: 1000\n\n');
    const heartbeat = setInterval(() => this.#write(':\n\n'), HEARTBEAT);
    response.on('drain', () => this.#catchUp());
    response.once('close', () => clearInterval(heartbeat));
  }

  /** `data` is JSON, so it has no line breaks. */
  send(data: string): void {
    if (!this.#write(`data: ${data}\n\n`)) this.#behind = true;
  }

  reset(): void {
    this.send(RESET);
  }

  close(): void {
    this.#response.end();
  }

  #catchUp(): void {
    if (!this.#behind) return;
    this.#behind = false;
    this.reset();
  }

  /** Not while the last write still waits for the reader: nothing piles up. */
  #write(text: string): boolean {
    if (this.#response.writableNeedDrain) return false;
    this.#response.write(text);
    return true;
  }
}
