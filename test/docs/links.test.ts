import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documents, read } from './documents';
import { checkLinks, checkPacked, checkReached } from './links';

const all = documents();
const OTHERS = ['CONTRIBUTING.md', 'History.md', 'SECURITY.md'].map(read);

/** Documents for those who have the repository. */
const isInTheRepository = (path: string) => path === 'CONTRIBUTING.md' || path.startsWith('sandbox/');

test('links between documents lead to files, and to headings in them', () => {
  const followed = checkLinks([...all, ...OTHERS]);
  assert.ok(followed > 100, `${followed} links`);
});

test('whoever has the package alone can follow its links', () => checkPacked(all, '', isInTheRepository));

test('every document of docs/ can be reached from the README of its language', () => checkReached(all));
