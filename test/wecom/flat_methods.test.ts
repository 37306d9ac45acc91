import assert from 'node:assert/strict';
import { test } from 'node:test';

import API = require('../../index');

import { fieldsOf, isOpen, paramsOf } from '../../catalogue/scripts/model';
import { pathsOf, readEndpoints } from '../../catalogue/scripts/read';
import { client } from '../helpers/calls';
import { call, METHODS } from '../helpers/methods';
import { type Recorded, serve } from '../helpers/server';
import { OK } from '../helpers/wecom';

// The methods of the chapters against the catalogue, which was written apart from them: the same verb, path, parameters.

const ENDPOINTS = new Map(pathsOf(readEndpoints()));

/** Parameters of 企业号 times, which WeCom's pages no longer have and 0.3.0's callers still send. */
const OLD: Readonly<Record<string, readonly string[]>> = {
  getDepartmentUsers: ['fetch_child', 'status'],
  getDepartmentUsersDetail: ['fetch_child', 'status'],
  getUserIdByCode: ['agentid'],
};

function endpointAt(path: string) {
  return ENDPOINTS.get(path) ?? assert.fail(`${path} is not in the catalogue`);
}

test('every flat method has the verb that the catalogue has for its path', () => {
  const routes = Object.entries(API.prototype).flatMap(([name, method]) => {
    const route: unknown = Reflect.get(Object(method), 'endpoint');
    return route ? [{ name, ...(route as { verb: string; path: string }) }] : [];
  });
  for (const { name, verb, path } of routes) assert.equal(verb, endpointAt(path).verb ?? 'POST', `${name} ${path}`);
  assert.ok(routes.length > 80, `${routes.length} routes`);
});

/** The names of what was sent, wherever it stood. */
function namesOf({ query, headers, body }: Recorded): string[] {
  const inURL = [...query.keys()].filter((name) => name !== 'access_token');
  if (headers['content-type']?.startsWith('multipart/')) return [...inURL, 'media'];
  return [...inURL, ...(body.length > 0 ? Object.keys(JSON.parse(String(body))) : [])];
}

for (const [name, args] of Object.entries(METHODS)) {
  test(`${name} sends the parameters that the catalogue has for its path`, async (t) => {
    const server = await serve(t, () => ({ ...OK, access_token: 'token', ticket: 'ticket', expires_in: 7200 }));
    await call(client(server), name, args);
    const sent = server.requests.at(-1) ?? assert.fail('nothing was sent');
    const path = sent.path.replace('/cgi-bin/', '');
    const endpoint = endpointAt(path);
    assert.equal(sent.method, endpoint.verb ?? 'POST');
    const fields = fieldsOf(paramsOf(endpoint));
    if (isOpen(endpoint) && fields.length === 0) return;
    const names = namesOf(sent);
    const known = fields.map((field) => field.name);
    const unknown = names.filter((each) => !known.includes(each) && !OLD[name]?.includes(each));
    const missing = fields.filter((field) => !field.optional && !names.includes(field.name));
    assert.deepEqual([unknown, missing], [[], []], path);
  });
}
