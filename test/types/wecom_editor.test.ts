import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pageOf, WECOM } from '../../catalogue/scripts/families';
import { pathsOf, readEndpoints } from '../../catalogue/scripts/read';
import { editor7, editor59 } from './language_services';

// What editors show of calls by path, of the packed declarations in `dist/`, which `npm test` has built.

const file = join(__dirname, '../../wecom_in_an_editor.ts');
const HEAD = "import API = require('wechat-enterprise-api');\ndeclare const api: API;\n";
const PATHS = pathsOf(readEndpoints());
const expressions = PATHS.map(([path]) => `void api.wecom.${path.replaceAll('/', '.')};`);
const text = `${HEAD}${expressions.join('\n')}\napi.call('',);\napi.wecom.externalcontact.;\n`;

for (const [version, open] of [
  ['5.9', async () => editor59(file, text)],
  ['7', () => editor7(file, text)],
] as const) {
  test(`TypeScript ${version} shows title and link of every endpoint, and completes paths and names`, async (t) => {
    const editor = await open();
    t.after(() => editor.close());
    for (const [at, [path, { title, doc }]] of PATHS.entries()) {
      const expression = expressions[at] ?? '';
      const place = text.indexOf(`${expression}\n`) + expression.lastIndexOf('.') + 1;
      const shown = await editor.hover(place);
      assert.ok(shown.includes(title), `${path}: ${shown}`);
      assert.ok(doc === undefined || shown.includes(pageOf(WECOM, doc)), `${path}: ${shown}`);
    }
    const offered = await editor.completions(text.indexOf("''") + 1);
    const missing = PATHS.filter(([path]) => !offered.includes(path));
    assert.deepEqual(missing, []);
    const names = await editor.completions(text.indexOf('externalcontact.;') + 'externalcontact.'.length);
    assert.ok(names.includes('get') && names.includes('groupchat'), names.join());
  });
}
