// One process of many that share a store. Told an order it opens that store, makes as many calls at the same time, and
// answers with what failed and the warnings. With `load` it keeps as many calls under way, each for a member of its own, until
// it is told `{ rest }`.
import { Agent } from 'node:http';

import type API = require('../../index');

import { fileStore } from '../../lib/stores/file';
import { handlers } from '../../lib/stores/handlers';
import type { Store } from '../../lib/stores/store';
import { client } from './calls';
import { CLIENTS, storeOver } from './redis';

export interface Order {
  prefix: string;
  store: string;
  /** A port, or a folder. */
  at: string;
  corpid: string;
  calls?: number;
  load?: number;
  userid?: string;
  limits?: API.LimitsOptions;
  lockLifetime?: number;
}

/** Node lets 511 connections wait at a server. The kernel may reset some of those beyond, so all processes stay below. */
const agent = new Agent({ keepAlive: true, maxSockets: 50 });

const stores = new Map<string, Promise<Store>>();
const apis = new Map<string, Promise<API>>();
const forever = { after: () => {} };
let isResting = false;

async function open(store: string, at: string): Promise<Store> {
  const name = CLIENTS.find((each) => each === store);
  return name ? storeOver(forever, name, Number(at)) : fileStore(at);
}

async function make({ prefix, store: name, at, corpid, limits, lockLifetime }: Order): Promise<API> {
  const opened = stores.get(name) ?? open(name, at);
  stores.set(name, opened);
  const store = await opened;
  return client(
    { prefix },
    { corpid, limits, agent, timeout: 60_000, ...(lockLifetime ? handlers(store, { lockLifetime }) : { store }) },
  );
}

async function work(order: Order): Promise<string[]> {
  const { userid = 'lisi', calls = 0, load = 0 } = order;
  const made = apis.get(order.store + order.corpid) ?? make(order);
  apis.set(order.store + order.corpid, made);
  const api = await made;
  const failed: string[] = [];
  const call = (member: string) => api.getUser(member).catch((err) => failed.push(String(err)));
  const again = async (_: unknown, at: number) => {
    while (!isResting) await call(`${userid} ${at}`);
  };
  const once = Array.from({ length: calls }, () => call(userid));
  await Promise.all([...once, ...Array.from({ length: load }, again)]);
  return failed;
}

const warnings: string[] = [];
process.on('warning', ({ message }) => warnings.push(message));

let answered: Promise<unknown> = Promise.resolve();
process.on('message', (order: Order | { rest: true }) => {
  if ('rest' in order) {
    isResting = true;
    return;
  }
  const failed = work(order);
  answered = answered.then(async () => process.send?.([...(await failed), ...warnings.splice(0)]));
});
process.on('disconnect', () => process.exit());
