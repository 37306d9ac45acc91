// What happened last: messages and callbacks of the whole company, the newest first; who has not read what.
import type { FastifyInstance } from 'fastify';
import { object, TEXT } from '../control/schema';
import { Sent } from '../messaging/sent';
import type { Company } from '../model/company';
import { Misuse } from '../model/reason';
import type { World } from '../world';
import type { Entry } from './conversation';
import { Unread } from './unread';

const MOST = 100;
const READ = object({ userid: TEXT, room: TEXT }, ['userid', 'room']);

interface Read {
  userid: string;
  room: string;
}

export function addActivity(server: FastifyInstance, { company }: World): void {
  const unread = () => company.room(Unread);
  // It counts from the beginning, whether or not a page is open.
  unread();
  server.get('/activity', () => ({ entries: activity(company) }));
  server.get<{ Querystring: { userid?: string } }>('/unread', ({ query }) => ({ unread: unread().list(query.userid) }));
  server.post<{ Body: Read }>('/read', { schema: READ }, ({ body }) => {
    unread().read(body.userid, body.room);
    return {};
  });
  server.get<{ Params: { msgid: string } }>('/message/:msgid', ({ params }) => {
    const message = company.room(Sent).message(params.msgid);
    if (message === undefined) throw new Misuse(`There is no message ${params.msgid}.`, { code: 'no_message' });
    return { message };
  });
  server.get<{ Params: { id: string } }>('/delivery/:id', ({ params }) => {
    const delivery = company.deliveries.find(({ id }) => id === Number(params.id));
    if (delivery === undefined)
      throw new Misuse(`There is no delivery ${params.id}.`, { code: 'no_delivery', params: { id: params.id } });
    return { delivery };
  });
}

function activity({ messages, deliveries }: Company): Entry[] {
  const entries: Entry[] = [
    ...deliveries.slice(-MOST).map((delivery) => ({ type: 'delivery' as const, delivery })),
    ...messages.slice(-MOST).map((message) => ({ type: 'message' as const, message })),
  ];
  return entries.sort((one, other) => timeOf(other) - timeOf(one)).slice(0, MOST);
}

function timeOf(entry: Entry): number {
  return entry.type === 'message' ? entry.message.at : entry.delivery.at;
}
