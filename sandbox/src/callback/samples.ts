// Files of a member: what was given, or a sample.
import type { Upload } from '../api/chapter';

/** A landscape, 96 × 64. */
const PNG = [
  'iVBORw0KGgoAAAANSUhEUgAAAGAAAABAAgMAAACYWpqdAAAADFBMVEWcx/D/12tbm2o9eleQrPyKAAAAxklEQVR42t2RMQ6CQBBFMcbGxspLcA',
  'qPYOHch6NYmqHgCN7HypoYvgxhYWdnptbwC4r/8vjLUlUbzYFuPjgT+YCILl6/G8HVnyB/ZCsg/PLwruLbDf/HH6Vm5ibomW1/nHp+GMBzGl+w',
  'L1t6vgdCoWS9WskFdbCaA0X1uaJBprxK5QR8BKBQ9hjzFjBo8BQAAVAva6deFKC3gijjwwqiQCldAoOAbB5LBKzzbQGGcjoBWGEGvRFmACMk0J',
  'dCAnKwDh4w+Sn4AnjoICYcmiuEAAAAAElFTkSuQmCC',
].join('');

/** A second of silence: 50 frames of AMR-NB that hold nothing. */
const AMR = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(50, 0x7c)]);

/** Looks like MP4 to who asks the first bytes. It shows nothing. */
const MP4 = Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex');

/** A kind of file that members send. */
export type Medium = 'image' | 'voice' | 'video';

/** A file of the member: what it is called, and its bytes. */
export interface PhoneFile {
  /** With its ending: a voice is `.amr`. */
  filename: string;
  /** image: JPG or PNG, 10 MB; voice: AMR, 2 MB and 60 s; video: 10 MB. */
  data: Uint8Array;
}

const SAMPLES: Record<Medium, PhoneFile> = {
  image: { filename: 'picture.png', data: Buffer.from(PNG, 'base64') },
  voice: { filename: 'voice.amr', data: AMR },
  video: { filename: 'video.mp4', data: MP4 },
};

/** The file to send when the caller gives none. */
export function sampleOf(type: Medium): PhoneFile {
  return SAMPLES[type];
}

/** Whether messages of this type have a file. */
export function isMedium(type: string): type is Medium {
  return Object.hasOwn(SAMPLES, type);
}

/** As if it had been uploaded. */
export function uploadOf(type: Medium, { filename, data }: PhoneFile): Upload {
  const image = data[0] === 0xff ? 'image/jpeg' : 'image/png';
  const contentType = { image, voice: 'audio/amr', video: 'video/mp4' }[type];
  return { field: 'media', filename, contentType, data: Buffer.from(data) };
}
