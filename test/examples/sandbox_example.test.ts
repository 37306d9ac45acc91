import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(__dirname, '../..');

test('npm run sandbox prints the address of the page, has an app to talk to, and ends on a signal', async (t) => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'examples/sandbox.ts', '--port', '0'], { cwd: root });
  const ended = once(child, 'exit');
  t.after(() => child.kill('SIGKILL'));
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  for await (const chunk of child.stdout) {
    output += chunk;
    if (/talk to it at \S+\n/.test(output)) break;
  }
  const [, page = ''] = /answer as a member: (\S+)/.exec(output) ?? assert.fail(output);
  const [, userid, agentid] = /talk to it at \S+#\/(\w+)\/(\d+)/.exec(output) ?? assert.fail(output);
  assert.match(await (await fetch(page)).text(), /<title>/);
  const message = { MsgType: 'text', Content: 'ping' };
  const answer = await fetch(`${page}_sandbox/phone/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userid, agentid: Number(agentid), message }),
  });
  assert.match(await answer.text(), /"reply":\{"msgtype":"text","body":\{"text":\{"content":"ping"\}\}\}/);
  child.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
});
