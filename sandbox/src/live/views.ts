// What the page fetches: the company at a glance, a conversation, the wire log, a medium.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ROOT } from '../directory/departments';
import { audience, partiesOf } from '../directory/visible_range';
import { dispositionName, rangeOf, sendPart } from '../http/answer';
import type { Company } from '../model/company';
import type { App, Media } from '../model/records';
import type { World } from '../world';
import { conversation, type Place } from './conversation';

type Query = Record<string, string | undefined>;
type Medium = { Params: { media_id: string } };

const MOST_ENTRIES = 1000;

export function addViews(server: FastifyInstance, world: World): void {
  const { company, wire } = world;
  server.get('/company', () => overview(world));
  server.get<{ Querystring: Query }>('/conversation', ({ query }) => {
    return { entries: conversation(company, placeOf(company, query), limitOf(query)) };
  });
  server.get('/wire', () => ({ entries: wire.entries() }));
  server.get<Medium>('/media/:media_id', (request, reply) => {
    const media = company.media.get(request.params.media_id);
    return media === undefined ? noMedium(reply) : sendMedia(media, request, reply);
  });
  server.get<Medium>('/media/:media_id/info', ({ params }, reply) => {
    const media = company.media.get(params.media_id);
    return media === undefined ? noMedium(reply) : infoOf(media);
  });
}

function noMedium(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: 'The company has no such medium.' });
}

/** expires: null for ever. */
function infoOf({ type, filename, data, expires }: Media) {
  return { type, filename, size: data.length, expires: Number.isFinite(expires) ? expires : null };
}

function overview({ company, limits, trouble, era }: World) {
  const { corpid, clock, contactSecret, contactCallback, started } = company;
  return {
    corpid,
    started,
    now: clock.now(),
    era,
    rateLimits: limits.enabled,
    trouble: trouble.waiting(),
    departments: [...company.departments.values()].map(({ id, name, parentid, order }) => ({
      id,
      name,
      parentid,
      order,
    })),
    members: [...company.members.values()].map(({ userid, name, department, status, position, avatar, gender }) => ({
      userid,
      name,
      department,
      status,
      position,
      avatar,
      gender,
    })),
    tags: [...company.tags.values()].map(({ tagid, tagname, users, parties }) => ({
      tagid,
      tagname,
      users: users.size,
      parties: parties.size,
    })),
    apps: [...company.apps.values()].map((app) => appView(company, app)),
    contactSecret,
    contactCallback,
    chats: [...company.chats.values()],
    robots: [...company.robots.values()].map(({ key, name }) => ({ key, name })),
  };
}

/** Who sees it: everybody, or `users`. */
function appView(company: Company, app: App) {
  const { agentid, name, secret, description, square_logo_url, menu, callback, visible } = app;
  const everybody = partiesOf(company, app).has(ROOT);
  const users = everybody ? [] : audience(company, app).map(({ userid }) => userid);
  return { agentid, name, secret, description, square_logo_url, menu, callback, visible, everybody, users };
}

function placeOf(company: Company, { userid, agentid, chatid, robot }: Query): Place {
  if (chatid) return { chatid };
  if (robot) return { robot };
  if (!userid || !agentid) throw new RangeError('A conversation has userid and agentid, or chatid, or robot.');
  // As the company writes it: WeCom does not mind capitals.
  return { userid: company.member(userid)?.userid ?? userid, agentid: Number(agentid) };
}

function limitOf({ limit = String(MOST_ENTRIES) }: Query): number {
  if (!/^[1-9]\d{0,8}$/.test(limit)) throw new RangeError(`limit is a number of entries, not ${limit}.`);
  return Math.min(Number(limit), MOST_ENTRIES);
}

/** Pictures and videos by their first bytes, never by what the uploader called them: a browser would believe that. */
const SHOWN: readonly { type: string; at: number; magic: string }[] = [
  { type: 'image/jpeg', at: 0, magic: '\xff\xd8\xff' },
  { type: 'image/png', at: 0, magic: '\x89PNG' },
  { type: 'video/mp4', at: 4, magic: 'ftyp' },
];

function sendMedia({ data, filename }: Media, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const shown = SHOWN.find(({ at, magic }) => data.toString('latin1', at, at + magic.length) === magic);
  reply
    .header('content-type', shown?.type ?? 'application/octet-stream')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', 'sandbox')
    .header('accept-ranges', 'bytes')
    .header('content-disposition', `${shown ? 'inline' : 'attachment'}; filename="${dispositionName(filename)}"`);
  return sendPart(reply, data, rangeOf(request.headers.range, data.length));
}
