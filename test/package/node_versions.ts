// `npm run test:node`: the packed package under every version of Node.js that it is for, each fetched as an npm package.
// `npm run test:node -- 18` takes that one alone.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
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
  const server = await wecom({ after: (cleanup) => cleanups.push(cleanup) });
  const consumer = await installConsumer();
  try {
    for (const version of chosen.length > 0 ? chosen : VERSIONS) {
      const node = await nodeOf(version);
      const { stdout } = await run(node, ['--version']);
      assert.match(stdout, new RegExp(`^v${version}\\.`));
      for (const [program, printed] of Object.entries(PROGRAMS)) {
        assert.deepEqual(await consumer.run(program, server.prefix, node), printed, `${program} under ${stdout}`);
      }
      console.log(`Node ${stdout.trim()}: ${Object.keys(PROGRAMS).length} programs`);
    }
  } finally {
    await consumer.remove();
    for (const cleanup of cleanups) await cleanup();
  }
}

main().catch((err) => {
  console.error(err);
  process.exitCode = 1;
});
