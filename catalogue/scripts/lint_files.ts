import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { type Family, WECOM } from './families';
import { filesOf, readYaml } from './read';

const LONGEST_FILE = 1500;

/** Files that are too long, or not as their schema says. */
export function fileRules(family: Family = WECOM): string[] {
  const wrong: string[] = [];
  for (const [folder, schema] of [
    ['endpoints', 'schema.json'],
    ['callbacks', 'callbacks.schema.json'],
  ] as const) {
    const ajv = new Ajv({ strict: false });
    const check = ajv.compile(JSON.parse(readFileSync(join(WECOM.home, schema), 'utf8')));
    for (const path of filesOf(folder, family)) {
      const isValid = check(readYaml(path, family));
      const [error] = check.errors ?? [];
      if (!isValid) wrong.push(`${path}: ${error?.instancePath} ${error?.message}`);
    }
  }
  for (const path of ['endpoints', 'callbacks', 'glossary'].flatMap((folder) => filesOf(folder, family))) {
    const lines = readFileSync(join(family.home, path), 'utf8').split('\n').length - 1;
    if (lines > LONGEST_FILE) wrong.push(`${path}: ${lines} lines`);
  }
  return wrong;
}
