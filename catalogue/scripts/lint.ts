// tsx scripts/lint.ts [folder]: says what is wrong with the catalogues. A folder with the documents' own records (JSON with
// `desc` in it) is not part of this repository: given one, no description may be theirs word for word.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAMILIES, type Family } from './families';
import { readGlossary } from './glossary';
import { borrowed, descriptionsOf } from './lint_borrowed';
import { fieldRules } from './lint_fields';
import { fileRules } from './lint_files';
import { glossaryRules } from './lint_glossary';
import { pathRules } from './lint_paths';
import { readCatalogue } from './read';

/** What is wrong, a line each. */
function lint(family: Family, documents: string | undefined): string[] {
  const catalogue = readCatalogue(family);
  const glossary = readGlossary(family);
  const wrong = [
    ...fileRules(family),
    ...pathRules(catalogue, family),
    ...fieldRules(catalogue, glossary),
    ...glossaryRules(catalogue, family),
  ];
  if (documents === undefined) return wrong;
  const records = readdirSync(documents)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(documents, name), 'utf8')) as unknown);
  return [...wrong, ...borrowed(catalogue, glossary, descriptionsOf(records))];
}

const wrong = FAMILIES.flatMap((family) => lint(family, process.argv[2]));
for (const line of wrong) console.error(line);
console.log(
  wrong.length === 0 ? 'The catalogues are in order.' : `${wrong.length} things are wrong with the catalogues.`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
