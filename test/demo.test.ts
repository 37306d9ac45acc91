import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { promisify } from 'node:util';

const root = join(__dirname, '..');

describe('npm run demo', () => {
  let output = '';

  before(async () => {
    // Rejects unless the demo ends by itself with exit code 0.
    const demo = ['--import', 'tsx', 'examples/demo.ts'];
    const { FORCE_COLOR: _, ...env } = process.env;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, demo, { cwd: root, env, timeout: 15_000 });
    assert.equal(stderr, '');
    output = stdout;
  });

  /** The lines of a step: its requests, then what came back. */
  function step(title: string): string[] {
    const [first = '', ...lines] =
      output
        .split('\n\n')
        .find((block) => block.includes(title))
        ?.split('\n') ?? [];
    assert.match(first, /^\d {2}/, `a step named ${title}`);
    return lines.map((line) => line.trim().replace(/ +/g, ' '));
  }

  it('sends a text message', () => {
    const [token, send, result] = step('A text message');
    assert.match(token ?? '', /^GET gettoken\?corpid=\w+&corpsecret=\*\*\* errcode 0 [\d.]+ ms$/);
    assert.match(send ?? '', /^POST message\/send\?access_token=\*\*\* errcode 0 [\d.]+ ms$/);
    assert.match(result ?? '', /^→ \{ errcode: 0, errmsg: 'ok', msgid: '[\w-]+' \}$/);
  });

  it('uploads an image and sends it', () => {
    const [upload, send, result] = step('An image from memory');
    assert.match(upload ?? '', /^POST media\/upload\?access_token=\*\*\*&type=image errcode 0 /);
    assert.match(send ?? '', /^POST message\/send\S+ errcode 0 /);
    assert.match(result ?? '', /msgid/);
  });

  it('creates a department and a member', () => {
    const [department, member, result] = step('A department and a member');
    assert.match(department ?? '', /^POST department\/create\S+ errcode 0 /);
    assert.match(member ?? '', /^POST user\/create\S+ errcode 0 /);
    assert.match(result ?? '', /errmsg: 'created'/);
  });

  it('lives through an expired token', () => {
    const [refused, token, repeated, result] = step('The token dies');
    assert.match(refused ?? '', /^GET user\/get\S+ errcode 42001 /);
    assert.match(token ?? '', /^GET gettoken\S+ errcode 0 /);
    assert.match(repeated ?? '', /^GET user\/get\S+ errcode 0 [\d.]+ ms attempt 2$/);
    assert.match(result ?? '', /userid: 'lisi', name: '李四', department: \[ 2 \]/);
  });

  it('shows receivers that were not reached, and a refusal', () => {
    assert.match(step('Half of the receivers').at(-1) ?? '', /errcode: 0, errmsg: 'ok', invaliduser: 'wangwu'/);
    assert.equal(step('None of them exists').at(-1), '→ WeChatAPIError 81013: user & party & tag all invalid …');
  });

  it('prints no secrets, and no colours into a pipe', () => {
    assert.doesNotMatch(output, /(access_token|corpsecret)=(?!\*\*\*)/);
    assert.equal(output.includes('\x1b'), false);
    assert.match(output, /Done: 11 requests, 2 of them for a token\.\n$/);
  });
});
