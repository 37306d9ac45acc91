import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inherits } from 'node:util';

import API = require('../../index');

import { rowsOf } from '../../lib/catalogue/table';
import { CATALOGUE } from '../../lib/wecom/family';
import { client } from '../helpers/calls';
import { OK, wecom } from '../helpers/wecom';

const ROWS = rowsOf(CATALOGUE.table());

test('every segment of every path is a name, and every path a function that needs no this', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  for (const path of ROWS.keys()) {
    const value: unknown = path
      .split('/')
      .reduce((at, segment) => Reflect.get(Object(at), segment), api.wecom as unknown);
    assert.equal(typeof value, 'function', path);
  }
  const { get } = api.wecom.user;
  assert.deepEqual(await get({ userid: 'a' }), OK);
});

test('loops over a namespace find the names below it', () => {
  const { wecom: all } = new API('corpid', 'secret');
  const names = (namespace: object) => {
    const found: string[] = [];
    for (const name in namespace) found.push(name);
    return found.sort();
  };
  const first = new Set([...ROWS.keys()].map((path) => path.split('/')[0]));
  assert.deepEqual(names(all), [...first].sort());
  assert.deepEqual(names(all.tag), ['addtagusers', 'create', 'delete', 'deltagusers', 'get', 'list', 'update']);
});

test('an api has one namespace, and each api its own', async (t) => {
  const server = await wecom(t);
  const [one, other] = [client(server, { corpid: 'one' }), client(server, { corpid: 'other' })];
  assert.equal(one.wecom, one.wecom);
  assert.equal(one.wecom.user.get, one.wecom.user.get);
  assert.notEqual(one.wecom.user, other.wecom.user);
  assert.equal(Object.getPrototypeOf(one.wecom.user), Object.getPrototypeOf(other.wecom.user));
  await other.wecom.tag.list();
  assert.deepEqual(server.requests[0]?.query.get('corpid'), 'other');
});

test('a stub may stand in the place of an endpoint, of one api alone', () => {
  const [api, other] = [new API('corpid', 'secret'), new API('corpid', 'secret')];
  const stub = () => Promise.resolve('stubbed');
  assert.ok(Reflect.set(api.wecom.user, 'get', stub));
  assert.equal(typeof api.wecom.tag.list, 'function');
  assert.ok(Reflect.set(api.wecom.tag, 'list', stub));
  assert.equal(Reflect.get(api.wecom.user, 'get'), stub);
  assert.equal(Reflect.get(api.wecom.tag, 'list'), stub);
  assert.notEqual(Reflect.get(other.wecom.user, 'get'), stub);
});

test('call and wecom are not seen by loops over an api', () => {
  const api = new API('corpid', 'secret');
  const seen = new Set<string>();
  for (const name in api) seen.add(name);
  assert.ok('call' in api && 'wecom' in api);
  assert.ok(!seen.has('call') && !seen.has('wecom'));
  assert.deepEqual(
    Object.keys(API.prototype).filter((name) => name === 'call' || name === 'wecom'),
    [],
  );
});

test('a subclass, an instance and API.call may have a wecom and a call of their own', () => {
  function Old(this: object) {
    Reflect.apply(API, this, ['corpid', 'secret']);
    Reflect.set(this, 'wecom', 'mine');
    Reflect.set(this, 'call', 'mine, too');
  }
  inherits(Old, API);
  const old: unknown = Reflect.construct(Old, []);
  assert.deepEqual([Object(old).wecom, Object(old).call], ['mine', 'mine, too']);
  assert.ok(Object.keys(Object(old)).includes('wecom'));
  assert.notEqual(Object(new API('corpid', 'secret')).wecom, 'mine');
});
