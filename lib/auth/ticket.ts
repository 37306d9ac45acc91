import { type Asked, ask } from '../core/ask';
import { kind } from '../core/endpoint/declare';
import { detail, WeChatAPIError } from '../core/errors';
import { read } from '../core/property';
import { requestOf } from '../core/request';
import { join } from '../core/single_flight';
import type { Client, RawCallback } from '../core/types';
import { wrapper } from '../util';
import { contextOf, type TokenContext } from './identity';
import { sharedBehind } from './shared';

/** A ticket to sign pages with, as it is stored. */
export class Ticket {
  constructor(
    public ticket: string,
    /** When it stops to be valid, in ms since 1970: fetch time + expires_in − 10 s. */
    public expireTime: number,
  ) {}

  isValid(): boolean {
    return isValid(this);
  }
}

function isValid(ticket: unknown): boolean {
  return !!read(ticket, 'ticket') && Date.now() < Number(read(ticket, 'expireTime'));
}

/** Gets a ticket that was saved, or nothing. Called as a method of the api. May return a promise of it instead. */
export type GetTicket<C = Client> = (
  this: C,
  callback: (err?: unknown, ticket?: { ticket?: string; expireTime?: number } | null) => void,
  context: TokenContext,
) => unknown;

/** Saves a ticket where other processes find it. Called as a method of the api. May return a promise instead. */
export type SaveTicket<C = Client> = (
  this: C,
  ticket: Ticket,
  callback: (err?: unknown, ...more: unknown[]) => void,
  context: TokenContext,
) => unknown;

/** Where the tickets of one kind are kept. */
export interface TicketStore {
  owner: object;
  kind: string;
  /** What both functions are given before their own arguments. */
  given?: readonly unknown[];
  get: Asked;
  save: Asked;
}

/** The last tickets that each api fetched itself, by kind: for a store that is stuck on an old one. */
const fetchedTickets = new WeakMap<object, Map<string, Ticket>>();

/** s. What WeCom always says, for an answer that does not say it. */
const USUAL_LIFE = 7200;

/** An endpoint that fetches a ticket and saves it. Calls for the same ticket at the same time share one request. */
export function ticket(storeOf: (api: Client, params: unknown) => TicketStore) {
  return kind('GET', (sending) => {
    const { api, path, params, call, answer } = sending;
    const url = path.url(api, params);
    const store = storeOf(api, params);
    const fetch = (done: RawCallback) => {
      const fetched: RawCallback = (err, data, res) => {
        if (err) return done(err);
        const made = ticketOf(data);
        if (!made) return done(noTicket(data, res));
        save(store, made, (failed) => (failed ? done(failed) : done(null, made)));
      };
      requestOf(api, call, url, { dataType: 'json' }, wrapper(fetched));
    };
    const revive = (value: string, expireTime: number) => new Ticket(value, expireTime);
    join(api, url, answer, (done) => {
      const shared = sharedBehind(store.get);
      if (shared) shared.renew(api, `ticket:${store.kind}`, revive, fetch, done);
      else fetch(done);
    });
  });
}

function ticketOf(data: unknown): Ticket | undefined {
  const value = read(data, 'ticket');
  if (typeof value !== 'string' || value === '') return undefined;
  const seconds = Number(read(data, 'expires_in'));
  return new Ticket(value, Date.now() + ((seconds > 0 ? seconds : USUAL_LIFE) - 10) * 1000);
}

function noTicket(result: unknown, res: unknown): Error {
  return detail(new WeChatAPIError('The answer holds no ticket.', -1), { result, status: read(res, 'statusCode') });
}

/** Saves a ticket. It is good even if the store never says that it has it. */
function save({ owner, kind, given, save }: TicketStore, made: Ticket, done: RawCallback): void {
  const own = fetchedTickets.get(owner) ?? new Map<string, Ticket>();
  fetchedTickets.set(owner, own.set(kind, made));
  const context = () => contextOf(owner, `ticket:${kind}`, Math.round((made.expireTime - Date.now()) / 1000) + 10);
  const patience = { name: 'saveTicketToken', over: () => done(null) };
  ask(owner, save, [...before(save, given), made], (err) => done(err), patience, context);
}

/** What a function is given first. Those over a store of ours have one form for every family: the context names the kind. */
function before(fn: Asked, given: readonly unknown[] = []): readonly unknown[] {
  return sharedBehind(fn) ? [] : given;
}

/** The text of {@link latestTicket}. */
export function validTicket(
  store: TicketStore,
  fetch: (callback: RawCallback) => unknown,
  callback: (err: unknown, ticket: unknown) => void,
): void {
  latestTicket(store, fetch, (err, latest) => callback(err, read(latest, 'ticket')));
}

/** The stored ticket while it is valid, else what `fetch` gives. A file store without a file has none. */
export function latestTicket(
  { owner, kind, given, get }: TicketStore,
  fetch: (callback: RawCallback) => unknown,
  callback: (err: unknown, ticket?: unknown) => void,
): void {
  const refresh = () => {
    fetch((failed, fetched) => callback(failed, fetched));
  };
  const answer: RawCallback = (err, stored) => {
    if (err && read(err, 'code') !== 'ENOENT') return callback(err);
    if (!err && isValid(stored)) return callback(null, stored);
    const own = read(stored, 'ticket') ? fetchedTickets.get(owner)?.get(kind) : undefined;
    if (own?.isValid()) return callback(null, own);
    refresh();
  };
  const context = () => contextOf(owner, `ticket:${kind}`);
  ask(owner, get, before(get, given), answer, { name: 'getTicketToken', over: refresh }, context);
}
