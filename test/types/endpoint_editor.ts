import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Family, pageOf } from '../../catalogue/scripts/families';
import { pathsOf, readEndpoints } from '../../catalogue/scripts/read';
import { editor7, editor59 } from './language_services';

/** What an editor is given. */
interface Typed {
  /** The package that it imports. */
  name: string;
  /** Of that package; the declarations are those of its `dist/`, which `npm test` has built. */
  home: string;
  family: Family;
  /** The expression of an endpoint. */
  byName(path: string): string;
  /** A name that ends with a dot, and what has to be offered behind it. */
  unfinished: string;
  offered: readonly string[];
}

/** The editors, by the version of TypeScript that is in them. */
export const EDITORS = [
  ['5.9', editor59],
  ['7', editor7],
] as const;

/** Looks at what an editor shows of calls by path, and at what it completes. */
export async function checkEditor(t: TestContext, open: (typeof EDITORS)[number][1], typed: Typed): Promise<void> {
  const { name, home, family, byName, unfinished, offered } = typed;
  const file = join(home, 'in_an_editor.ts');
  const paths = pathsOf(readEndpoints(family));
  const expressions = paths.map(([path]) => `void ${byName(path)};`);
  const head = `import API = require('${name}');\ndeclare const api: API;\n`;
  const text = `${head}${expressions.join('\n')}\napi.call('',);\n${unfinished};\n`;

  const editor = await open(file, text);
  t.after(() => editor.close());
  for (const [at, [path, { title, doc }]] of paths.entries()) {
    const expression = expressions[at] ?? '';
    const place = text.indexOf(`${expression}\n`) + expression.lastIndexOf('.') + 1;
    const shown = await editor.hover(place);
    assert.ok(shown.includes(title), `${path}: ${shown}`);
    assert.ok(doc === undefined || shown.includes(pageOf(family, doc)), `${path}: ${shown}`);
  }
  const completed = await editor.completions(text.indexOf("''") + 1);
  assert.deepEqual(
    paths.filter(([path]) => !completed.includes(path)),
    [],
  );
  const names = await editor.completions(text.indexOf(`${unfinished};`) + unfinished.length);
  for (const one of offered) assert.ok(names.includes(one), names.join());
}
