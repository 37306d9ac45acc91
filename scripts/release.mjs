// `node scripts/release.mjs v1.0.0`: fails unless every package of the workspace has that version, or, where it has a
// major of its own, that minor and patch; and prints its section of History.md, which becomes the release notes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Packages that go on counting where their originals stopped: v1.4.2 is their 2.4.2. They have a History.md of their own. */
const MAJORS = { 'wechat-api': 2 };
const [tag = ''] = process.argv.slice(2);

try {
  console.log(release(tag));
} catch (err) {
  console.error(err.message);
  process.exitCode = 1;
}

function release(name) {
  const [, wanted] = /^v(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(name) ?? [];
  if (!wanted) throw new Error(`A tag looks like v1.0.0, not like "${name}".`);
  const { name: own, workspaces } = packageIn('.');
  for (const folder of ['.', ...workspaces]) {
    const { name: title, version, dependencies = {} } = packageIn(folder);
    const meant = MAJORS[title] === undefined ? wanted : wanted.replace(/^\d+/, MAJORS[title]);
    if (version !== meant) throw new Error(`${title} has the version ${version}, the tag means ${meant}.`);
    const needed = dependencies[own] ?? wanted;
    if (needed !== wanted) throw new Error(`${title} depends on ${own} ${needed}, the tag says ${wanted}.`);
    if (MAJORS[title] !== undefined) notes(meant, folder);
  }
  return notes(wanted, '.');
}

function packageIn(folder) {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

/** The text under `## 1.0.0 / 2026-11-21`. */
function notes(version, folder) {
  const sections = readFileSync(join(root, folder, 'History.md'), 'utf8').split(/^## /m);
  const section = sections.find((each) => each.startsWith(`${version} / `));
  const text = section?.slice(section.indexOf('\n')).trim();
  if (!text) throw new Error(`${join(folder, 'History.md')} has no section "## ${version} / date".`);
  return text;
}
