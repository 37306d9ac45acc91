import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { serve } from '../helpers/server';
import { contentOf } from '../receive/helpers/host';
import { event, text, toXML } from '../receive/helpers/samples';
import { ACCOUNT, delivery, openReply, send } from '../receive/helpers/sender';

// wechat-enterprise 0.1.1 depends on `wechat-enterprise-api: "*"`: a fresh install of it runs on this package.

const build = join(__dirname, '../../dist/index.js');

/** The program of `enterprise/`, with a qyapi that answers it. */
async function running(t: TestContext, refused = false) {
  assert.ok(existsSync(build), 'dist/ is missing: npm run build');
  const server = await serve(t, ({ path }) => {
    if (path.includes('gettoken')) return { errcode: 0, access_token: 'token', expires_in: 7200 };
    return refused ? { errcode: 60011, errmsg: 'no privilege' } : { errcode: 0, errmsg: 'ok' };
  });
  const { token, encodingAESKey, corpId } = ACCOUNT;
  const child = fork(join(__dirname, 'enterprise/program.cjs'), [server.prefix, token, encodingAESKey, corpId], {
    execArgv: ['--require', join(__dirname, 'enterprise/redirect.cjs')],
  });
  const exited = once(child, 'exit');
  t.after(() => {
    if (child.connected) child.disconnect();
    return exited;
  });
  const [told] = await Promise.race([once(child, 'message'), exited]);
  assert.ok(Object(told).port, `the program ended: ${told}`);
  const { port, ...found } = told;
  const deliver = async (xml: string) => {
    const { body } = await send(`http://127.0.0.1:${port}/wechat`, delivery(xml));
    return contentOf(openReply(body)?.text ?? '');
  };
  return { server, found, deliver };
}

test("wechat-enterprise 0.1.1 finds this package as its API, and its users' deep paths are there", async (t) => {
  const { found } = await running(t);
  const deep = ['object', 'object', 'function', 'object', 'function', 'object'];
  assert.deepEqual(found, { ours: true, deep, wrapper: 'function' });
});

test('a program of wechat-enterprise 0.1.1 receives by its own code, and sends and mixes in by ours', async (t) => {
  const { server, deliver } = await running(t);
  assert.equal(await deliver(toXML(text('hello'))), 'hello: ok');
  assert.equal(await deliver(toXML(event('click'))), 'ok');
  const [, sent, greeted] = server.requests;
  assert.match(String(sent?.body), /"touser":"mycreate"/);
  assert.match(String(greeted?.url), /^\/cgi-bin\/greet\?access_token=token$/);
  assert.equal(String(greeted?.body), '{"name":"mycreate"}');
});

test('the util of wechat-enterprise 0.1.1 makes errors of what our API hands it', async (t) => {
  const { deliver } = await running(t, true);
  assert.equal(await deliver(toXML(text('hello'))), 'no privilege');
  assert.equal(await deliver(toXML(event('click'))), 'WeChatAPIError 60011');
});

test('wechat-enterprise 0.1.1 was published without its tests: there are none to run', () => {
  const published = readdirSync(dirname(require.resolve('original-receive')));
  assert.deepEqual(published.filter((name) => name !== 'node_modules').sort(), [
    'README.md',
    'index.js',
    'lib',
    'package.json',
  ]);
});
