// Customers over HTTP, under /_sandbox/customer and /_sandbox/customer_group.
import type { FastifyInstance } from 'fastify';
import type { Company } from '../model/company';
import { CustomerGroup } from '../visits/customer_group';
import { CustomerPhone } from '../visits/customer_phone';
import { type Stranger, WeChat } from '../visits/wechat';
import type { World } from '../world';
import { FIELDS, object, TEXT } from './schema';

interface Written {
  external_userid: string;
  open_kfid: string;
  msgtype: string;
  content: Record<string, unknown>;
}

interface Adds extends Partial<Stranger> {
  external_userid?: string;
  userid: string;
  state?: string;
  half?: boolean;
}

interface Related {
  external_userid: string;
  userid: string;
  by?: 'customer' | 'member';
}

interface Comes {
  external_userid: string;
  chat_id: string;
  by?: 'member';
}

const CUSTOMER = { external_userid: TEXT };
const CHAT = { chat_id: TEXT };
const PLACE = object({ ...CUSTOMER, ...CHAT, by: { const: 'member' } }, ['external_userid', 'chat_id']);

const SCHEMAS = {
  written: object({ ...CUSTOMER, open_kfid: TEXT, msgtype: TEXT, content: FIELDS }, [
    'external_userid',
    'open_kfid',
    'msgtype',
    'content',
  ]),
  adds: object(
    {
      ...CUSTOMER,
      name: TEXT,
      gender: { enum: [0, 1, 2] },
      corp_name: TEXT,
      userid: TEXT,
      state: { type: 'string' },
      half: { type: 'boolean' },
    },
    ['userid'],
  ),
  related: object({ ...CUSTOMER, userid: TEXT, by: { enum: ['customer', 'member'] } }, ['external_userid', 'userid']),
  refuses: object(CUSTOMER, ['external_userid']),
  group: object({ owner: TEXT, name: TEXT }, ['owner', 'name']),
  change: object({ ...CHAT, name: TEXT, notice: { type: 'string' } }, ['chat_id']),
  dismiss: object(CHAT, ['chat_id']),
};

export function addCustomers(server: FastifyInstance, { company }: World): void {
  server.post<{ Body: Written }>('/customer/send', { schema: SCHEMAS.written }, ({ body }) => {
    return new CustomerPhone(company, body.external_userid, body.open_kfid).send(body.msgtype, body.content);
  });
  server.post<{ Body: Adds }>('/customer/add', { schema: SCHEMAS.adds }, ({ body }) => {
    const { userid, state, half, external_userid, name, ...more } = body;
    if (external_userid === undefined && name === undefined) throw new RangeError('Either external_userid, or a name.');
    const who = new WeChat(company, external_userid ?? { name: name ?? '', ...more });
    return who.add(userid, { ...(state !== undefined && { state }), ...(half !== undefined && { half }) });
  });
  server.post<{ Body: Related }>('/customer/remove', { schema: SCHEMAS.related }, ({ body }) => {
    const who = new WeChat(company, body.external_userid);
    if (body.by === 'member') who.removedBy(body.userid);
    else who.remove(body.userid);
    return {};
  });
  server.post<{ Body: { external_userid: string } }>('/customer/refuse', { schema: SCHEMAS.refuses }, ({ body }) => {
    new WeChat(company, body.external_userid).refuse();
    return {};
  });
  server.post<{ Body: Comes }>('/customer/join', { schema: PLACE }, ({ body }) => {
    new WeChat(company, body.external_userid).join(body.chat_id, body.by);
    return {};
  });
  server.post<{ Body: Comes }>('/customer/leave', { schema: PLACE }, ({ body }) => {
    new WeChat(company, body.external_userid).leave(body.chat_id, body.by);
    return {};
  });
  addGroups(server, company);
}

function addGroups(server: FastifyInstance, company: Company): void {
  server.post<{ Body: { owner: string; name: string } }>('/customer_group', { schema: SCHEMAS.group }, ({ body }) => {
    return { chat_id: new CustomerGroup(company, body).chat_id };
  });
  server.post<{ Body: { chat_id: string; name?: string; notice?: string } }>(
    '/customer_group/update',
    { schema: SCHEMAS.change },
    ({ body: { chat_id, name, notice } }) => {
      const group = new CustomerGroup(company, chat_id);
      if (name !== undefined) group.rename(name);
      if (notice !== undefined) group.notify(notice);
      return {};
    },
  );
  server.post<{ Body: { chat_id: string } }>('/customer_group/dismiss', { schema: SCHEMAS.dismiss }, ({ body }) => {
    new CustomerGroup(company, body.chat_id).dismiss();
    return {};
  });
}
