import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import type { Endpoint } from '../src/api/chapter';
import { chapters } from '../src/chapters';
import type { Init } from './helpers/ask';
import { type Answer, ask, type Client, string } from './helpers/client';
import { accepted, refused } from './helpers/expect';
import { MEDIA } from './helpers/files';
import { hostileBodies, hostileQueries, polluted, snapshot } from './helpers/hostile';
import { type Lifetime, type World, world } from './helpers/world';

// What no program should send, to every endpoint: whatever is refused changed nothing, and the server lives on.

interface Watched extends World {
  /** What the sandbox says about mistakes of its own. */
  complaints: string[];
  /** The company after the last call. */
  state: string;
}

async function watched(t: Lifetime): Promise<Watched> {
  const complaints: string[] = [];
  const log = (line: string) => {
    if (!line.includes('404')) complaints.push(line);
  };
  const w = await world(t, { log });
  return { ...w, complaints, state: snapshot(w.sandbox) };
}

/** Makes the call as those who may; what is refused must not have left a trace. */
async function harmless(
  w: Watched,
  path: string,
  what: string,
  call: (caller: Client) => Promise<Answer>,
): Promise<void> {
  for (const caller of callers(w, chapters[path]?.secret ?? 'none')) {
    const before = w.state;
    const { status, body, text } = await call(caller);
    assert.ok(status === 200 || (status >= 400 && status < 500), `${path} ${what}: ${status} ${text}`);
    w.state = snapshot(w.sandbox);
    if (status === 200 && body.errcode === 0) continue;
    assert.equal(w.state, before, `${path} ${what} is refused without a trace: ${text}`);
    if (status === 200) assert.ok(Number.isInteger(body.errcode) && body.errcode !== -1, `${path} ${what}: ${text}`);
  }
}

function callers({ contact, app, nobody }: World, secret: Endpoint['secret']): Client[] {
  return { contact: [contact], app: [app], any: [contact, app], none: [nobody] }[secret];
}

async function conclude({ contact, sandbox, complaints }: Watched): Promise<void> {
  assert.deepEqual(complaints, []);
  assert.equal(polluted(), false);
  accepted(await contact.get('department/list'));
  assert.equal(sandbox.company.departments.get(1)?.id, 1);
}

const endpoints = Object.entries(chapters);

test('there are endpoints to be abused', () => {
  assert.ok(endpoints.length >= 70, String(endpoints.length));
});

test('hostile bodies', async (t) => {
  const w = await watched(t);
  const posts = endpoints.filter(([, { verb }]) => verb === 'POST');
  for (const body of hostileBodies()) {
    for (const [path] of posts) await harmless(w, path, body.slice(0, 80), (caller) => caller.post(path, body));
  }
  await conclude(w);
});

test('hostile queries', async (t) => {
  const w = await watched(t);
  for (const query of hostileQueries()) {
    for (const [path, { verb }] of endpoints) {
      const what = JSON.stringify(query).slice(0, 80);
      await harmless(w, path, what, (caller) =>
        verb === 'GET' ? caller.get(path, query) : caller.post(path, {}, query),
      );
    }
  }
  await conclude(w);
});

test('hostile files', async (t) => {
  const w = await watched(t);
  const uploads = endpoints.filter(([, { upload }]) => upload);
  assert.ok(uploads.length >= 3);
  for (const [path] of uploads) {
    for (const init of hostileForms()) {
      await harmless(w, path, String(init.body).slice(0, 60), (caller) => {
        return ask(caller.address(path, { type: 'file', agentid: w.agentid }), { method: 'POST', ...init });
      });
    }
  }
  await conclude(w);
});

function hostileForms(): Init[] {
  const headers = { 'content-type': 'multipart/form-data; boundary=b' };
  const part = (head: string) => `--b\r\n${head}\r\n\r\ncontent of it\r\n`;
  return [
    { headers, body: '' },
    { headers, body: 'no multipart' },
    { headers, body: part('Content-Disposition: form-data; name="media"; filename="a.txt"') },
    { headers, body: `${part('Content-Disposition: form-data; name="__proto__"; filename="a.txt"')}--b--\r\n` },
    { headers, body: `${part('Content-Disposition: form-data')}--b--\r\n` },
    { headers, body: `${part('Content-Disposition: form-data; name="media"').repeat(300)}--b--\r\n` },
    { headers: { 'content-type': 'multipart/form-data' }, body: '--b--' },
    { headers: { 'content-type': 'text/html' }, body: '<html>' },
  ];
}

