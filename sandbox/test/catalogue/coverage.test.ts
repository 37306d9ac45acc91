import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { coverage, DOCUMENTS, withCoverage } from '../../../catalogue/scripts/coverage';

const rows = coverage();

for (const { path, columns } of DOCUMENTS) {
  test(`${path} says what the sandbox knows of each chapter: \`npm run docs\` prints it`, () => {
    const text = readFileSync(join(__dirname, '../../..', path), 'utf8');
    assert.equal(withCoverage(text, columns, rows), text);
  });
}
