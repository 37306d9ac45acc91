// Callbacks over HTTP, under /_sandbox/: set them, act as a member or as an administrator. For the page, and for programs elsewhere.
import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Receiver } from '../callback/index';
import type { Phone } from '../callback/phone';
import { type Selected, senderOf } from '../callback/press';
import type { Medium, PhoneFile } from '../callback/samples';
import type { Fields } from '../callback/xml';
import { callbacks as samples } from '../catalogue/callbacks';
import { Sent } from '../messaging/sent';
import { Misuse } from '../model/reason';
import type { Callback, Delivery } from '../model/records';
import type { World } from '../world';
import { administer } from './admin';
import { FIELDS, INTEGER, object, TEXT } from './schema';

const CONTACT = { const: true };
const FILE = { type: 'object', properties: { filename: TEXT, base64: TEXT }, required: ['filename', 'base64'] };
const WHO = { userid: TEXT, agentid: INTEGER };
const SELECTED = { type: 'object', additionalProperties: { type: 'array', items: TEXT } };
const DETAILS = object({ fields: FIELDS, pictures: { type: 'array', items: FILE } }).body;

const SCHEMAS = {
  set: object(
    { agentid: INTEGER, contact: CONTACT, url: TEXT, token: TEXT, encodingAESKey: TEXT, contacts: { type: 'boolean' } },
    ['url', 'token', 'encodingAESKey'],
  ),
  announce: object({ agentid: INTEGER, contact: CONTACT, sample: TEXT, fields: FIELDS }),
  remove: object({ agentid: INTEGER, contact: CONTACT }),
  send: object({ ...WHO, message: FIELDS }, ['userid', 'agentid', 'message']),
  file: object({ ...WHO, type: { type: 'string', enum: ['image', 'voice', 'video'] }, filename: TEXT, base64: TEXT }, [
    'userid',
    'agentid',
    'type',
    'filename',
    'base64',
  ]),
  open: object(WHO, ['userid', 'agentid']),
  menu: object({ ...WHO, button: TEXT, details: DETAILS }, ['userid', 'agentid', 'button']),
  press: object({ userid: TEXT, msgid: TEXT, key: TEXT, selected: SELECTED }, ['userid', 'msgid', 'key']),
  admin: { body: FIELDS },
};

interface Named {
  agentid?: number;
  contact?: true;
}

interface Announced extends Named {
  sample?: string;
  fields?: Fields;
}

interface Who {
  userid: string;
  agentid: number;
}

interface PostedFile {
  filename: string;
  base64: string;
}

interface Send extends Who {
  message: Fields;
}

interface File extends Who, PostedFile {
  type: Medium;
}

interface Menu extends Who {
  button: string;
  details?: { fields?: Fields; pictures?: PostedFile[] };
}

interface Press {
  userid: string;
  msgid: string;
  key: string;
  selected?: Selected;
}

export function addCallback(server: FastifyInstance, world: World): void {
  const { callbacks } = world;
  server.post<{ Body: Named & Callback }>('/callback', { schema: SCHEMAS.set }, async ({ body }) => {
    const { agentid, contact, ...callback } = body;
    await callbacks.set(receiverOf({ agentid, contact }), callback);
    return { agentid, callback };
  });
  server.delete<{ Body: Named }>('/callback', { schema: SCHEMAS.remove }, ({ body }) => {
    callbacks.remove(receiverOf(body));
    return {};
  });
  server.post<{ Body: Announced }>('/announce', { schema: SCHEMAS.announce }, (request, reply) => {
    const { sample, fields = {}, ...named } = request.body;
    return answered(request, reply, async () => callbacks.announce(receiverOf(named), sample ?? fields, fields));
  });
  server.post<{ Params: { id: string } }>('/deliveries/:id/resend', async ({ params }) => {
    if (!/^\d{1,15}$/.test(params.id)) throw new Misuse('A delivery is named by its number.', { code: 'no_delivery' });
    return { delivery: await callbacks.resend(Number(params.id)) };
  });
  server.get('/samples', () => ({ samples: [...samples().keys()] }));
  addPhone(server, world);
  server.post<{ Params: { '*': string }; Body: Fields }>('/admin/*', { schema: SCHEMAS.admin }, ({ params, body }) => {
    return administer(world, params['*'], body);
  });
}

function addPhone(server: FastifyInstance, world: World): void {
  const { callbacks, company } = world;
  const phoneOf = ({ userid, agentid }: Who): Phone => callbacks.phone(userid, agentid, world.origin);

  server.post<{ Body: Send }>('/phone/send', { schema: SCHEMAS.send }, (request, reply) => {
    return answered(request, reply, async () => phoneOf(request.body).send(request.body.message));
  });
  server.post<{ Body: File }>('/phone/file', { schema: SCHEMAS.file }, (request, reply) => {
    return answered(request, reply, async () => phoneOf(request.body).file(request.body.type, fileOf(request.body)));
  });
  server.post<{ Body: Who }>('/phone/open', { schema: SCHEMAS.open }, (request, reply) => {
    return answered(request, reply, async () => phoneOf(request.body).open());
  });
  server.post<{ Body: Menu }>('/phone/menu', { schema: SCHEMAS.menu }, (request, reply) => {
    const { button, details = {} } = request.body;
    const pictures = details.pictures?.map(fileOf);
    return answered(request, reply, async () => phoneOf(request.body).menu(button, { ...details, pictures }));
  });
  server.post<{ Body: Press }>('/phone/press', { schema: SCHEMAS.press }, (request, reply) => {
    const { userid, msgid, key, selected } = request.body;
    const message = company.room(Sent).message(msgid);
    if (message === undefined) throw new Misuse(`There is no message ${msgid}.`, { code: 'no_message' });
    const agentid = senderOf(message);
    return answered(request, reply, async () => phoneOf({ userid, agentid }).press(msgid, key, selected));
  });
}

/** `Prefer: respond-async`: whoever sees deliveries in the events does not wait for an app that is slow. */
async function answered(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  run: () => Promise<Delivery | Delivery[]>,
): Promise<object> {
  // What is wrong with the request is known at once.
  const done = await (headers.prefer === 'respond-async' ? Promise.race([run(), setImmediate(undefined)]) : run());
  if (done === undefined) return reply.code(202).send({});
  return Array.isArray(done) ? { deliveries: done } : { delivery: done };
}

function fileOf({ filename, base64 }: PostedFile): PhoneFile {
  return { filename, data: Buffer.from(base64, 'base64') };
}

function receiverOf({ agentid, contact }: { agentid?: number | undefined; contact?: true | undefined }): Receiver {
  if ((agentid === undefined) === (contact === undefined)) throw new RangeError('Either agentid, or contact: true.');
  return agentid ?? 'contact';
}
