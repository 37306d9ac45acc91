// `npm run test:node`: the packed packages under every version of Node.js that it is for, each fetched as an npm package.
// `npm run test:node -- 18` takes that one alone.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { wechat } from '../../wechat-api/test/helpers/wechat';
import { HOME, PRINTED, PROGRAM } from '../../wechat-api/test/package/program';
import { wecom } from '../helpers/wecom';
import { installConsumer, PROGRAMS } from './consumer';

const run = promisify(execFile);
const VERSIONS = ['18', '20', '22', '24'];
const chosen = process.argv.slice(2);

/** The path of that Node's binary. */
async function nodeOf(version: string): Promise<string> {
  const print = ['node', '--print', 'process.execPath'];
  const { stdout } = await run('npx', ['--yes', '--package', `node@${version}`, ...print]);
  return stdout.trim();
}

async function main(): Promise<void> {
  const cleanups: (() => unknown)[] = [];
  const lifetime = { after: (cleanup: () => unknown) => cleanups.push(cleanup) };
  const server = await wecom(lifetime);
  const accounts = await wechat(lifetime);
  const consumer = await installConsumer();
  cleanups.push(consumer.remove);
  try {
    const sibling = await installConsumer(join(HOME, 'test/package/consumers'), [join(HOME, '..'), HOME]);
    cleanups.push(sibling.remove);
    process.env.ENDPOINT = accounts.url;
    for (const version of chosen.length > 0 ? chosen : VERSIONS) {
      const node = await nodeOf(version);
      const { stdout } = await run(node, ['--version']);
      assert.match(stdout, new RegExp(`^v${version}\\.`));
      for (const [program, printed] of Object.entries(PROGRAMS)) {
        assert.deepEqual(await consumer.run(program, server.prefix, node), printed, `${program} under ${stdout}`);
      }
      assert.deepEqual(await sibling.run(PROGRAM, accounts.prefix, node), PRINTED, `wechat-api under ${stdout}`);
      console.log(`Node ${stdout.trim()}: ${Object.keys(PROGRAMS).length} programs, and one of wechat-api`);
    }
  } finally {
    for (const cleanup of cleanups) await cleanup();
  }
}

main().catch((err) => {
  console.error(err);
  process.exitCode = 1;
});
