import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';

import ts = require('typescript-5.9');

// Which file imports which, imports of types included.

const lib = join(__dirname, '../../lib');

function filesIn(folder: string): string[] {
  return readdirSync(join(lib, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));
}

/** The files that a file imports, from `lib/` on. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(lib, file), 'utf8'), true, true);
  const relatives = importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith('.'));
  return relatives.map((name) => {
    const path = resolve(lib, dirname(file), name);
    const found = [`${path}.ts`, join(path, 'index.ts')].find((candidate) => existsSync(candidate));
    assert.ok(found, `${file} imports ${name}, which is not there`);
    return relative(lib, found);
  });
}

const graph = new Map(['receive', 'stores'].flatMap(filesIn).map((file) => [file, importsOf(file)]));

/** The first way that leads back to where it came by. */
function cycleFrom(path: string[], cleared: Set<string>): string[] | undefined {
  const [last = ''] = path.slice(-1);
  if (path.indexOf(last) < path.length - 1) return path.slice(path.indexOf(last));
  if (cleared.has(last)) return undefined;
  for (const imported of graph.get(last) ?? []) {
    const cycle = cycleFrom([...path, imported], cleared);
    if (cycle) return cycle;
  }
  cleared.add(last);
  return undefined;
}

test('no file of receive or of the stores imports itself by way of others, not for types either', () => {
  assert.ok(graph.get('receive/protocol/xml.ts')?.includes('receive/protocol/xml_parser.ts'), 'require counts too');
  assert.ok(graph.get('receive/types/config.ts')?.includes('stores/store.ts'), 'types count too');
  const cleared = new Set<string>();
  for (const file of graph.keys()) assert.deepEqual(cycleFrom([file], cleared), undefined);
});

test('the protocol knows nothing of the flow, and neither of them of the adapters', () => {
  const wrong = [...graph].flatMap(([file, imported]) =>
    imported
      .filter(
        (one) =>
          (file.startsWith('receive/protocol/') && one.startsWith('receive/flow/')) ||
          (/^receive\/(protocol|flow)\//.test(file) && one.startsWith('receive/adapters/')),
      )
      .map((one) => `${file} imports ${one}`),
  );
  assert.deepEqual(wrong, []);
});
