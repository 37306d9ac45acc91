// Packs what was built and looks at the tarball as its users will: what is in it, and whether Node and TypeScript find it.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

const NEEDED = [
  'package.json',
  'README.md',
  'README.zh-CN.md',
  'LICENSE',
  'History.md',
  'dist/index.js',
  'dist/index.d.ts',
];
const ALLOWED = /^dist\/.+\.(js|js\.map|d\.ts)$/;
const LARGEST = 200_000;

/** Throws what is wrong with the package. */
export async function checkPackage() {
  const folder = await mkdtemp(join(tmpdir(), 'wechat-enterprise-api-pack-'));
  try {
    const { filename, files, size } = await pack(folder);
    checkContents(files, size);
    const tarball = join(folder, filename);
    await tool('publint', ['run', '--strict', tarball]);
    await tool('attw', [tarball, '--no-color', '--no-emoji']);
    console.log(`package: ${files.length} files, ${Math.ceil(size / 1000)} kB; publint and attw found nothing wrong`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Without scripts: `npm test` has built dist/ already. */
async function pack(folder) {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await run('npm', args, { cwd: root, shell: process.platform === 'win32' });
  return JSON.parse(stdout)[0];
}

function checkContents(files, size) {
  const packed = files.map(({ path }) => path);
  const missing = NEEDED.filter((path) => !packed.includes(path));
  const surplus = packed.filter((path) => !NEEDED.includes(path) && !ALLOWED.test(path));
  if (missing.length > 0) throw new Error(`The package lacks ${missing.join(', ')}`);
  if (surplus.length > 0) throw new Error(`Nobody needs this in the package: ${surplus.join(', ')}`);
  if (size > LARGEST) throw new Error(`The package has ${size} bytes, more than ${LARGEST}.`);
}

/** A tool says on stdout what it dislikes. */
async function tool(name, args) {
  const bin = join(root, 'node_modules/.bin', name);
  await run(bin, args, { cwd: root, shell: process.platform === 'win32' }).catch((err) => {
    throw new Error(`${name}:\n${err.stdout}${err.stderr}`);
  });
}
