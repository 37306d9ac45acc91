// 群机器人. No token: whoever knows the key may speak in the group.
// https://developer.work.weixin.qq.com/document/path/99110
import { createHash } from 'node:crypto';
import type { Answer, Call, Chapter } from '../api/chapter';
import { PER_MINUTE } from '../api/rate_limits';
import { checkFields } from '../content/cards';
import { type Content, contentOf, news } from '../content/contents';
import { checkMedia, isPicture } from '../media/files';
import { findFor, keep, THREE_DAYS } from '../media/keep';
import { Sent } from '../messaging/sent';
import { randomId } from '../model/random_id';
import type { Message, Robot } from '../model/records';
import { fail } from '../protocol/errors';
import { byteCount, type Input } from '../protocol/input';

/** As measured: more than the 2048 that are documented. */
const MOST_TEXT = 5120;
const MOST_MARKDOWN = 4096;
const MOST_PICTURE = 2 * 2 ** 20;

export const webhook: Chapter = {
  'webhook/send': { verb: 'POST', secret: 'none', era: 'current', run: send },
  'webhook/upload_media': { verb: 'POST', secret: 'none', era: 'current', upload: true, run: upload },
};

const CONTENTS: ReadonlyMap<string, Content> = new Map([
  ['text', limited('text', MOST_TEXT)],
  ['markdown', limited('markdown', MOST_MARKDOWN)],
  ['markdown_v2', limited('markdown_v2', MOST_MARKDOWN)],
  ['image', image],
  ['news', news],
  ['file', medium('file')],
  ['voice', medium('voice')],
  ['template_card', templateCard],
]);

function send(call: Call): Answer {
  const { body, company, limits, query } = call;
  const robot = company.robots.get(query.text('key') ?? '') ?? fail(93000);
  if (robot.stopped) fail(93004);
  if (!limits.allow(`robot ${robot.key}`, PER_MINUTE.robot)) fail(45009);
  if (body.keys().length === 0) fail(93017);
  const { msgtype, body: content } = contentOf(CONTENTS, call);
  Sent.record(call, said(call, robot, msgtype, content));
  return {};
}

function said({ clock }: Call, { key }: Robot, msgtype: string, body: Answer): Message {
  return { msgid: randomId(64), at: clock.now(), from: { robot: key }, to: [], msgtype, body };
}

function limited(msgtype: string, most: number): Content {
  return (part) => {
    const content = part.text('content') || fail(44004);
    // The wording that was measured.
    if (byteCount(content) > most)
      fail(40058, `${msgtype}.content exceed max length ${most}. invalid Request Parameter`);
    return { ...part.all(), content };
  };
}

/** In the message itself, with its sum. */
function image(part: Input): Answer {
  if (part.blank('base64')) fail(93017);
  const data = Buffer.from(part.text('base64') ?? '', 'base64');
  if (data.length > MOST_PICTURE) fail(93018);
  if (!isPicture(data)) fail(40123);
  const md5 = createHash('md5').update(data).digest('hex');
  if (part.text('md5')?.toLowerCase() !== md5) fail(301019);
  return part.all();
}

/** What this robot uploaded itself. */
function medium(type: string): Content {
  return (part, { company, query }) => {
    findFor(company, part.text('media_id'), type, query.text('key'));
    return part.all();
  };
}

function templateCard(part: Input, call: Call): Answer {
  if (!['text_notice', 'news_notice'].includes(part.text('card_type') ?? '')) fail(42031);
  checkFields(part, { company: call.company, robot: call.query.text('key') ?? '' });
  return part.all();
}

function upload(call: Call): Answer {
  const { company, query } = call;
  const robot = company.robots.get(query.text('key') ?? '') ?? fail(40058, "invalid param 'key'");
  const type = query.text('type') ?? '';
  if (type !== 'file' && type !== 'voice') fail(40004);
  const kept = keep(call, checkMedia(type, call.media), { type, lasts: THREE_DAYS, owner: robot.key });
  return { type, media_id: kept.media_id, created_at: String(Math.floor(kept.created / 1000)) };
}
