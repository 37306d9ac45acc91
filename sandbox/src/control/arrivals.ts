// What came, over HTTP: filtered, and waited for with `wait`.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Arrivals } from '../waiting';
import { CALL, type CallFilter, DELIVERY, type DeliveryFilter, MESSAGE, type MessageFilter } from '../waiting/filters';
import type { Wait } from '../waiting/wait';
import type { World } from '../world';
import { goneSignal } from './gone';

type Query = Record<string, string | undefined>;
type Route = { Querystring: Query };

const LONGEST_WAIT = 600_000;

/** `?to=zhangsan&contains=hello&wait=5000`: answers with those that fit; with `wait`, as soon as there is one, or with HTTP 408. */
export function addArrivals(server: FastifyInstance, world: World): void {
  const arrivals = new Arrivals(world);
  server.get<Route>('/messages', async ({ query }, reply) => {
    check(query, MESSAGE);
    const filter = messageFilter(query);
    const after = world.company.messages.find(({ msgid }) => msgid === query.after);
    const list = () => ({ messages: arrivals.messages(filter, after) });
    return answered(query, reply, list, (wait) => arrivals.message(filter, { ...wait, after }));
  });
  server.get<Route>('/calls', async ({ query }, reply) => {
    check(query, CALL);
    const filter = callFilter(query);
    const after = world.wire.entries().find(({ id }) => String(id) === query.after);
    const list = () => ({ calls: arrivals.calls(filter, after) });
    return answered(query, reply, list, (wait) => arrivals.call(filter, { ...wait, after }));
  });
  server.get<Route>('/deliveries', async ({ query }, reply) => {
    check(query, DELIVERY);
    const filter = deliveryFilter(query);
    const after = world.company.deliveries.find(({ id }) => String(id) === query.after);
    const list = () => ({ deliveries: arrivals.deliveries(filter, after) });
    return answered(query, reply, list, (wait) => arrivals.delivery(filter, { ...wait, after }));
  });
}

function messageFilter({ to, msgtype, contains, agentid, chatid, robot }: Query): MessageFilter {
  return { to, msgtype, contains, agentid: numberOf('agentid', agentid), chatid, robot };
}

function callFilter({ path, errcode, from, contains }: Query): CallFilter {
  return { path, errcode: numberOf('errcode', errcode), from, contains };
}

/** `message.Event=subscribe` is a field of the XML. */
function deliveryFilter({ agentid, userid, state, contains, ...more }: Query): DeliveryFilter {
  if (state !== undefined && state !== 'received' && state !== 'failed') {
    throw new RangeError(`state is received or failed, not ${state}.`);
  }
  const fields = Object.entries(more).flatMap(([name, value]) => {
    return name.startsWith(FIELD) ? [[name.slice(FIELD.length), value]] : [];
  });
  return {
    agentid: numberOf('agentid', agentid),
    userid,
    state,
    contains,
    message: fields.length === 0 ? undefined : Object.fromEntries(fields),
  };
}

const FIELD = 'message.';

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text !== undefined && !/^-?\d{1,15}$/.test(text)) throw new RangeError(`${name} is a whole number, not ${text}.`);
  return text === undefined ? undefined : Number(text);
}

/** A slip in a name would find too much. */
function check(query: Query, criteria: object): void {
  const known = [...Object.keys(criteria), 'wait', 'after'];
  const unknown = Object.keys(query).find((name) => !known.includes(name) && !name.startsWith(FIELD));
  if (unknown !== undefined) throw new RangeError(`There is no ${unknown}, only ${known.join(', ')}.`);
}

async function answered(
  { wait }: Query,
  reply: FastifyReply,
  list: () => object,
  waitFor: (wait: Wait<never>) => Promise<unknown>,
): Promise<object> {
  const timeout = Math.min(numberOf('wait', wait) ?? 0, LONGEST_WAIT);
  if (timeout <= 0) return list();
  const signal = goneSignal(reply.raw, 'Nobody waits for the answer any more.');
  try {
    await waitFor({ timeout, signal });
    return list();
  } catch (err) {
    return reply.code(408).send({ error: err instanceof Error ? err.message : String(err) });
  }
}
