import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { filesOf, readYaml } from './read';

const home = join(__dirname, '..');
const LONGEST_FILE = 1500;

/** Files that are too long, or not as their schema says. */
export function fileRules(): string[] {
  const wrong: string[] = [];
  for (const [folder, schema] of [
    ['endpoints', 'schema.json'],
    ['callbacks', 'callbacks.schema.json'],
  ] as const) {
    const ajv = new Ajv({ strict: false });
    const check = ajv.compile(JSON.parse(readFileSync(join(home, schema), 'utf8')));
    for (const path of filesOf(folder)) {
      const isValid = check(readYaml(path));
      const [error] = check.errors ?? [];
      if (!isValid) wrong.push(`${path}: ${error?.instancePath} ${error?.message}`);
    }
  }
  for (const path of ['endpoints', 'callbacks', 'glossary'].flatMap(filesOf)) {
    const lines = readFileSync(join(home, path), 'utf8').split('\n').length - 1;
    if (lines > LONGEST_FILE) wrong.push(`${path}: ${lines} lines`);
  }
  return wrong;
}
