import assert from 'node:assert/strict';
import { test } from 'node:test';
import { facts } from '../helpers/endpoints';
import { COMPILERS } from './compile';

// What calls by path cost those who compile them. The figures do not depend on the machine.

const HEAD = 'declare const api: API;\ndeclare const params: API.Params;\n';
const FIRST = 'externalcontact/get';
/** Of all chapters. */
const PATHS = facts()
  .map(({ path }) => path)
  .filter((_, at) => at % 4 === 0)
  .slice(0, 200);

const byPath = (path: string) => `void api.call('${path}', params['${path}']);\n`;
const byName = (path: string) => `void api.wecom.${path.replaceAll('/', '.')}(params['${path}']);\n`;

const BUDGETS: [what: string, calls: string, types: number, instantiations: number][] = [
  ['one by path', byPath(FIRST), 4_500, 2_000],
  ['one by names', byName(FIRST), 1_800, 1_500],
  ['200 by path', PATHS.map(byPath).join(''), 11_000, 13_000],
  ['200 by names', PATHS.map(byName).join(''), 7_000, 9_000],
];

for (const [typescript, compile] of Object.entries(COMPILERS)) {
  for (const [what, calls, types, instantiations] of BUDGETS) {
    test(`${typescript}: of calls by path, ${what} stays within ${types} types and ${instantiations} instantiations`, async (t) => {
      const made = await compile(t, HEAD + calls);
      assert.deepEqual(made.complaints, []);
      assert.ok(made.types <= types && made.instantiations <= instantiations, JSON.stringify(made));
    });
  }

  test(`${typescript}: the declarations are clean without skipLibCheck, and with exactOptionalPropertyTypes`, async (t) => {
    const { complaints } = await compile(t, HEAD + PATHS.map(byPath).join(''), true);
    assert.deepEqual(complaints, []);
  });
}
