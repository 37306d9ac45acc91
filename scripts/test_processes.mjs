// Which tests share a process. To start one, and to load the sandbox into it, takes longer than the tests of most files.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Of this run: another one may be under way. */
const KEPT = join(root, `node_modules/.cache/tests/${process.pid}`);

/** At the start of a line, and followed by the reason: what a file changes is changed for all that share its process. */
const ALONE = /^\/\/ Alone in its process: \S/m;

/** Gives what node:test runs, each in a process of its own: `files`, those of a folder joined, at most `most` of them. */
export function inProcesses(files, most) {
  mkdirSync(KEPT, { recursive: true });
  process.on('exit', () => rmSync(KEPT, { recursive: true, force: true }));
  const alone = files.filter((file) => ALONE.test(readFileSync(file, 'utf8')));
  const folders = new Map();
  for (const file of files)
    if (!alone.includes(file)) folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), file]);
  return [...alone, ...[...folders.values()].flatMap((together) => parts(together, most(together[0]))).map(joined)];
}

/** As even as they can be. */
function parts(files, most) {
  const count = Math.ceil(files.length / most);
  return Array.from({ length: count }, (_, at) => files.filter((_file, index) => index % count === at));
}

function joined(files) {
  if (files.length === 1) return files[0];
  const file = join(KEPT, `${relative(root, files[0]).replaceAll(/[\\/]/g, '.')}.and_${files.length - 1}_more.cjs`);
  writeFileSync(file, files.map((one) => `require(${JSON.stringify(one)});\n`).join(''));
  return file;
}
