import { CALLBACK, type Case, call, File, fails, likeArgs, nulled, ordinary, promised, sends } from '../sides/case';
import { typed } from './media';

const image = new File('image.jpg');
const mpnews = { articles: [{ title: '题', thumb_media_id: 'id', content: '<p>"x"</p>', show_cover_pic: '0' }] };
const shortcuts = { addImage: 'image.jpg', addVoice: 'voice.amr', addVideo: 'video.mp4', addFile: '表 1.csv' };
const NO_PATH = 'TypeError: filepath must be a path or { data: Buffer | Readable, filename }, got';

/** Ours does what the original was meant to do. */
function mended(one: Case): Case {
  return { ...one, difference: { number: 4, how: 'works', like: one } };
}

/** Files of an app: the agentid stands in the URL. */
const files: Case[] = [
  ordinary('getMaterial', '5', 'MEDIA_ID', CALLBACK),
  ...[
    [5, 6],
    [undefined, undefined],
    [null, null],
    ['一', '媒 体'],
  ].map((args) => call('getMaterial', ...args, CALLBACK)),
  sends(9, call('getMaterial', 'a&', 'b#', CALLBACK), 'material/get?access_token=TOKEN&media_id=b%23&agentid=a%26'),
  likeArgs(5, call('getMaterial', '5', CALLBACK), '5', undefined, CALLBACK),
  promised('getMaterial', '5', 'MEDIA_ID'),
  ...nulled('getMaterial', '5', 'MEDIA_ID'),

  ordinary('delMaterial', '5', 'MEDIA_ID', CALLBACK),
  ...[
    [5, 6],
    [undefined, undefined],
    ['一', '媒 体'],
  ].map((args) => call('delMaterial', ...args, CALLBACK)),
  promised('delMaterial', '5', 'MEDIA_ID'),

  ordinary('countMaterial', '5', null, CALLBACK),
  call('countMaterial', 5, 'unused', CALLBACK),
  call('countMaterial', undefined, undefined, CALLBACK),
  likeArgs(5, call('countMaterial', '5', CALLBACK), '5', null, CALLBACK),
  promised('countMaterial', '5', null),
];

export const material: Case[] = [
  ordinary('addMaterial', '5', image, 'image', CALLBACK),
  call('addMaterial', 5, new File('图片 1.png'), 'image', CALLBACK),
  call('addMaterial', undefined, image, undefined, CALLBACK),
  call('addMaterial', '5', new File('missing.jpg'), 'image', CALLBACK),
  {
    ...call('addMaterial', '5', new File('no-extension'), 'file', CALLBACK),
    difference: { number: 16, how: 'names a type', ours: typed('no-extension') },
  },
  sends(
    9,
    call('addMaterial', 'a&b', image, 'c#', CALLBACK),
    'material/add_material?access_token=TOKEN&type=c%23&agentid=a%26b',
  ),
  fails('bad input', call('addMaterial', '5', null, 'image', CALLBACK), `${NO_PATH} null`),
  promised('addMaterial', '5', image, 'image'),

  ...Object.entries(shortcuts).flatMap(([method, name]) => [
    ordinary(method, '5', new File(name), CALLBACK),
    call(method, '5', new File('missing.jpg'), CALLBACK),
    promised(method, '5', new File(name)),
  ]),

  ...files,

  mended(ordinary('addMPNews', '5', mpnews, CALLBACK)),
  mended(call('addMPNews', 5, '{"articles":[]}', CALLBACK)),
  mended(call('addMPNews', undefined, null, CALLBACK)),
  mended(ordinary('updateMPNews', '5', 'MEDIA_ID', mpnews, CALLBACK)),
  mended(call('updateMPNews', 5, undefined, null, CALLBACK)),
  mended(ordinary('batchgetMaterial', '5', 'image', 0, 10, CALLBACK)),
  mended(call('batchgetMaterial', 5, 'image', '20', '5', CALLBACK)),
  mended(call('batchgetMaterial', 5, 'image', undefined, null, CALLBACK)),
  mended(call('batchgetMaterial', 5, undefined, 'z', 1.5, CALLBACK)),
  likeArgs(5, call('batchgetMaterial', '5', 'image', CALLBACK), '5', 'image', undefined, undefined, CALLBACK),
  likeArgs(5, call('batchgetMaterial', '5', 'image', 20, CALLBACK), '5', 'image', 20, undefined, CALLBACK),
  promised('addMPNews', '5', mpnews),
];
