// What each msgtype of an app's message carries, and how much of it. Gives back what arrives: WeCom cuts texts, it does not refuse them.
import type { Answer, Call } from '../api/chapter';
import { findFor } from '../media/keep';
import { fail, failSchema } from '../protocol/errors';
import { byteCount, characterCount, Input } from '../protocol/input';
import { checkCard } from './cards';
import { taskCard } from './task_card';
import { cutBytes, cutCharacters } from './text';

/** Whose message it is matters for media and for what needs a callback. */
export type Content = (part: Input, call: Call) => Answer;

const MOST_TEXT = 2048;
const MOST_URL = 2048;
const MOST_TITLE = 128;
const MOST_DESCRIPTION = 512;
const MOST_ARTICLES = 8;
const MOST_ARTICLES_ONCE = 10;
const MOST_HTML = 666 * 1024;

/** What chats take, too. */
export const CHAT_CONTENTS: ReadonlyMap<string, Content> = new Map([
  ['text', text],
  ['image', medium('image')],
  ['voice', medium('voice')],
  ['video', video],
  ['file', medium('file')],
  ['textcard', textcard],
  ['news', news],
  ['mpnews', mpnews],
  ['markdown', markdown],
]);

export const CONTENTS: ReadonlyMap<string, Content> = new Map([
  ...CHAT_CONTENTS,
  ['miniprogram_notice', miniprogramNotice],
  ['template_card', templateCard],
  ['interactive_taskcard', taskCard],
]);

/** What 企业号 knew. */
const OLD = new Set(['text', 'image', 'voice', 'video', 'file', 'news', 'mpnews']);

/** The request with its content as it arrives. */
export function contentOf(contents: ReadonlyMap<string, Content>, call: Call): { msgtype: string; body: Answer } {
  const { body, era } = call;
  const msgtype = body.text('msgtype') ?? '';
  if (era === 'legacy' && !OLD.has(msgtype)) fail(40008);
  const content = contents.get(msgtype) ?? fail(40008);
  const part = body.object(msgtype) ?? new Input();
  return { msgtype, body: { ...body.all(), [msgtype]: content(part, call) } };
}

function text(part: Input, call: Call): Answer {
  const content = part.text('content') || fail(44004);
  return { ...part.all(), content: shortened(call, 'text.content', content, MOST_TEXT, BYTES) };
}

function markdown(part: Input): Answer {
  const content = part.text('content', { maxBytes: MOST_TEXT }) || fail(44004);
  return { ...part.all(), content };
}

function medium(type: string): Content {
  return (part, { company }) => {
    findFor(company, part.text('media_id'), type);
    return part.all();
  };
}

function video(part: Input, call: Call): Answer {
  findFor(call.company, part.text('media_id'), 'video');
  return { ...part.all(), ...cut(call, 'video', part, BYTES) };
}

/** title and description as far as they are shown. */
function cut(call: Call, at: string, part: Input, unit: Unit): Answer {
  const title = part.text('title');
  const description = part.text('description');
  return {
    ...(title !== undefined && { title: shortened(call, `${at}.title`, title, MOST_TITLE, unit) }),
    ...(description !== undefined && {
      description: shortened(call, `${at}.description`, description, MOST_DESCRIPTION, unit),
    }),
  };
}

interface Unit {
  unit: string;
  cut(text: string, most: number): string;
}

const BYTES: Unit = { unit: 'bytes', cut: cutBytes };
const CHARACTERS: Unit = { unit: 'characters', cut: cutCharacters };

/** What arrives. The sender hears nothing of it in WeCom. */
function shortened(call: Call, field: string, text: string, most: number, { unit, cut }: Unit): string {
  const arrives = cut(text, most);
  if (arrives !== text) call.warn('cut', { field, most, unit });
  return arrives;
}

/** Here WeCom counts characters, elsewhere bytes. */
function textcard(part: Input, call: Call): Answer {
  if (part.blank('title')) fail(41016);
  if (part.blank('description')) fail(41033);
  if (part.blank('url')) fail(41010);
  part.text('url', { maxBytes: MOST_URL });
  const btntxt = part.text('btntxt');
  return {
    ...part.all(),
    ...cut(call, 'textcard', part, CHARACTERS),
    ...(btntxt !== undefined && { btntxt: cutCharacters(btntxt, 4) }),
  };
}

export function news(part: Input, call: Call): Answer {
  return { ...part.all(), articles: articlesOf(part, call).map((article) => newsArticle(article, call)) };
}

function articlesOf(part: Input, { era }: Call): Input[] {
  const articles = part.objects('articles') ?? [];
  const most = era === 'legacy' ? MOST_ARTICLES_ONCE : MOST_ARTICLES;
  if (articles.length < 1 || articles.length > most) fail(45008);
  return articles;
}

function newsArticle(article: Input, call: Call): Answer {
  if (article.blank('title')) fail(41016);
  const ofMiniprogram = !article.blank('appid') && !article.blank('pagepath');
  if (article.blank('url') && !ofMiniprogram) fail(41010);
  article.text('url', { maxBytes: MOST_URL });
  article.text('picurl', { maxBytes: MOST_URL });
  article.text('pagepath', { maxBytes: 128 });
  return { ...article.all(), ...cut(call, 'news.articles', article, BYTES) };
}

/** Articles of the message's own or, in 企业号, material by its media_id. */
function mpnews(part: Input, call: Call): Answer {
  if (call.era !== 'current' && !part.blank('media_id')) {
    findFor(call.company, part.text('media_id'), 'mpnews');
    return part.all();
  }
  return { ...part.all(), articles: articlesOf(part, call).map((article) => mpnewsArticle(article, call)) };
}

export function mpnewsArticle(article: Input, call: Call): Answer {
  if (article.blank('title')) fail(41016);
  findFor(call.company, article.text('thumb_media_id'), 'image');
  article.text('author', { maxBytes: 64 });
  const content = article.text('content') || fail(44004);
  if (byteCount(content) > MOST_HTML) fail(45002);
  const digest = article.text('digest');
  const shown = {
    ...cut(call, 'mpnews.articles', article, BYTES),
    ...(digest !== undefined && { digest: cutBytes(digest, MOST_DESCRIPTION) }),
  };
  return { ...article.all(), ...shown };
}

function miniprogramNotice(part: Input): Answer {
  if (part.blank('appid')) fail(90200);
  if (byteCount(part.text('page') ?? '') > 1024) fail(90204);
  if (part.blank('title')) fail(41016);
  for (const name of ['title', 'description']) if (!part.blank(name)) part.text(name, { min: 4, max: 12 });
  const items = part.objects('content_item') ?? [];
  if (items.length > 10) fail(90201);
  for (const item of items) {
    if (!between(characterCount(item.text('key') ?? ''), 1, 10)) fail(90202);
    if (!between(characterCount(item.text('value') ?? ''), 1, 30)) fail(90203);
  }
  return part.all();
}

function between(count: number, least: number, most: number): boolean {
  return count >= least && count <= most;
}

function templateCard(part: Input, call: Call): Answer {
  if (part.keys().length === 0) failSchema('template_card missing');
  checkCard(part, call);
  return part.all();
}
