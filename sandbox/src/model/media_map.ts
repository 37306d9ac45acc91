// The files of a company, by media_id. Expired files are dropped, and the oldest ones beyond the limits.

import type { Keep } from './bounds';
import type { Clock } from './clock';
import type { Media } from './records';

export class MediaMap extends Map<string, Media> {
  readonly #clock: Clock;
  readonly #keep: Keep;
  readonly #gone: (media: Media) => void;
  /** All of these live equally long, so the oldest one expires first. */
  readonly #temporary = new Map<string, Media>();
  #bytes = 0;

  /** `gone` is called with every file that expired or was dropped. */
  constructor(clock: Clock, keep: Keep, gone: (media: Media) => void) {
    super();
    this.#clock = clock;
    this.#keep = keep;
    this.#gone = gone;
    clock.onAdvance(() => this.#sweep());
  }

  override get(media_id: string): Media | undefined {
    this.#sweep();
    return super.get(media_id);
  }

  override set(media_id: string, media: Media): this {
    this.delete(media_id);
    super.set(media_id, media);
    if (Number.isFinite(media.expires)) this.#temporary.set(media_id, media);
    this.#bytes += media.data.length;
    this.#sweep();
    this.#makeRoom(media);
    return this;
  }

  override delete(media_id: string): boolean {
    this.#bytes -= super.get(media_id)?.data.length ?? 0;
    this.#temporary.delete(media_id);
    return super.delete(media_id);
  }

  override clear(): void {
    this.#temporary.clear();
    this.#bytes = 0;
    super.clear();
  }

  /** Replaces the content of a file and keeps count of the bytes. */
  change(media: Media, data: Buffer): void {
    this.#bytes += data.length - media.data.length;
    media.data = data;
    this.#makeRoom(media);
  }

  #sweep(): void {
    const now = this.#clock.now();
    for (const media of this.#temporary.values()) {
      if (media.expires > now) return;
      this.#drop(media);
    }
  }

  /** Drops temporary files first: they expire anyway. */
  #makeRoom(newest: Media): void {
    for (const files of [this.#temporary, this]) {
      for (const media of files.values()) {
        if (this.size <= this.#keep.media && this.#bytes <= this.#keep.mediaBytes) return;
        if (media !== newest) this.#drop(media);
      }
    }
  }

  #drop(media: Media): void {
    this.delete(media.media_id);
    this.#gone(media);
  }
}
