// What a file has to be to pass as an image, a voice, a video or a file.
import type { Upload } from '../api/chapter';
import { fail } from '../protocol/errors';

const MB = 2 ** 20;
const LEAST = 5;
/** ms of voice. */
const LONGEST = 60_000;
/** Bytes. */
const MOST: ReadonlyMap<string, number> = new Map([
  ['image', 10 * MB],
  ['voice', 2 * MB],
  ['video', 10 * MB],
  ['file', 20 * MB],
]);
/** For 图文 contents: smaller than an image message may be. */
const MOST_IN_ARTICLE = 2 * MB;

/** Refuses what WeCom would not take as a medium of this type. */
export function checkMedia(type: string, file: Upload | undefined): Upload {
  const most = MOST.get(type) ?? fail(40004);
  if (file === undefined || file.data.length === 0) fail(44001);
  if (file.data.length <= LEAST) fail(40006);
  if (file.data.length > most) fail(45001);
  if (type === 'image' && !isPicture(file.data)) fail(40123);
  if (type === 'voice') checkVoice(file);
  return file;
}

/** The picture of an article or a logo. */
export function checkPicture(file: Upload | undefined): Upload {
  if (file === undefined || file.data.length === 0) fail(44001);
  if (file.data.length <= LEAST || file.data.length > MOST_IN_ARTICLE) fail(40009);
  if (!isPicture(file.data)) fail(40123);
  return file;
}

/** JPG or PNG, by its first bytes. */
export function isPicture(data: Buffer): boolean {
  return ['ffd8ff', '89504e47'].some((magic) => data.subarray(0, magic.length / 2).toString('hex') === magic);
}

const AMR = Buffer.from('#!AMR\n');

function checkVoice({ filename, data }: Upload): void {
  if (!/\.amr$/i.test(filename) || !data.subarray(0, AMR.length).equals(AMR)) fail(301017);
  if (duration(data) > LONGEST) fail(301016);
}

/** Bytes of a frame of AMR-NB after its first, by frame type. The reserved types have no size: what follows is no voice. */
const FRAME = new Map(
  Object.entries({ 0: 12, 1: 13, 2: 15, 3: 17, 4: 19, 5: 20, 6: 26, 7: 31, 8: 5, 15: 0 }).map(([type, size]) => [
    Number(type),
    size,
  ]),
);

/** ms; every frame is 20 of them. */
function duration(data: Buffer): number {
  let frames = 0;
  for (let at = AMR.length; at < data.length; frames += 1) {
    const size = FRAME.get(((data[at] ?? 0) >> 3) & 0xf);
    if (size === undefined) break;
    at += 1 + size;
  }
  return frames * 20;
}
