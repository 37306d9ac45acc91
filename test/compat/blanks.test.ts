import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import API = require('../../index');

import { serve } from '../helpers/server';
import { OK } from '../helpers/wecom';

// Secrets and tokens that were read from files end with a line break: URLs lost it on their way, and still do.

const original: typeof API = createRequire(__filename)('original');

const CALLS: [method: string, ...args: string[]][] = [
  ['getAccessToken'],
  ['getUser', 'lisi'],
  ['getMedia', 'M\n'],
  ['getMedia', 'M \t'],
  ['batchGetResult', 'job\r\n'],
  ['getMenu'],
  ['delMaterial', '5\n', 'M\n'],
];

for (const [method, ...args] of CALLS) {
  const shown = args.map((arg) => JSON.stringify(arg)).join(', ');
  test(`${method}(${shown}) with line breaks in secret, token and agentid asks for the same URL`, async (t) => {
    const server = await serve(t, () => ({ ...OK, access_token: 'token', expires_in: 7200 }));
    const urlOf = async (Library: typeof API) => {
      const api = new Library('corp\tid', 'secret-from-file \r\n', '1\n');
      api.prefix = server.prefix;
      api.store = { accessToken: 'token-from-file\n' };
      await new Promise((resolve) => Reflect.get(api, method).call(api, ...args, resolve));
      return server.requests.at(-1)?.url;
    };
    assert.equal(await urlOf(API), await urlOf(original));
  });
}
