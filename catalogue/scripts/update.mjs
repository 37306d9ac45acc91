// npm run build:catalogue: runs build.ts, unless what lies in the folders of what is printed was printed of the same files. Plain
// JavaScript, for it is run by every build and check, and mostly has nothing to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('..', import.meta.url));
const stamps = ['../lib/wecom/generated', '../wechat-api/lib/generated'].map((folder) => join(home, folder, '.digest'));
const SOURCES = [
  ...['endpoints', 'glossary', 'scripts', 'templates', 'credentials.yaml'],
  ...['endpoints', 'glossary', 'credentials.yaml'].map((name) => `../wechat-api/catalogue/${name}`),
];

const digest = digestOf(SOURCES);
if (stamps.some((stamp) => known(stamp) !== digest)) {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(home, 'scripts/build.ts')], {
    cwd: home,
    stdio: 'inherit',
  });
  if (status === 0) for (const stamp of stamps) writeFileSync(stamp, digest);
  else process.exitCode = 1;
}

function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesAt)) hash.update(`${path}\n`).update(readFileSync(join(home, path)));
  return hash.digest('hex');
}

function filesAt(path) {
  if (path.endsWith('.yaml')) return [path];
  return readdirSync(join(home, path))
    .sort()
    .map((name) => `${path}/${name}`);
}

/** Of what is there now; a build removes it first, so that one that was broken off leaves none. */
function known(stamp) {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return undefined;
  }
}
