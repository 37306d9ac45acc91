// Packs what was built and looks at the tarballs as their users will: what is in them,
// and whether Node and TypeScript find it.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

const NEEDED = ['package.json', 'README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts'];
const PACKAGES = [
  {
    home: root,
    needed: [
      ...NEEDED,
      'README.zh-CN.md',
      'docs/methods.md',
      'History.md',
      'SECURITY.md',
      'dist/lib/wecom/generated/index.d.ts',
      'dist/lib/wecom/generated/table.json',
    ],
    largest: 420_000,
    largestUnpacked: 2_000_000,
  },
  {
    home: join(root, 'sandbox'),
    needed: [
      ...NEEDED,
      'README.zh-CN.md',
      'docs/testing.md',
      'bin/wechat-enterprise-sandbox.js',
      'dist/cli.js',
      'generated/page/index.html',
      'openapi.json',
      'generated/endpoints.json',
      'generated/callbacks.json',
    ],
    // 50 kB of it are what the catalogue says of every endpoint, the rest mostly the page.
    largest: 450_000,
    largestUnpacked: 2_000_000,
  },
  {
    home: join(root, 'wechat-api'),
    needed: [
      ...NEEDED,
      'README.zh-CN.md',
      'docs/methods.md',
      'docs/by-path.md',
      'History.md',
      'dist/lib/generated/index.d.ts',
      'dist/lib/generated/table.json',
    ],
    largest: 150_000,
    largestUnpacked: 800_000,
  },
];
const ALLOWED =
  /^(dist\/.+\.(js|d\.ts)|dist\/lib\/(wecom\/)?generated\/\w+\.json|generated\/page\/\w+\.(css|js)|docs\/.+\.md)$/;

/** Throws what is wrong with the packages. */
export async function checkPackages() {
  for (const each of PACKAGES) await checkPackage(each);
}

async function checkPackage(wanted) {
  const folder = await mkdtemp(join(tmpdir(), 'wechat-enterprise-api-pack-'));
  try {
    const { name, filename, files, size, unpackedSize } = await pack(wanted.home, folder);
    checkContents(wanted, files);
    checkSize('packed', size, wanted.largest);
    checkSize('unpacked', unpackedSize, wanted.largestUnpacked);
    const tarball = join(folder, filename);
    await tool('publint', ['run', '--strict', tarball]);
    await tool('attw', [tarball, '--no-color', '--no-emoji']);
    console.log(
      `${name}: ${files.length} files, ${kB(size)} packed, ${kB(unpackedSize)} unpacked; publint and attw found nothing wrong`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function kB(bytes) {
  return `${Math.ceil(bytes / 1000)} kB`;
}

/** Without scripts: `npm test` has built dist/ already. */
async function pack(home, folder) {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await run('npm', args, { cwd: home, shell: process.platform === 'win32' });
  return JSON.parse(stdout)[0];
}

function checkContents({ needed }, files) {
  const packed = files.map(({ path }) => path);
  const missing = needed.filter((path) => !packed.includes(path));
  const surplus = packed.filter((path) => !needed.includes(path) && !ALLOWED.test(path));
  if (missing.length > 0) throw new Error(`The package lacks ${missing.join(', ')}`);
  if (surplus.length > 0) throw new Error(`Nobody needs this in the package: ${surplus.join(', ')}`);
}

function checkSize(form, size, largest) {
  if (size > largest) throw new Error(`The package has ${size} bytes ${form}, more than ${largest}.`);
}

/** A tool says on stdout what it dislikes. */
async function tool(name, args) {
  const bin = join(root, 'node_modules/.bin', name);
  await run(bin, args, { cwd: root, shell: process.platform === 'win32' }).catch((err) => {
    throw new Error(`${name}:\n${err.stdout}${err.stderr}`);
  });
}
