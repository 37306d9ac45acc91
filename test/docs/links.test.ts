import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { anchorsOf, type Document, documents, linksOf, ROOT, read } from './documents';

const all = documents();
const OTHERS = ['CONTRIBUTING.md', 'History.md', 'SECURITY.md', 'sandbox/README.md'].map(read);
/** Documents for those who have the repository. */
const IN_THE_REPOSITORY = new Set(['CONTRIBUTING.md', 'sandbox/README.md']);

/** The links to files, each with the file that it leads to and the heading in it. */
function relative(document: Document): { target: string; path: string; anchor: string | undefined }[] {
  return linksOf(document)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file, anchor] = target.split('#');
      const path = file ? normalize(join(dirname(document.path), file)) : document.path;
      return { target, path, anchor };
    });
}

test('links between documents lead to files, and to headings in them', () => {
  let followed = 0;
  for (const document of [...all, ...OTHERS]) {
    for (const { target, path, anchor } of relative(document)) {
      assert.ok(existsSync(join(ROOT, path)), `${document.path}: ${target}`);
      if (anchor) assert.ok(anchorsOf(read(path)).includes(anchor), `${document.path}: ${target}`);
      followed += 1;
    }
  }
  assert.ok(followed > 100, `${followed} links`);
});

test('whoever has the package alone can follow its links', () => {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    }),
  );
  const files = new Set<string>(packed.files.map((file: { path: string }) => file.path));
  for (const document of all) {
    assert.ok(files.has(document.path), `${document.path} is not in the package`);
    for (const { target, path } of relative(document)) {
      assert.ok(files.has(path) || IN_THE_REPOSITORY.has(path), `${document.path}: ${target} is not in the package`);
    }
  }
});

test('every document of docs/ can be reached from the README of its language', () => {
  for (const readme of all.filter(({ path }) => path.startsWith('README'))) {
    const language = readme.path.slice('README'.length);
    const reached = new Set(relative(readme).map(({ path }) => path));
    const ofLanguage = all.filter(({ path }) => path.slice(path.indexOf('.')) === language && path !== readme.path);
    for (const { path } of ofLanguage) assert.ok(reached.has(path), `${readme.path} does not lead to ${path}`);
  }
});
