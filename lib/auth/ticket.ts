import { ask, join } from '../core/callbacks';
import { kind } from '../core/endpoint';
import { read } from '../core/property';
import type { Callback, Client, RawCallback } from '../core/types';
import { wrapper } from '../util';

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

/** Gets a ticket that was saved, or nothing. Called as a method of the api. */
export type GetTicket = (
  this: Client,
  callback: (err?: unknown, ticket?: { ticket?: string; expireTime?: number } | null) => void,
) => unknown;

/** Saves a ticket where other processes find it. Called as a method of the api. */
export type SaveTicket = (
  this: Client,
  ticket: Ticket,
  callback: (err?: unknown, ...more: unknown[]) => void,
) => unknown;

/** Where the tickets of one kind are kept. */
export interface TicketStore {
  get(callback: RawCallback): unknown;
  save(ticket: Ticket, callback: RawCallback): unknown;
}

/** An endpoint that fetches a ticket and saves it. Calls for the same ticket at the same time share one request. */
export function ticket(storeOf: (api: Client) => TicketStore) {
  return kind<Ticket>('GET', (api, path, params, callback) => {
    const url = path.url(api, params);
    join(api, url, callback, (done) => {
      const answer: Callback<{ ticket: string; expires_in: number }> = (err, data) => {
        if (err) return done(err);
        const fetched = new Ticket(data.ticket, Date.now() + (data.expires_in - 10) * 1000);
        ask(
          (saved) => storeOf(api).save(fetched, saved),
          (failed) => (failed ? done(failed) : done(null, fetched)),
        );
      };
      api.request(url, { dataType: 'json' }, wrapper(answer));
    });
  });
}

/** The stored ticket while it is valid, else what `fetch` gives. A file store without a file has none. */
export function validTicket(
  store: TicketStore,
  fetch: (callback: RawCallback) => unknown,
  callback: (err: unknown, ticket: unknown) => void,
): void {
  ask(
    (answer) => store.get(answer),
    (err, stored) => {
      if (err && read(err, 'code') !== 'ENOENT') return callback(err, undefined);
      if (!err && isValid(stored)) return callback(null, read(stored, 'ticket'));
      fetch((failed, fetched) => callback(failed, read(fetched, 'ticket')));
    },
  );
}