test('a file name cannot leave its header or its directory', async (t) => {
  const { app } = await world(t);
  for (const filename of [
    '../../etc/passwd',
    'a"; evil="b',
    'a\r\nX-Evil: 1',
    '\u0000.txt',
    `${'长'.repeat(300)}.txt`,
  ]) {
    const { body } = await app.upload('media/upload', { ...MEDIA.file, filename }, { type: 'file' });
    if (body.errcode !== 0) continue;
    const { status, headers, bytes } = await app.get('media/get', { media_id: string(body, 'media_id') });
    assert.equal(status, 200);
    assert.equal(bytes.toString(), MEDIA.file.content);
    assert.equal(headers.get('x-evil'), null);
    assert.doesNotMatch(headers.get('content-disposition') ?? '', /passwd"?.*\.\.\/|filename="a"; evil="b"/);
  }
});

test('strange ranges are no reason to fail', async (t) => {
  const w = await watched(t);
  const media_id = string((await w.app.upload('media/upload', MEDIA.file, { type: 'file' })).body, 'media_id');
  for (const range of [
    'bytes=9-',
    'bytes=5-2',
    'bytes=-0',
    'bytes=a-b',
    'bytes=0-1,3-4',
    'lines=1-2',
    `bytes=0-${'9'.repeat(30)}`,
  ]) {
    const { status } = await w.app.get('media/get', { media_id }, { range });
    assert.ok([200, 206, 416].includes(status), `${range}: ${status}`);
  }
  await conclude(w);
});

test('paths that lead elsewhere are unknown', async (t) => {
  const w = await watched(t);
  for (const path of [
    'constructor',
    '__proto__',
    'department',
    'department/list/',
    'DEPARTMENT/LIST',
    '%00',
    '%',
    'a'.repeat(5000),
  ]) {
    const { status } = await ask(`${w.sandbox.url}/cgi-bin/${path}?access_token=${w.contact.token}`);
    assert.ok([400, 404, 414, 431].includes(status), `${path}: ${status}`);
  }
  await conclude(w);
});

test('verbs that WeCom does not speak are refused', async (t) => {
  const w = await watched(t);
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const response = await fetch(w.contact.address('department/list'), { method });
    assert.ok(response.status >= 400 && response.status < 500, `${method}: ${response.status}`);
  }
  await conclude(w);
});

const noise = [
  'complete nonsense\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001',
  'POST /cgi-bin/user/create HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n{"userid":',
  'POST /cgi-bin/user/create HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /cgi-bin/media/upload?type=file HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9999\r\n\r\n--b\r\nContent-Disposition: form-data; name="media"; filename="a"\r\n\r\nabc',
  `GET /cgi-bin/department/list?access_token=${'a'.repeat(50_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
];

test('noise on the line, and callers who hang up in the middle', async (t) => {
  const w = await watched(t);
  const { port } = new URL(w.sandbox.url);
  await Promise.all(noise.map((bytes) => hangUp(Number(port), bytes)));
  accepted(await w.contact.get('department/list'));
  await conclude(w);
});

function hangUp(port: number, bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.write(bytes, 'latin1', () => socket.destroy());
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve());
  });
}

test('a body beyond all limits is refused', async (t) => {
  const w = await watched(t);
  const { status } = await w.contact.post('user/create', `{"userid":"${'u'.repeat(65 * 1024 * 1024)}"}`);
  assert.ok(status >= 400 && status < 500, String(status));
  await conclude(w);
});

test('a watcher that fails, fails its own program and not the call', async (t) => {
  const w = await watched(t);
  const failures: string[] = [];
  process.setUncaughtExceptionCaptureCallback(({ message }) => failures.push(message));
  t.after(() => process.setUncaughtExceptionCaptureCallback(null));
  w.sandbox.on('*', () => {
    throw new Error('a watcher of the user');
  });
  accepted(await w.contact.post('department/create', { id: 990, name: 'x', parentid: 1 }), 'created');
  refused(await w.contact.post('department/create', { id: 990, name: 'x', parentid: 1 }), 60008);
  assert.deepEqual(failures, ['a watcher of the user']);
});
