// Callbacks over HTTP, under /_sandbox/: set them, act as a member or as an administrator. For the page, and for programs elsewhere.
import type { FastifyInstance } from 'fastify';
import { administer } from '../admin';
import type { Callback } from '../records';
import { FIELDS, INTEGER, object, TEXT } from '../schema';
import { Sent } from '../sent';
import type { World } from '../world';
import type { Receiver } from './index';
import type { Phone } from './phone';
import { type Selected, senderOf } from './press';
import type { Medium, PhoneFile } from './samples';
import type { Fields } from './xml';

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

interface Who {
  userid: string;
  agentid: number;
}

interface PostedFile {
  filename: string;
  base64: string;
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
  const { callbacks, company } = world;
  server.get('/deliveries', () => ({ deliveries: company.deliveries }));

  server.post<{ Body: Named & Callback }>('/callback', { schema: SCHEMAS.set }, async ({ body }) => {
    const { agentid, contact, ...callback } = body;
    await callbacks.set(receiverOf({ agentid, contact }), callback);
    return { agentid, callback };
  });
  server.delete<{ Body: Named }>('/callback', { schema: SCHEMAS.remove }, ({ body }) => {
    callbacks.remove(receiverOf(body));
    return {};
  });
  addPhone(server, world);
  server.post<{ Params: { '*': string }; Body: Fields }>('/admin/*', { schema: SCHEMAS.admin }, ({ params, body }) => {
    return administer(world, params['*'], body);
  });
}

function addPhone(server: FastifyInstance, world: World): void {
  const { callbacks, company } = world;
  const phoneOf = ({ userid, agentid }: Who): Phone => callbacks.phone(userid, agentid, world.origin);

  server.post<{ Body: Who & { message: Fields } }>('/phone/send', { schema: SCHEMAS.send }, async ({ body }) => {
    return { delivery: await phoneOf(body).send(body.message) };
  });
  server.post<{ Body: Who & PostedFile & { type: Medium } }>(
    '/phone/file',
    { schema: SCHEMAS.file },
    async ({ body }) => {
      return { delivery: await phoneOf(body).file(body.type, fileOf(body)) };
    },
  );
  server.post<{ Body: Who }>('/phone/open', { schema: SCHEMAS.open }, async ({ body }) => {
    return { deliveries: await phoneOf(body).open() };
  });
  server.post<{ Body: Menu }>('/phone/menu', { schema: SCHEMAS.menu }, async ({ body }) => {
    const { fields, pictures } = body.details ?? {};
    return { deliveries: await phoneOf(body).menu(body.button, { fields, pictures: pictures?.map(fileOf) }) };
  });
  server.post<{ Body: Press }>('/phone/press', { schema: SCHEMAS.press }, async ({ body }) => {
    const { userid, msgid, key, selected } = body;
    const message = company.room(Sent).message(msgid);
    if (message === undefined) throw new RangeError(`There is no message ${msgid}.`);
    const agentid = senderOf(message);
    return { delivery: await phoneOf({ userid, agentid }).press(msgid, key, selected) };
  });
}

function fileOf({ filename, base64 }: PostedFile): PhoneFile {
  return { filename, data: Buffer.from(base64, 'base64') };
}

function receiverOf({ agentid, contact }: { agentid?: number | undefined; contact?: true | undefined }): Receiver {
  if ((agentid === undefined) === (contact === undefined)) throw new RangeError('Either agentid, or contact: true.');
  return agentid ?? 'contact';
}
