// Stores of tokens and tickets as users write them. Compiled by `npm run check`, never run.

import { readFile, writeFile } from 'node:fs';
import { expectTypeOf } from 'expect-type';

import API = require('wechat-enterprise-api');

declare const api: API;
declare const redis: {
  get(key: string): Promise<string | null>;
  setEx(key: string, seconds: number, value: string): Promise<unknown>;
};

// The file store of 0.3.0's documentation: what it parses may hold anything.
const getToken: API.GetToken = function (callback) {
  readFile(`${this.corpid}.json`, 'utf8', (err, text) => {
    if (err) return callback(err);
    callback(null, JSON.parse(text));
  });
};
const saveToken: API.SaveToken = function (token, callback) {
  expectTypeOf(token.accessToken).toEqualTypeOf<string>();
  writeFile(`${this.corpid}.json`, JSON.stringify(token), callback);
};
new API('corpid', 'secret', 1, getToken, saveToken);

// Inline, both arguments and `this` have their types. A store has no token, or an error that is only a text.
new API(
  'corpid',
  'secret',
  1,
  function (callback) {
    expectTypeOf(this.agentid).toEqualTypeOf<API.Id>();
    callback(null, null);
    callback('no connection');
    callback(undefined, { accessToken: 'token' });
    callback(null, { accessToken: 'token', expireTime: 1, savedBy: 'me' } as API.AccessToken);
  },
  function (token, callback) {
    expectTypeOf(this.corpid).toEqualTypeOf<string>();
    expectTypeOf(token.expiresIn).toEqualTypeOf<number | undefined>();
    expectTypeOf(token.expireTime).toEqualTypeOf<number | undefined>();
    callback(null, token);
  },
);

// Arrow functions and promises inside.
new API({
  corpid: 'corpid',
  corpsecret: 'secret',
  getToken: (callback) => {
    redis.get('token').then((text) => callback(null, text ? JSON.parse(text) : null), callback);
  },
  saveToken: async (token, callback) => {
    await redis.setEx('token', token.expiresIn ?? 7200, JSON.stringify(token));
    callback(null);
  },
});

// @ts-expect-error: a token is an object
const givesText: API.GetToken = (callback) => callback(null, 'token');
// @ts-expect-error: its text is called accessToken
const givesOther: API.GetToken = (callback) => callback(null, { access_token: 'token' });
// @ts-expect-error: expiry is known from the fetch, nobody sets it
const changes: API.SaveToken = (token) => (token.expiresIn = 1);
void [givesText, givesOther, changes];

// Asking for tokens.
expectTypeOf(api.getAccessToken()).toEqualTypeOf<Promise<API.AccessToken>>();
expectTypeOf(api.getLatestToken()).toEqualTypeOf<Promise<API.AccessToken>>();
api.getAccessToken((err, token, res) => {
  expectTypeOf(err).toEqualTypeOf<API.CallError | null>();
  expectTypeOf(token).toEqualTypeOf<API.AccessToken>();
  expectTypeOf(res).toEqualTypeOf<API.Response>();
});
expectTypeOf(api.getAccessToken(() => {}).getLatestToken).toEqualTypeOf(api.getLatestToken);
api.getLatestToken((_err, token) => expectTypeOf(token).toEqualTypeOf<API.AccessToken>());

// Tickets.
const getTicket: API.GetTicket = (callback) => callback(null, { ticket: 'ticket', expireTime: Date.now() });
const saveTicket: API.SaveTicket = (ticket, callback) => {
  expectTypeOf(ticket.isValid()).toEqualTypeOf<boolean>();
  expectTypeOf(ticket.expireTime).toEqualTypeOf<number>();
  callback(null, ticket.ticket);
};
expectTypeOf(api.registerTicketHandle(getTicket, saveTicket)).toBeVoid();
api.registerTicketHandle();
api.registerTicketHandle(null, null);
api.registerTicketHandle(
  function (callback) {
    expectTypeOf(this.corpid).toEqualTypeOf<string>();
    callback(null, {});
  },
  (_ticket, callback) => callback(null),
);
api.registerAgentTicketHandle(getTicket, saveTicket);
// @ts-expect-error: a ticket is an object
api.registerTicketHandle((callback) => callback(null, 'ticket'), saveTicket);
