// The ways to make an api, and what the constructor refuses. Compiled by `npm run check`, never run.

import { Agent } from 'node:http';
import { expectTypeOf } from 'expect-type';

import API = require('wechat-enterprise-api');

declare const getToken: API.GetToken;
declare const saveToken: API.SaveToken;

// Positional, as in 0.3.0. Ids are numbers or strings; a store that is null counts as none.
expectTypeOf(new API('corpid', 'secret', 1)).toEqualTypeOf<API>();
new API('corpid', 'secret', '1');
new API('corpid', 'secret');
new API('corpid', 'secret', 1, getToken, saveToken);
new API('corpid', 'secret', 1, null, null);
new API('corpid', 'secret', 1, undefined, saveToken);

// @ts-expect-error: the secret is missing
new API('corpid');
// @ts-expect-error: an agentid is a number or a string
new API('corpid', 'secret', true);
// @ts-expect-error: a store is a function
new API('corpid', 'secret', 1, { accessToken: 'token' });

// By name; what is not ours is urllib's.
expectTypeOf(new API({ corpid: 'corpid', corpsecret: 'secret' })).toEqualTypeOf<API>();
new API({ corpid: 'corpid', corpsecret: 'secret', agentid: 1, prefix: 'http://127.0.0.1:8080/cgi-bin/' });
new API({ corpid: 'corpid', corpsecret: 'secret', agentid: undefined, getToken: undefined, saveToken: undefined });
new API({ corpid: 'corpid', corpsecret: 'secret', timeout: 10_000, headers: { 'X-Trace': 'id' } });
new API({ corpid: 'corpid', corpsecret: 'secret', timeout: [3000, 60_000], agent: new Agent(), httpsAgent: false });
new API({
  corpid: 'corpid',
  corpsecret: 'secret',
  getToken(callback) {
    expectTypeOf(this.corpid).toEqualTypeOf<string>();
    callback(null, { accessToken: 'token' });
  },
  saveToken(token, callback) {
    expectTypeOf(token).toEqualTypeOf<API.AccessToken>();
    callback(null);
  },
  getTicketToken(callback) {
    callback(null, null);
  },
  saveTicketToken(ticket, callback) {
    expectTypeOf(ticket).toEqualTypeOf<API.Ticket>();
    callback();
  },
});

// @ts-expect-error: the secret is missing
new API({ corpid: 'corpid' });
// @ts-expect-error: a misspelt option
new API({ corpid: 'corpid', corpsecret: 'secret', agentId: 1 });
// @ts-expect-error: a timeout is a number or a pair
new API({ corpid: 'corpid', corpsecret: 'secret', timeout: '5s' });

const options: API.Options = { corpid: 'corpid', corpsecret: 'secret' };
options.agentid = 1;

// What an api holds.
declare const api: API;
expectTypeOf(api.corpid).toEqualTypeOf<string>();
expectTypeOf(api.corpsecret).toEqualTypeOf<string>();
expectTypeOf(api.agentid).toEqualTypeOf<API.Id>();
expectTypeOf(api.store).toEqualTypeOf<API.AccessToken | null>();
expectTypeOf(api.token).toEqualTypeOf<{ accessToken: string }>();
expectTypeOf(api.defaults).toEqualTypeOf<API.RequestOptions>();
api.prefix = 'http://127.0.0.1:8080/cgi-bin/';
api.setEndpoint('qyapi.example.com');
api.setOpts({ timeout: 15_000 });
api.setOpts({
  beforeRequest(options) {
    options.agent = new Agent();
  },
});
// @ts-expect-error: urllib knows no such option
api.setOpts({ timeOut: 15_000 });

// The statics.
expectTypeOf(API.default).toEqualTypeOf<typeof API>();
expectTypeOf(API.AccessToken('token')).toEqualTypeOf<API.AccessToken>();
expectTypeOf(new API.AccessToken('token')).toEqualTypeOf<API.AccessToken>();
expectTypeOf(API.mixin({ hello() {} })).toBeVoid();
expectTypeOf(API.ext('getHello', 'hello/get')).toBeVoid();
expectTypeOf(API.patch('getHello', 'https://example.com/hello', true)).toBeVoid();
// @ts-expect-error: methods come in an object
API.mixin('lib/api_user');
// @ts-expect-error: an endpoint needs a URL
API.ext('getHello');
// @ts-expect-error: `new` or `call`, for without them there is no api to fill
API('corpid', 'secret', 1);
