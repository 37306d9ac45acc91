import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ask, object, rows } from '../helpers/client';
import { world } from '../helpers/world';

test('openapi.json is what the sandbox serves; npm run docs prints it', async (t) => {
  const { sandbox } = await world(t);
  const served = await ask(`${sandbox.url}/_sandbox/openapi.json`);
  const file: unknown = JSON.parse(readFileSync(join(__dirname, '../../openapi.json'), 'utf8'));
  assert.deepEqual(served.body, file);
});

test('it has every lever with its body and its parameters, and nothing of the page', async (t) => {
  const { sandbox } = await world(t);
  const paths = object((await ask(`${sandbox.url}/_sandbox/openapi.json`)).body.paths);
  const messages = object(object(paths['/messages']).get);
  assert.ok(rows(messages, 'parameters').some(({ name }) => name === 'contains'));
  const { schema } = object(
    object(object(object(object(paths['/trouble']).post).requestBody).content)['application/json'],
  );
  assert.deepEqual(Object.keys(object(object(schema).properties)).slice(0, 3), ['path', 'errcode', 'errmsg']);
  assert.deepEqual([paths['/company'], paths['/events']], [undefined, undefined]);
  for (const path of ['/reset', '/state', '/health', '/admin/{path}', '/warnings']) assert.ok(path in paths, path);
});
