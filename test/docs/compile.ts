import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, type Snippet } from './documents';

const AMBIENT = ['test/docs/ambient.d.ts', 'test/helpers/tunnel.d.ts'].map((path) => join(ROOT, path));

const OPTIONS = {
  strict: true,
  target: 'es2022',
  module: 'nodenext',
  moduleDetection: 'force',
  types: ['node'],
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
  noEmit: true,
  // A reader's JavaScript has parameters without types.
  noImplicitAny: false,
};

/** What the compiler says of the snippets, each taken for a file of its own in a project that installed the packages. */
export async function compile(snippets: readonly Snippet[], ambient: readonly string[] = AMBIENT): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'snippets-'));
  try {
    const files = new Map(snippets.map((snippet, at) => [`snippet_${at}.${extensionOf(snippet)}`, snippet]));
    await Promise.all([...files].map(([name, { text }]) => writeFile(join(folder, name), text)));
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const config = { compilerOptions: OPTIONS, files: [...ambient, ...files.keys()] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    return (await complaints(folder)).map(([name = '', line, complaint]) => {
      const { place, text } = files.get(name) ?? { place: name, text: '' };
      return `${place}: ${complaint} (${text.split('\n')[Number(line) - 1]})`;
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The file, the line and the first words of each. */
async function complaints(folder: string): Promise<string[][]> {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const args = [compiler, '-p', folder, '--pretty', 'false'];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_err, stdout) => resolve(stdout));
  });
  return output
    .split('\n')
    .filter((line) => /^\S/.test(line))
    .map((line) => /^(.+?)\((\d+),\d+\): error \w+: (.*)$/.exec(line)?.slice(1) ?? [line, '1', line]);
}

/** The module system is the one whose words the snippet uses. */
function extensionOf({ language, text }: Snippet): string {
  if (language === 'ts') return 'mts';
  return text.includes('require(') ? 'cjs' : 'mjs';
}
