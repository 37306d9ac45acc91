// The last step of a build: in the declarations, the methods of the chapters are types of one declaration each, such as
// `Fixed<[userid: Id], Profile>`. Here they are written out as methods with their forms, so that editors show the doc
// comment and the names of the parameters, compilers complain in one line, and subclasses override them as methods.
// `node scripts/print_methods.mjs wechat-api` does it for that package of the workspace.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

// TypeScript 7 has no API to ask.
const ts = createRequire(import.meta.url)('typescript-5.9');

/** The engine as the other packages import it. */
const ENGINE = 'wechat-enterprise-api/core';
const root = fileURLToPath(new URL('..', import.meta.url));
const [own = '.'] = process.argv.slice(2);
const folder = join(root, own, 'dist/lib');
const files = readdirSync(folder)
  .filter((name) => /^api_.*\.d\.ts$/.test(name))
  .map((name) => join(folder, name));

const program = ts.createProgram(files, {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  exactOptionalPropertyTypes: true,
  types: ['node'],
});
const checker = program.getTypeChecker();
const printer = ts.createPrinter();

for (const file of files) {
  const source = program.getSourceFile(file);
  writeFileSync(file, printed(source));
}

/** The text of a declaration file with its methods written out, and what they name imported. */
function printed(source) {
  let text = readFileSync(source.fileName, 'utf8');
  for (const property of propertiesOf(source).reverse()) {
    const forms = checker.getTypeAtLocation(property.name).getCallSignatures();
    if (forms.length === 0) continue;
    const lines = forms.map((form) => printedForm(property, form, source));
    text = text.slice(0, property.getStart(source)) + lines.join('\n    ') + text.slice(property.end);
  }
  return withImports(text);
}

/** `import("/where/ever/lib/core/types").Callback<R>` → `Callback<R>`, and an import of it. */
function withImports(text) {
  const imports = new Map();
  const named = text.replace(/import\("([^"]+)"\)\.(\w+)/g, (_, path, name) => {
    const place = relative(folder, path).split(sep).join('/');
    imports.set(name, place.startsWith('..') ? ENGINE : `./${place}`);
    return name;
  });
  const missing = [...imports].filter(([name]) => !new RegExp(`^import .*\\b${name}\\b`, 'm').test(text));
  return missing.map(([name, path]) => `import type { ${name} } from '${path}';\n`).join('') + named;
}

/** The members of the chapter that a file exports. */
function propertiesOf(source) {
  const literals = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap(({ type }) => (type && ts.isIntersectionTypeNode(type) ? [...type.types] : [type]));
  return literals
    .filter((type) => type && ts.isTypeLiteralNode(type))
    .flatMap(({ members }) => members.filter(ts.isPropertySignature));
}

function printedForm(property, form, source) {
  const flags = ts.NodeBuilderFlags.NoTruncation;
  const node = checker.signatureToSignatureDeclaration(form, ts.SyntaxKind.MethodSignature, property, flags);
  const named = ts.factory.updateMethodSignature(
    node,
    undefined,
    ts.factory.createIdentifier(property.name.text),
    undefined,
    node.typeParameters,
    node.parameters,
    node.type,
  );
  // Of the types of Node, the older ones know no parameter of Buffer.
  return printer.printNode(ts.EmitHint.Unspecified, named, source).replaceAll('Buffer<ArrayBufferLike>', 'Buffer');
}
