// `node scripts/release.mjs v1.0.0`: fails unless every package of the workspace has that version, and prints its
// section of History.md, which becomes the release notes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
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
  const { workspaces } = packageIn('.');
  for (const folder of ['.', ...workspaces]) {
    const { name: title, version } = packageIn(folder);
    if (version !== wanted) throw new Error(`${title} has the version ${version}, the tag says ${wanted}.`);
  }
  return notes(wanted);
}

function packageIn(folder) {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

/** The text under `## 1.0.0 / 2026-11-21`. */
function notes(version) {
  const sections = readFileSync(join(root, 'History.md'), 'utf8').split(/^## /m);
  const section = sections.find((each) => each.startsWith(`${version} / `));
  const text = section?.slice(section.indexOf('\n')).trim();
  if (!text) throw new Error(`History.md has no section "## ${version} / date".`);
  return text;
}
