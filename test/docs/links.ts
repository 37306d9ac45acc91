import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { anchorsOf, type Document, isReadme, linksOf, ROOT, read } from './documents';

// What proves that links lead somewhere.

/** The links to files, each with the file that it leads to and the heading in it. */
function relative(document: Document): { target: string; path: string; anchor: string | undefined }[] {
  return linksOf(document)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file, anchor] = target.split('#');
      const path = file ? posix.join(posix.dirname(document.path), file) : document.path;
      return { target, path, anchor };
    });
}

/** Links lead to files, and to headings in them. Gives how many there are. */
export function checkLinks(all: Document[]): number {
  let followed = 0;
  for (const document of all) {
    for (const { target, path, anchor } of relative(document)) {
      assert.ok(existsSync(join(ROOT, path)), `${document.path}: ${target}`);
      if (anchor) assert.ok(anchorsOf(read(path)).includes(anchor), `${document.path}: ${target}`);
      followed += 1;
    }
  }
  return followed;
}

/** Whoever has the package alone can follow its links. `home`: its folder. `isElsewhere`: for those who have the repository. */
export function checkPacked(all: Document[], home = '', isElsewhere: (path: string) => boolean = () => false): void {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
      cwd: join(ROOT, home),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    }),
  );
  const files = new Set<string>(packed.files.map(({ path }: { path: string }) => posix.join(home, path)));
  for (const document of all) {
    assert.ok(files.has(document.path), `${document.path} is not in the package`);
    for (const { target, path } of relative(document)) {
      assert.ok(files.has(path) || isElsewhere(path), `${document.path}: ${target} is not in the package`);
    }
  }
}

/** Every document can be reached from the README of its language. */
export function checkReached(all: Document[]): void {
  for (const readme of all.filter(isReadme)) {
    const reached = new Set(relative(readme).map(({ path }) => path));
    const ofLanguage = all.filter((each) => languageOf(each) === languageOf(readme) && !isReadme(each));
    assert.ok(ofLanguage.length > 0, readme.path);
    for (const { path } of ofLanguage) assert.ok(reached.has(path), `${readme.path} does not lead to ${path}`);
  }
}

/** `.md` or `.zh-CN.md`. */
function languageOf({ path }: Document): string {
  return path.slice(path.indexOf('.'));
}
