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
  const url = `${sandbox.url}/page/lit-html/lit-html.js`;
  const { headers, text } = await ask(url);
  assert.equal(headers.get('cache-control'), 'no-cache');
  assert.ok(text.length > 1000);
  const etag = headers.get('etag') ?? '';
  const again = await ask(url, { headers: { 'if-none-match': etag } });
  assert.deepEqual([again.status, again.text, again.headers.get('etag')], [304, '', etag]);
  assert.equal((await ask(url, { headers: { 'if-none-match': '"other"' } })).status, 200);
});

test("lit-html's modules for browsers are served, with all that they import", async (t) => {
  const { sandbox } = await world(t);
  const base = `${sandbox.url}/page/lit-html/`;
  const wanted = ['lit-html.js', 'async-directive.js', 'directive-helpers.js', 'directives/repeat.js'];
  const urls = wanted.map((name) => new URL(name, base).href);
  const seen = new Set<string>();
  for (const url of urls) {
    if (seen.has(url)) continue;
    seen.add(url);
    const { status, headers, text } = await ask(url);
    assert.equal(status, 200, url);
    assert.equal(headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.doesNotMatch(text, /from"node:/);
    urls.push(...[...text.matchAll(/from"([^"]+)"/g)].map(([, name = '']) => new URL(name, url).href));
  }
  assert.ok(seen.has(`${base}directive.js`), [...seen].join());
});

test('nothing else is served, however it is spelled', async (t) => {
  const { sandbox } = await world(t);
  const others = [
    'page/',
    'page/nothing.js',
    'page/../package.json',
    'page/%2e%2e/package.json',
    'page/..%2fpackage.json',
    'page/lit-html/package.json',
    'page/lit-html/lit-html.js.map',
    'page/lit-html/node/lit-html.js',
    'page/lit-html/../../src/index.ts',
    'page/__proto__',
    'page/%00',
    'page//etc/passwd',
  ];
  for (const path of others) assert.equal((await ask(`${sandbox.url}/${path}`)).status, 404, path);
});
