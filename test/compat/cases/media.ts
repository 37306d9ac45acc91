import {
  CALLBACK,
  type Case,
  call,
  File,
  fails,
  likeArgs,
  nulled,
  onLast,
  ordinary,
  promised,
  sends,
  steps,
} from '../sides/case';
import type { Outcome } from '../sides/outcome';

const image = new File('image.jpg');
const NO_PATH = 'TypeError: filepath must be a path or { data: Buffer | Readable, filename }, got';

/** A file name that the original wrote into the part's head as it was, or whose type it left out. */
const rewritten = (from: string, into: string) => (outcomes: Outcome[]) =>
  onLast(outcomes, ({ wire, ...outcome }) => ({
    ...outcome,
    wire: wire.map((request) => {
      const length = Number(request.headers['content-length']) + into.length - from.length;
      if (!request.body.includes(from)) return request;
      const headers = { ...request.headers, 'content-length': String(length) };
      return { ...request, headers, body: request.body.replace(from, into) };
    }),
  }));

const quoted = rewritten('quo"te.jpg"', 'quo%22te.jpg"');
export const typed = (name: string) =>
  rewritten(`filename="${name}"\r\n`, `filename="${name}"\r\nContent-Type: application/octet-stream\r\n`);

const shortcuts = {
  uploadImage: 'image.jpg',
  uploadVoice: 'voice.amr',
  uploadVideo: 'video.mp4',
  uploadFile: '表 1.csv',
};

export const media: Case[] = [
  ordinary('uploadMedia', image, 'image', CALLBACK),
  call('uploadMedia', new File('图片 1.png'), 'image', CALLBACK),
  call('uploadMedia', new File('empty.txt'), 'file', CALLBACK),
  call('uploadMedia', image, undefined, CALLBACK),
  call('uploadMedia', image, 5, CALLBACK),
  call('uploadMedia', image, '图', CALLBACK),
  call('uploadMedia', new File('missing.jpg'), 'image', CALLBACK),
  call('uploadMedia', '', 'image', CALLBACK),
  {
    ...call('uploadMedia', new File('quo"te.jpg'), 'image', CALLBACK),
    difference: { number: 16, how: 'escapes the quote', ours: quoted },
  },
  ...['no-extension', 'odd.zzz'].map((name) => ({
    ...call('uploadMedia', new File(name), 'file', CALLBACK),
    difference: { number: 16, how: 'names a type', ours: typed(name) },
  })),
  sends(9, call('uploadMedia', image, 'a&b #c', CALLBACK), 'media/upload?access_token=TOKEN&type=a%26b%20%23c'),
  likeArgs(5, call('uploadMedia', image, CALLBACK), image, undefined, CALLBACK),
  fails('bad input', call('uploadMedia', undefined, 'image', CALLBACK), `${NO_PATH} undefined`),
  fails('bad input', call('uploadMedia', null, 'image', CALLBACK), `${NO_PATH} null`),
  fails('bad input', call('uploadMedia', 5, 'image', CALLBACK), `${NO_PATH} number`),
  fails('bad input', call('uploadMedia', Buffer.from('/'), 'image', CALLBACK), `${NO_PATH} a Buffer`),
  steps(['setOpts', { timeout: 4000 }], ['uploadMedia', image, 'image', CALLBACK]),
  promised('uploadMedia', image, 'image'),
  ...nulled('uploadMedia', image, 'image'),

  ...Object.entries(shortcuts).flatMap(([method, name]) => [
    ordinary(method, new File(name), CALLBACK),
    call(method, new File('missing.jpg'), CALLBACK),
    promised(method, new File(name)),
  ]),

  ordinary('getMedia', 'MEDIA_ID', CALLBACK),
  ...[5, undefined, null, '媒 体', 'end ', 'end\n'].map((id) => call('getMedia', id, CALLBACK)),
  sends(9, call('getMedia', 'a&b=c', CALLBACK), 'media/get?access_token=TOKEN&media_id=a%26b%3Dc'),
  sends(9, call('getMedia', 'a#b+c%', CALLBACK), 'media/get?access_token=TOKEN&media_id=a%23b%2Bc%25'),
  steps(['setOpts', { dataType: 'json' }], ['getMedia', 'MEDIA_ID', CALLBACK]),
  promised('getMedia', 'MEDIA_ID'),
  ...nulled('getMedia', 'MEDIA_ID'),
];
