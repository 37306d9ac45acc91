import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { filesOf, readYaml } from './read';

const home = join(__dirname, '..');
const LONGEST_FILE = 1500;
const LONGEST_PHRASE = 16;

/** Files that are too long, or not as their schema says; phrases that are too long. */
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
  for (const path of filesOf('glossary').filter((each) => !each.endsWith('contexts.yaml'))) {
    for (const [name, phrase] of Object.entries(readYaml<Record<string, string>>(path))) {
      if ([...phrase].length > LONGEST_PHRASE)
        wrong.push(`${path}: ${name} has more than ${LONGEST_PHRASE} characters`);
    }
  }
  return wrong;
}
