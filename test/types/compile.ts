import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

import ts = require('typescript-5.9');

const ROOT = join(__dirname, '../..');
const HEAD = "import API = require('wechat-enterprise-api');\n";
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

/** By the name of the package. */
export const COMPILERS = { typescript: compile7, 'typescript-5.9': compile59 };

/** What one compilation parsed, for the next. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** Compiles a program that uses the package as it was built, in TypeScript 5.9. */
async function compile59(_: TestContext, program: string, isStrict = false): Promise<Compiled> {
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: ['node'],
    noEmit: true,
    skipLibCheck: !isStrict,
    exactOptionalPropertyTypes: isStrict,
  };
  const file = join(ROOT, 'program.ts');
  const text = HEAD + program;
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? text : readFile(name));
  host.getSourceFile = (name, version, ...rest) => {
    if (name === file) return ts.createSourceFile(name, text, version);
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, version, ...rest));
    return parsed.get(name);
  };
  const made = ts.createProgram([file], options, host);
  const complaints = ts
    .getPreEmitDiagnostics(made)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')[0] ?? '');
  return { complaints, types: made.getTypeCount(), instantiations: made.getInstantiationCount() };
}

/** The same in TypeScript 7, which has no API: in a folder of its own. */
export async function compile7(t: TestContext, program: string, isStrict = false): Promise<Compiled> {
  const options = isStrict ? ['--exactOptionalPropertyTypes'] : ['--skipLibCheck'];
  const folder = await mkdtemp(join(tmpdir(), 'compiled-'));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'node_modules'));
  await symlink(ROOT, join(folder, 'node_modules/wechat-enterprise-api'), 'junction');
  await symlink(join(ROOT, 'node_modules/@types'), join(folder, 'node_modules/@types'), 'junction');
  await writeFile(join(folder, 'program.ts'), HEAD + program);
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const args = [compiler, ...OPTIONS, ...options, '--extendedDiagnostics', 'program.ts'];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_err, stdout) => resolve(stdout));
  });
  const figure = (name: string) => Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(output)?.[1] ?? Number.NaN);
  const complaints = output.split('\n').filter((line) => /^\S.*: error TS\d+: /.test(line));
  return { complaints, types: figure('Types'), instantiations: figure('Instantiations') };
}
