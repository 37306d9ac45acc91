// Subclasses, mixins and wrappers. Compiled by `npm run check`, never run.

import { inherits, promisify } from 'node:util';
import { expectTypeOf } from 'expect-type';

import API = require('wechat-enterprise-api');
import user = require('wechat-enterprise-api/lib/api_user');

import { make, postJSON, wrapper } from 'wechat-enterprise-api/lib/util';

declare const api: API;

// ES5: the constructor as a function.
export function OldApp(this: API, corpid: string, corpsecret: string) {
  API.call(this, corpid, corpsecret, 1);
  API.call(this, { corpid, corpsecret });
  API.apply(this, [corpid, corpsecret, '1', null, null]);
  // @ts-expect-error: the secret is missing
  API.call(this, corpid);
  // @ts-expect-error: the secret is missing
  API.call(this, { corpid });
}
inherits(OldApp, API);

// ES6
export class App extends API {
  greetings = 0;

  constructor() {
    super('corpid', 'secret', 1);
    this.prefix = 'http://127.0.0.1:8080/cgi-bin/';
  }

  greet(userid: string): Promise<API.Sent> {
    this.greetings += 1;
    return this.send({ touser: userid }, { msgtype: 'text', text: { content: `hello from ${this.agentid}` } });
  }

  override send(to: API.To, ...rest: unknown[]) {
    return Reflect.apply(super.send, this, [{ touser: '@all', ...to }, ...rest]);
  }

  override getUser(userid: API.Id): Promise<user.Profile>;
  override getUser(userid: API.Id, callback: API.Callback<user.Profile> | null | undefined): void;
  override getUser(...args: unknown[]) {
    return Reflect.apply(super.getUser, this, args);
  }

  override request(url: string, ...rest: unknown[]) {
    return Reflect.apply(super.request, this, [url, ...rest]);
  }

  override setOpts(opts: API.RequestOptions): void {
    super.setOpts({ timeout: 15_000, ...opts });
  }
}
expectTypeOf(new App().greet('zhangsan')).resolves.toEqualTypeOf<API.Sent>();
expectTypeOf(new App().getUser('zhangsan')).resolves.toHaveProperty('userid');
expectTypeOf(new App()).toExtend<API>();
expectTypeOf(App.AccessToken('token')).toEqualTypeOf<API.AccessToken>();
// @ts-expect-error: the subclass takes nothing
new App('corpid', 'secret');

// A mixin as 0.3.0 wrote it; `this` is the api.
API.mixin({
  getHello(this: API, name: string, callback: API.Callback<API.Ack>) {
    this.preRequest(this._getHello, [name, callback]);
  },
  _getHello(this: API, name: string, callback: API.Callback<API.Ack>) {
    const url = `${this.prefix}hello/get?access_token=${this.token.accessToken}`;
    this.request(url, postJSON({ name }), wrapper(callback));
  },
});

// `this` needs no annotation.
API.mixin({
  getFarewell(name: string, callback: API.Callback<API.Ack>) {
    expectTypeOf(this.agentid).toEqualTypeOf<API.Id>();
    this.preRequest(this._getFarewell, [name, callback]);
  },
  _getFarewell(name: string, callback: API.Callback<API.Ack>) {
    this.request(`${this.prefix}farewell/get`, postJSON({ name, token: this.token.accessToken }), wrapper(callback));
    // @ts-expect-error: neither the api nor the mixin has it
    this.getFarewel();
  },
});

// Declared, the mixed-in methods are methods of every api, by the package's own name.
declare module 'wechat-enterprise-api' {
  interface Methods {
    getHello(name: string, callback: API.Callback<API.Ack>): void;
    _getHello(name: string, callback: API.Callback<API.Ack>): void;
    // A name that this package added, as it may add more: the declaration of the mixin stands, beside ours.
    getAgentTicket(app: { name: string }): string;
  }
}
expectTypeOf(api.getAgentTicket({ name: 'an app' })).toEqualTypeOf<string>();
api.getHello('name', (_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());
new App().getHello('name', () => {});
// @ts-expect-error: not declared
api.getHallo('name', () => {});

// lib/util, for mixins that require it.
const host: Record<string, unknown> = {};
make(host, 'getHello', function (this: API, callback: API.Callback<API.Ack>) {
  this.request(this.prefix, { dataType: 'json' }, wrapper(callback));
});
wrapper<API.Ack>((err, ack, res) => {
  expectTypeOf(err).toEqualTypeOf<API.CallError | null>();
  expectTypeOf(ack).toEqualTypeOf<API.Ack>();
  expectTypeOf(res).toEqualTypeOf<API.Response>();
});
expectTypeOf(wrapper()).parameters.toEqualTypeOf<[err?: unknown, data?: unknown, res?: unknown]>();

// The one choke point, called and replaced.
api.request('https://a/', (err, data, res) => {
  expectTypeOf(err).toEqualTypeOf<API.CallError | null>();
  expectTypeOf(data).toEqualTypeOf<unknown>();
  expectTypeOf(res).toEqualTypeOf<API.Response>();
});
api.request<API.Ack>('https://a/', { dataType: 'json' }, (_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());
expectTypeOf(api.request<API.Ack>('https://a/', { dataType: 'json' })).resolves.toEqualTypeOf<API.Ack>();
const { request } = api;
api.request = function (this: API, ...args: Parameters<typeof request>) {
  console.log(args[0]);
  return Reflect.apply(request, this, args);
} as typeof request;

// util.promisify, bound: the arguments without the callback, and the result.
const send = promisify(api.send.bind(api));
expectTypeOf(send({ touser: 'a' }, { msgtype: 'text', text: { content: 'hello' } })).resolves.toEqualTypeOf<API.Sent>();
// @ts-expect-error: a message is needed
send({ touser: 'a' });
const getUser = promisify(api.getUser.bind(api));
expectTypeOf(getUser('zhangsan')).resolves.toHaveProperty('userid');
const listTags = promisify(api.listTags.bind(api));
expectTypeOf(listTags()).resolves.toHaveProperty('taglist');
