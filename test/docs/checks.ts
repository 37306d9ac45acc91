import assert from 'node:assert/strict';
import { type Document, documents, twins } from './documents';
import { checkLinks, checkPacked, checkReached } from './links';
import { checkLength, checkShape, checkSnippets, paired } from './twins';

/** What a package's documents are at least, so that a check that finds nothing to look at fails. */
interface Least {
  pairs: number;
  links: number;
  /** Other documents whose links are followed, too. */
  others?: Document[];
  /** Documents for those who have the repository, and not the package alone. */
  isElsewhere?: (path: string) => boolean;
}

/** What holds for the documents of every package, by the names of the tests. `home`: its folder, '' for that of the library. */
export function checksOf(home: string, least: Least): [name: string, check: () => void][] {
  const all = documents(home);
  const agree = ([english, chinese]: [Document, Document | undefined]): [string, () => void] => [
    `${english.path} and its twin have the same snippets, headings, tables, lists and links`,
    () => {
      checkSnippets(english, chinese);
      checkShape(english, chinese);
    },
  ];
  return [
    ['every document is there in both languages', () => checkLeast(paired(all).length, least.pairs)],
    ['a README is no longer than its readers have patience for', () => checkLength(all)],
    ...twins(all).map(agree),
    [
      'links lead to files, and to headings in them',
      () => checkLeast(checkLinks([...all, ...(least.others ?? [])]), least.links),
    ],
    ['whoever has the package alone can follow its links', () => checkPacked(all, home, least.isElsewhere)],
    ['every document can be reached from the README of its language', () => checkReached(all)],
  ];
}

function checkLeast(found: number, least: number): void {
  assert.ok(found >= least, `${found} of ${least}`);
}
