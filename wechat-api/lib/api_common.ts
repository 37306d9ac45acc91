import { addCalls, define, type RequestOptions } from 'wechat-enterprise-api/core';
import { ACCOUNTS, CATALOGUE } from './family';
import type { Base, Constructor } from './types';

/** The constructor, with what every api has: chapters are mixed in. */
const API = define<Base, Constructor<Base>>({
  ...ACCOUNTS,
  added: addCalls(
    {
      setHook(this: Base, hook: RequestOptions['beforeRequest']): void {
        this.defaults = { ...this.defaults, ...(hook && { beforeRequest: hook }) };
      },
    },
    CATALOGUE,
  ),
});

// Not among those that yield to a mixin: 1.x had it.
API.mixin({
  setEndpoint(this: Base, domain: string): void {
    this.endpoint = /^https?:\/\//i.test(domain) ? domain.replace(/\/$/, '') : `https://${domain}`;
  },
});

const { mixin, AccessToken, ext } = API;

/** `API.patch`: `ext`, with the messages of 1.x. */
function patch(name: string, url: string, override?: boolean): void {
  if (typeof url !== 'string')
    throw new Error('The second argument expect a type of string as the request url of wechat');
  if (typeof name !== 'string')
    throw new Error('The first argument expect a type of string as the name of new function');
  if (name in API.prototype || `_${name}` in API.prototype) {
    const taken = `wechat-api already has a prototype named [${name}]`;
    if (override !== true) {
      throw new Error(`${taken}, use "true" as third param to override it or change your new function name.`);
    }
    // biome-ignore lint/suspicious/noConsole: 1.x warned here, too
    console.warn(`${taken}, will override the orignal one.`);
  }
  ext(name, url, true);
}

// Enumerable are the statics of 1.x alone, in its order.
for (const [name, value] of Object.entries({ mixin, patch, AccessToken })) {
  Reflect.deleteProperty(API, name);
  Object.defineProperty(API, name, { value, writable: true, configurable: true, enumerable: true });
}

export = API;
