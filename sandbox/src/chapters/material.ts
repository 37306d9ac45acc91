// 永久素材, of 企业号 only: files and articles that do not expire, each of one app. Its pages are gone.
import type { Answer, Call, Chapter, Download } from '../api/chapter';
import { mpnewsArticle } from '../content/contents';
import { checkMedia } from '../media/files';
import { find, keep } from '../media/keep';
import type { App, Media } from '../model/records';
import { fail, failSchema } from '../protocol/errors';
import type { Input } from '../protocol/input';
import { download } from './media';

const FOREVER = Number.POSITIVE_INFINITY;
const MPNEWS = 'mpnews';
const TYPES = ['image', 'voice', 'video', 'file', MPNEWS];
const MOST_ARTICLES = 10;
const MOST_LISTED = 50;

export const material: Chapter = {
  'material/add_mpnews': { verb: 'POST', secret: 'app', era: 'legacy', run: addMpnews },
  'material/update_mpnews': { verb: 'POST', secret: 'app', era: 'legacy', run: updateMpnews },
  'material/add_material': { verb: 'POST', secret: 'app', era: 'legacy', upload: true, run: addMaterial },
  'material/get': { verb: 'GET', secret: 'app', era: 'legacy', run: get },
  'material/del': { verb: 'GET', secret: 'app', era: 'legacy', run: remove },
  'material/get_count': { verb: 'GET', secret: 'app', era: 'legacy', run: count },
  'material/batchget': { verb: 'POST', secret: 'app', era: 'legacy', run: batchget },
};

function addMpnews(call: Call): Answer {
  const app = call.agent(call.body.uint('agentid'));
  const data = articlesOf(call);
  checkQuota(call, MPNEWS);
  const file = { field: '', filename: '', contentType: 'application/json', data };
  return { media_id: keep(call, file, { type: MPNEWS, lasts: FOREVER, owner: ownerOf(app) }).media_id };
}

function updateMpnews(call: Call): Answer {
  const { body } = call;
  const media = mine(call, call.agent(body.uint('agentid')), body);
  if (media.type !== MPNEWS) fail(40007);
  call.company.media.change(media, articlesOf(call));
  media.created = call.clock.now();
  call.emit({ event: 'media.update', data: media });
  return {};
}

/** Kept as the JSON that they came in. */
function articlesOf(call: Call): Buffer {
  const articles = call.body.object(MPNEWS)?.objects('articles') ?? [];
  if (articles.length < 1 || articles.length > MOST_ARTICLES) fail(45008);
  return Buffer.from(JSON.stringify(articles.map((article) => mpnewsArticle(article, call))));
}

function addMaterial(call: Call): Answer {
  const app = call.agent(call.query.uint('agentid'));
  const type = call.query.text('type') || fail(40005);
  const file = checkMedia(type, call.media);
  checkQuota(call, type);
  return { media_id: keep(call, file, { type, lasts: FOREVER, owner: ownerOf(app) }).media_id };
}

function get(call: Call): Answer | Download {
  const media = mine(call, call.agent(call.query.uint('agentid')), call.query);
  return media.type === MPNEWS ? { type: MPNEWS, mpnews: { articles: parsed(media) } } : download(media);
}

function parsed({ data }: Media): unknown {
  return JSON.parse(data.toString());
}

function remove(call: Call): Answer {
  const media = mine(call, call.agent(call.query.uint('agentid')), call.query);
  call.company.media.delete(media.media_id);
  call.emit({ event: 'media.delete', data: media });
  return { errmsg: 'deleted' };
}

function count(call: Call): Answer {
  const all = allOf(call, call.agent(call.query.uint('agentid')));
  const counts = TYPES.map((type) => [`${type}_count`, all.filter((media) => media.type === type).length]);
  return { total_count: all.length, ...Object.fromEntries(counts) };
}

function batchget(call: Call): Answer {
  const { body } = call;
  const app = call.agent(body.uint('agentid'));
  const type = body.text('type') ?? '';
  if (!TYPES.includes(type)) fail(40004);
  const size = body.uint('count') ?? MOST_LISTED;
  if (size < 1 || size > MOST_LISTED) failSchema('count invalid');
  const offset = body.uint('offset') ?? 0;
  const all = allOf(call, app).filter((media) => media.type === type);
  const itemlist = all.slice(offset, offset + size).map(listed);
  return { type, total_count: all.length, item_count: itemlist.length, itemlist };
}

function listed(media: Media): Answer {
  const { media_id, filename, created } = media;
  const update_time = Math.floor(created / 1000);
  if (media.type !== MPNEWS) return { media_id, filename, update_time };
  return { media_id, update_time, articles: parsed(media) };
}

/** 45029, in the meaning of that time: not visible to this app. */
function mine({ company }: Call, app: App, input: Input): Media {
  const media = find(company, input.text('media_id'));
  if (media.expires !== FOREVER || media.owner === undefined) fail(40007);
  if (media.owner !== ownerOf(app)) fail(45029, 'media_id not visible to the app');
  return media;
}

function ownerOf({ agentid }: App): string {
  return String(agentid);
}

function allOf({ company }: Call, app: App): Media[] {
  const owner = ownerOf(app);
  return [...company.media.values()].filter((media) => media.owner === owner && media.expires === FOREVER);
}

/** Of the whole company. */
function checkQuota({ company }: Call, type: string): void {
  const most = type === 'image' || type === MPNEWS ? 5000 : 1000;
  const used = [...company.media.values()].filter(
    (media) => media.type === type && media.expires === FOREVER && media.owner !== undefined,
  ).length;
  if (used >= most) fail(45028);
}
