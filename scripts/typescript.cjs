// Lets `require` load TypeScript, for the tests: hundreds of processes start with it, and tsx, which can do more, costs each of them
// half a second. What was compiled is kept, by its content.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const KEPT = join(__dirname, '../node_modules/.cache/typescript');
const OPTIONS = {
  loader: 'ts',
  format: 'cjs',
  platform: 'node',
  target: 'node18',
  sourcemap: 'inline',
  sourcesContent: false,
  tsconfigRaw: { compilerOptions: { target: 'es2022' } },
};
const version = createHash('sha1').update(JSON.stringify(OPTIONS)).update(require('esbuild/package.json').version);

process.setSourceMapsEnabled(true);
require.extensions['.ts'] = (module, file) => module._compile(compiled(file), file);

function compiled(file) {
  const source = readFileSync(file, 'utf8');
  const kept = join(KEPT, version.copy().update(file).update('\0').update(source).digest('hex'));
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    return compile(file, source, kept);
  }
}

/** Other processes may compile the same file: each writes its own copy, and any will do. */
function compile(file, source, kept) {
  const { code } = require('esbuild').transformSync(source, { ...OPTIONS, sourcefile: file });
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(`${kept}.${process.pid}`, code);
  renameSync(`${kept}.${process.pid}`, kept);
  return code;
}
