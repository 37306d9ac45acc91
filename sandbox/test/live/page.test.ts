import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ask } from '../helpers/client';
import { world } from '../helpers/world';

// The files of the page.

test('the page is at /, and may load and ask nothing but the sandbox', async (t) => {
  const { sandbox } = await world(t);
  const { status, headers, bytes } = await ask(`${sandbox.url}/`);
  assert.equal(status, 200);
  assert.deepEqual(bytes, readFileSync(join(__dirname, '../../page/index.html')));
  assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  const policy = headers.get('content-security-policy')?.split('; ');
  assert.deepEqual(policy, [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
});

test('who has a file is not sent it again', async (t) => {
  const { sandbox } = await world(t);
  const url = `${sandbox.url}/page/main.js`;
  const { headers, text } = await ask(url);
  assert.equal(headers.get('cache-control'), 'no-cache');
  assert.ok(text.length > 1000);
  const etag = headers.get('etag') ?? '';
  const again = await ask(url, { headers: { 'if-none-match': etag } });
  assert.deepEqual([again.status, again.text, again.headers.get('etag')], [304, '', etag]);
  assert.equal((await ask(url, { headers: { 'if-none-match': '"other"' } })).status, 200);
});

test('the page is two files more: its modules and lit-html are bundled', async (t) => {
  const { sandbox } = await world(t);
  const { text } = await ask(`${sandbox.url}/`);
  const wanted = [...text.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path = '']) => path);
  assert.deepEqual(wanted, ['/page/main.css', '/page/main.js']);
  for (const [path, type] of [
    ['/page/main.css', 'text/css; charset=utf-8'],
    ['/page/main.js', 'text/javascript; charset=utf-8'],
    ['/page/authorize.css', 'text/css; charset=utf-8'],
  ]) {
    const { status, headers } = await ask(`${sandbox.url}${path}`);
    assert.deepEqual([status, headers.get('content-type')], [200, type]);
  }
});

test('nothing else is served, however it is spelled', async (t) => {
  const { sandbox } = await world(t);
  const others = [
    'page/',
    'page/nothing.js',
    'page/../package.json',
    'page/%2e%2e/package.json',
    'page/..%2fpackage.json',
    'page/index.js',
    'page/../endpoints.json',
    'page/..%2fendpoints.json',
    'page/__proto__',
    'page/%00',
    'page//etc/passwd',
  ];
  for (const path of others) assert.equal((await ask(`${sandbox.url}/${path}`)).status, 404, path);
});
