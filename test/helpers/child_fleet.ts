// One process of many that share a store. Told `{ store, at, corpid, calls }` it opens that store, makes as many calls at
// the same time, and answers with what failed and the warnings.
import type API = require('../../index');

import { fileStore } from '../../lib/stores/file';
import { handlers } from '../../lib/stores/handlers';
import type { Store } from '../../lib/stores/store';
import { client } from './calls';
import { CLIENTS, storeOver } from './redis';

export interface Order {
  store: string;
  /** A port, or a folder. */
  at: string;
  corpid: string;
  calls: number;
  userid?: string;
  limits?: API.LimitsOptions;
  lockLifetime?: number;
}

const [prefix = ''] = process.argv.slice(2);
const stores = new Map<string, Promise<Store>>();
const apis = new Map<string, Promise<API>>();
const forever = { after: () => {} };

async function open(store: string, at: string): Promise<Store> {
  const name = CLIENTS.find((each) => each === store);
  return name ? storeOver(forever, name, Number(at)) : fileStore(at);
}

async function make({ store: name, at, corpid, limits, lockLifetime }: Order): Promise<API> {
  const opened = stores.get(name) ?? open(name, at);
  stores.set(name, opened);
  const store = await opened;
  return client({ prefix }, { corpid, limits, ...(lockLifetime ? handlers(store, { lockLifetime }) : { store }) });
}

const warnings: string[] = [];
process.on('warning', ({ message }) => warnings.push(message));

process.on('message', async (order: Order) => {
  const api = apis.get(order.store + order.corpid) ?? make(order);
  apis.set(order.store + order.corpid, api);
  const ready = await api;
  const calls = Array.from({ length: order.calls }, () => ready.getUser(order.userid ?? 'lisi'));
  const failed = (await Promise.allSettled(calls)).flatMap((each) =>
    each.status === 'rejected' ? [String(each.reason)] : [],
  );
  process.send?.([...failed, ...warnings.splice(0)]);
});
