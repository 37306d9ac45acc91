import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withCoverage } from '../../../catalogue/scripts/coverage';

test('the README says what the sandbox knows of each chapter: `npm run docs` prints it', () => {
  const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
  assert.equal(withCoverage(readme), readme);
});
