// tsx scripts/build.ts: prints the declarations and the run-time table of each catalogue into its folder, which it empties
// first; that of WeCom into other folders where some are named. --openapi=file.json: WeCom's as OpenAPI 3.1 as well.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Declarations } from './declarations';
import { FAMILIES, type Family, WECOM } from './families';
import { readGlossary } from './glossary';
import { printNamespace } from './namespace';
import { toOpenAPI } from './openapi';
import { readCredentials, readEndpoints } from './read';
import { tableOf } from './table';

/** What a build writes, by file name. */
export function printed(family = WECOM): Map<string, string> {
  const endpoints = readEndpoints(family);
  const glossary = readGlossary(family);
  const credentials = readCredentials(family);
  const files = new Map<string, string>();
  for (const part of endpoints) files.set(`${part.name}.d.ts`, new Declarations(part, glossary, family).print());
  files.set('index.d.ts', printNamespace(endpoints, credentials, family));
  files.set('table.json', JSON.stringify(tableOf(endpoints)));
  files.set('credentials.json', JSON.stringify(credentials));
  files.set('call.d.ts', callsOf(family));
  return files;
}

/** The types of calls, with the engine's imported from where this family finds them. */
function callsOf({ engine }: Family): string {
  const text = readFileSync(join(__dirname, '../templates/call.d.ts'), 'utf8');
  return engine ? text.replace(/'\.\.\/\.\.\/\w+\/\w+'/g, `'${engine}'`) : text;
}

export function build(folders: readonly string[], family = WECOM): void {
  const files = printed(family);
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
  }
}

if (require.main === module) {
  const given = process.argv.slice(2);
  const openapi = given.find((each) => each.startsWith('--openapi='))?.slice('--openapi='.length);
  const folders = given.filter((each) => !each.startsWith('--')).map((each) => resolve(each));
  if (folders.length > 0) build(folders);
  else for (const family of FAMILIES) build([family.target], family);
  if (openapi) writeFileSync(openapi, JSON.stringify(toOpenAPI(readEndpoints(), readGlossary(), readCredentials())));
}
