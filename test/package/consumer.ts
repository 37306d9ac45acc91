import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');
const { version: VERSION }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const COMPILERS = { '7': 'typescript/bin/tsc', '5.9': 'typescript-5.9/bin/tsc' };

export type TypeScript = keyof typeof COMPILERS;

/** The programs in JavaScript, and what each prints. */
export const PROGRAMS = {
  'commonjs.js': {
    errmsg: 'ok',
    status: 200,
    type: 'function',
    default: true,
    token: ['accessToken'],
    error: true,
    statics: ['mixin', 'AccessToken'],
    byPath: 'ok',
  },
  'deep.js': { errmsg: 'ok', version: VERSION },
  'esm.mjs': { errmsg: 'ok', same: Array.from({ length: 8 }, () => true), wrapper: 'function' },
  'stores.js': { codes: [0, 0, 0, 0], redis: 'function' },
  'receive.js': { reply: 'You said: hello', api: true, default: true },
};

/** A project in a folder of its own that has installed the packed package, and the programs of `consumers/`. */
export interface Consumer {
  folder: string;
  /** Runs a program with the address of a server, in this Node or another, and gives what it printed, which is JSON. */
  run(program: string, prefix: string, node?: string): Promise<unknown>;
  /** Compiles programs into the folder `out`; a complaint of the compiler is an error with that text. */
  compile(typescript: TypeScript, out: string, programs: string[], options: object): Promise<void>;
  remove(): Promise<void>;
}

/** Packs what was built last and installs it with its dependencies, as a user would, beside the programs in `from`. */
export async function installConsumer(from = join(__dirname, 'consumers'), homes = [ROOT]): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), 'wechat-enterprise-api-consumer-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await cp(from, folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }));
    const tarballs: string[] = [];
    for (const home of homes) tarballs.push(await pack(home, folder));
    await npm(['install', '--prefer-offline', '--no-audit', '--no-fund', ...tarballs], folder);
    await symlink(join(ROOT, 'node_modules/@types'), join(folder, 'node_modules/@types'), 'junction');
  } catch (err) {
    await remove();
    throw err;
  }
  return {
    folder,
    remove,
    run: async (program, prefix, node = process.execPath) => {
      const env = { ...process.env, PREFIX: prefix };
      const { stdout } = await run(node, [program], { cwd: folder, env });
      return JSON.parse(stdout);
    },
    compile: (typescript, out, programs, options) => compile(folder, typescript, out, programs, options),
  };
}

/** Without scripts: a build would pull `dist` from under the tests that run beside this one. */
async function pack(home: string, destination: string): Promise<string> {
  if (!existsSync(join(home, 'dist/index.js'))) throw new Error('There is no dist/ to pack: npm run build');
  const answer = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', destination], home);
  const [packed] = JSON.parse(answer);
  return join(destination, packed.filename);
}

async function npm(args: string[], cwd: string): Promise<string> {
  const { stdout } = await run('npm', args, { cwd, shell: process.platform === 'win32' });
  return stdout;
}

async function compile(
  folder: string,
  typescript: TypeScript,
  out: string,
  programs: string[],
  options: object,
): Promise<void> {
  const config = join(folder, `tsconfig.${out}.json`);
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022'],
    strict: true,
    // Our own declarations are checked once; those of Node take longer than all programs together.
    skipLibCheck: true,
    types: ['node'],
    rootDir: '.',
    outDir: out,
    ...options,
  };
  await writeFile(config, JSON.stringify({ compilerOptions, files: programs }));
  const tsc = join(ROOT, 'node_modules', COMPILERS[typescript]);
  await run(process.execPath, [tsc, '-p', config], { cwd: folder }).catch((err) => {
    throw new Error(`TypeScript ${typescript} refused ${programs}:\n${err.stdout}`);
  });
}
