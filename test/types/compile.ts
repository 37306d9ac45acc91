import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

const ROOT = join(__dirname, '../..');
const OPTIONS = [
  '--noEmit',
  '--strict',
  '--module',
  'nodenext',
  '--target',
  'es2022',
  '--types',
  'node',
  '--pretty',
  'false',
];

/** What a compiler made of a program. */
export interface Compiled {
  /** The first line of each complaint. */
  complaints: string[];
  /** How many types it made, and how often it filled in a generic one. */
  types: number;
  instantiations: number;
}

/** Compiles a program that uses the package as it was built, in a folder of its own. */
export async function compile(
  t: TestContext,
  typescript: 'typescript' | 'typescript-5.9',
  program: string,
  options: string[] = ['--skipLibCheck'],
): Promise<Compiled> {
  const folder = await mkdtemp(join(tmpdir(), 'compiled-'));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'node_modules'));
  await symlink(ROOT, join(folder, 'node_modules/wechat-enterprise-api'), 'junction');
  await symlink(join(ROOT, 'node_modules/@types'), join(folder, 'node_modules/@types'), 'junction');
  await writeFile(join(folder, 'program.ts'), `import API = require('wechat-enterprise-api');\n${program}`);
  const compiler = join(ROOT, 'node_modules', typescript, 'bin/tsc');
  const args = [compiler, ...OPTIONS, ...options, '--extendedDiagnostics', 'program.ts'];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_err, stdout) => resolve(stdout));
  });
  const figure = (name: string) => Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(output)?.[1] ?? Number.NaN);
  const complaints = output.split('\n').filter((line) => /^\S.*: error TS\d+: /.test(line));
  return { complaints, types: figure('Types'), instantiations: figure('Instantiations') };
}
