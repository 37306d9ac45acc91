/** The smallest files that pass for what they are. */

/** One pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const JPG = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  Buffer.from('ffd9', 'hex'),
]);
export const AMR = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(32, 0x3c)]);
export const MP4 = Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypmp42'), Buffer.alloc(32)]);

export const MEDIA = {
  image: { content: PNG, filename: 'pixel.png', contentType: 'image/png' },
  voice: { content: AMR, filename: 'hello.amr', contentType: 'voice/amr' },
  video: { content: MP4, filename: 'film.mp4', contentType: 'video/mp4' },
  file: { content: 'some text', filename: '说明.txt', contentType: 'text/plain' },
} as const;

export type MediaType = keyof typeof MEDIA;

/** `megabytes` and one byte, beginning like `start`. */
export function beyond(megabytes: number, start: Buffer): Buffer {
  const content = Buffer.alloc(megabytes * 1024 * 1024 + 1);
  start.copy(content);
  return content;
}
