import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { promisify } from 'node:util';

const root = join(__dirname, '../..');

describe('npm run demo', () => {
  let output = '';

  before(async () => {
    // Rejects unless the demo ends by itself with exit code 0.
    const demo = ['--import', 'tsx', 'examples/demo.ts'];
    const { FORCE_COLOR: _, ...env } = process.env;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, demo, { cwd: root, env, timeout: 30_000 });
    assert.equal(stderr, '');
    output = stdout;
  });

  /** The lines of a step: its requests, then what came back. */
  function step(title: string): string[] {
    const [first = '', ...lines] = block(title);
    assert.match(first, /^\d+ {2}/, `a step named ${title}`);
    return lines;
  }

  function block(title: string): string[] {
    const found = output.split('\n\n').find((one) => one.includes(title));
    const [first = '', ...lines] = found?.split('\n') ?? [];
    return [first, ...lines.map((line) => line.trim().replace(/ +/g, ' '))];
  }

  it('brings members in from a CSV file', () => {
    const [token, upload, job, asked, result] = step('Members from a CSV file');
    assert.match(token ?? '', /^GET gettoken\?corpid=\w+&corpsecret=\*\*\* errcode 0 [\d.]+ ms$/);
    assert.match(upload ?? '', /^POST media\/upload\?access_token=\*\*\*&type=file errcode 0 /);
    assert.match(job ?? '', /^POST batch\/syncuser\?access_token=\*\*\* errcode 0 /);
    assert.match(asked ?? '', /^GET batch\/getresult\S+ errcode 0 /);
    assert.match(
      result ?? '',
      /status: 3, type: 'sync_user', total: 2, percentage: 100, result: \[ \{ userid: 'chenchen'/,
    );
  });

  it('creates a department and a member', () => {
    const [department, member, result] = step('A department and a member');
    assert.match(department ?? '', /^POST department\/create\S+ errcode 0 /);
    assert.match(member ?? '', /^POST user\/create\S+ errcode 0 /);
    assert.match(result ?? '', /errmsg: 'created'/);
  });

  it('sends a text message', () => {
    const [token, send, result] = step('A text message');
    assert.match(token ?? '', /^GET gettoken\S+ errcode 0 /);
    assert.match(send ?? '', /^POST message\/send\?access_token=\*\*\* errcode 0 [\d.]+ ms$/);
    assert.match(result ?? '', /^→ \{ errcode: 0, errmsg: 'ok', msgid: '[\w-]+' \}$/);
  });

  it('uploads an image and sends it', () => {
    const [upload, send, result] = step('An image from memory');
    assert.match(upload ?? '', /^POST media\/upload\?access_token=\*\*\*&type=image errcode 0 /);
    assert.match(send ?? '', /^POST message\/send\S+ errcode 0 /);
    assert.match(result ?? '', /msgid/);
  });

  it('opens a chat and speaks in it', () => {
    const [create, send] = step('A chat of the app');
    assert.match(create ?? '', /^POST appchat\/create\S+ errcode 0 /);
    assert.match(send ?? '', /^POST appchat\/send\S+ errcode 0 /);
  });

  it('recovers from an expired token', () => {
    const [refused, token, repeated, result] = step('the token has expired');
    assert.match(refused ?? '', /^GET user\/get\S+ errcode 42001 /);
    assert.match(token ?? '', /^GET gettoken\S+ errcode 0 /);
    assert.match(repeated ?? '', /^GET user\/get\S+ errcode 0 [\d.]+ ms attempt 2$/);
    assert.match(result ?? '', /userid: 'chenchen', name: '陈晨', department: \[ 2, 4 \]/);
  });

  it('shows receivers that were not reached, and a refusal', () => {
    assert.match(step('Half of the receivers').at(-1) ?? '', /errcode: 0, errmsg: 'ok', invaliduser: 'nobody'/);
    assert.equal(step('None of them exists').at(-1), '→ WeChatAPIError 81013: user & party & tag all invalid …');
  });

  it('hears of what members write, tap and press, and answers', () => {
    assert.match(step('its URL is verified').at(-1) ?? '', /^→ 'http:\/\/127\.0\.0\.1:\d+\/'$/);
    const [written] = step('A member writes');
    assert.equal(written, "→ { text: '你好', tries: 1, state: 'received', reply: { text: { content: '你好' } } }");
    assert.match(step('A member taps').at(-1) ?? '', /scancode_waitmsg: 'scan'.*'扫到 https:\/\/example\.com\/'/);
    assert.match(
      step('A member asks for a card').at(-1) ?? '',
      /'agree'.*card: \{ button: \{ replace_name: '已同意' \} \}/,
    );
    assert.match(step('The app is down').at(-1) ?? '', /tries: 3, state: 'failed', problem: '.*ECONNREFUSED/);
  });

  it('lists what arrived', () => {
    const [, text, image, chat, half] = block('What arrived');
    assert.equal(text, 'text app → chenchen');
    assert.equal(image, 'image app → zhangsan, lisi, wangwu, chenchen, zhouba');
    assert.equal(chat, 'text chat release → zhangsan, zhouba');
    assert.equal(half, 'text app → lisi');
  });

  it('prints no secrets, no colours into a pipe, and where to go from here', () => {
    assert.doesNotMatch(output, /(access_token|corpsecret)=(?!\*\*\*)/);
    assert.equal(output.includes('\x1b'), false);
    assert.match(output, /Done: 21 requests, 4 of them for a token\.\n.*`npm run sandbox`.*\n$/);
  });
});
