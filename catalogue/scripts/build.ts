// tsx scripts/build.ts [folder …]: prints the declarations and the run-time table of the catalogue into each folder, which
// it empties first. --openapi=file.json: OpenAPI 3.1 as well.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Declarations } from './declarations';
import { readGlossary } from './glossary';
import { printNamespace } from './namespace';
import { toOpenAPI } from './openapi';
import { readCredentials, readEndpoints } from './read';
import { tableOf } from './table';

const DEFAULT = join(__dirname, '../../lib/wecom/generated');

/** What a build writes, by file name. */
export function printed(): Map<string, string> {
  const endpoints = readEndpoints();
  const glossary = readGlossary();
  const credentials = readCredentials();
  const files = new Map<string, string>();
  for (const part of endpoints) files.set(`${part.name}.d.ts`, new Declarations(part, glossary).print());
  files.set('index.d.ts', printNamespace(endpoints, credentials));
  files.set('table.json', JSON.stringify(tableOf(endpoints)));
  files.set('credentials.json', JSON.stringify(credentials));
  return files;
}

export function build(folders: readonly string[]): void {
  const files = printed();
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    cpSync(join(__dirname, '../templates/call.d.ts'), join(folder, 'call.d.ts'));
  }
}

if (require.main === module) {
  const given = process.argv.slice(2);
  const openapi = given.find((each) => each.startsWith('--openapi='))?.slice('--openapi='.length);
  const folders = given.filter((each) => !each.startsWith('--')).map((each) => resolve(each));
  build(folders.length > 0 ? folders : [DEFAULT]);
  if (openapi) writeFileSync(openapi, JSON.stringify(toOpenAPI(readEndpoints(), readGlossary(), readCredentials())));
}
