// Finds circular imports, those of types as well: `npm run check` fails while there is one.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-5.9';

const root = fileURLToPath(new URL('..', import.meta.url));
const PLACES = ['index.ts', 'lib', 'catalogue', 'wechat-api/lib', 'sandbox/src', 'sandbox/page'];
const ENDINGS = ['', '.ts', '.d.ts', '.js', '/index.ts', '/index.js'];

/** Types of JavaScript, which the compiler's quick look does not see. */
const JSDOC = /import\('([^']+)'\)/g;

const cycles = cyclesOf(graphOf(PLACES.flatMap(sourcesIn)));
for (const cycle of cycles) console.error(`circular: ${cycle.map((file) => relative(root, file)).join(' → ')}`);
console.log(`circular imports: ${cycles.length}`);
if (cycles.length > 0) process.exitCode = 1;

function sourcesIn(place) {
  const path = join(root, place);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return (
    readdirSync(path, { recursive: true, encoding: 'utf8' })
      // What is printed from the catalogue is read by no one but compilers.
      .filter((name) => /\.(ts|js)$/.test(name) && !/\bgenerated\b/.test(name))
      .map((name) => join(path, name))
  );
}

/** File → the files that it imports, in whatever form: import, export from, import(), require(), and types of these. */
function graphOf(files) {
  const known = new Set(files);
  return new Map(files.map((file) => [file, importsOf(file).filter((imported) => known.has(imported))]));
}

function importsOf(file) {
  const source = readFileSync(file, 'utf8');
  const inCode = ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName);
  const inComments = [...source.matchAll(JSDOC)].map(([, name]) => name);
  return [...inCode, ...inComments].filter((name) => name.startsWith('.')).map((name) => found(file, name));
}

function found(file, name) {
  const path = resolve(dirname(file), name);
  const sources = ENDINGS.map((ending) => path + ending).concat(path.replace(/\.js$/, '.ts'));
  return sources.find((source) => existsSync(source) && statSync(source).isFile());
}

/** One cycle for each import that leads back to a file on the way there. */
function cyclesOf(graph) {
  const done = new Set();
  const way = [];
  const cycles = [];
  for (const file of graph.keys()) follow(file);
  return cycles;

  function follow(file) {
    if (way.includes(file)) cycles.push([...way.slice(way.indexOf(file)), file]);
    if (done.has(file)) return;
    done.add(file);
    way.push(file);
    for (const imported of graph.get(file)) follow(imported);
    way.pop();
  }
}
