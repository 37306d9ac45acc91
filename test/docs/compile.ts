import { join } from 'node:path';
import { ROOT, type Snippet } from './documents';

import ts = require('typescript-5.9');

const AMBIENT = ['test/docs/ambient.d.ts', 'test/helpers/tunnel.d.ts'].map((path) => join(ROOT, path));

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  types: ['node'],
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
  noEmit: true,
  // A reader's JavaScript has parameters without types.
  noImplicitAny: false,
};

/** What the compiler says of the snippets, each taken for a file of its own that lies in the package. */
export function compile(snippets: readonly Snippet[], ambient: readonly string[] = AMBIENT): string[] {
  const files = new Map(snippets.map((snippet, at) => [join(ROOT, `snippet_${at}.${extensionOf(snippet)}`), snippet]));
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name)?.text ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = files.get(name)?.text;
    return text === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...ambient, ...files.keys()], OPTIONS, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const place = files.get(file?.fileName ?? '')?.place ?? file?.fileName;
    const line = file?.text.slice(start).split('\n')[0];
    return `${place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')} (${line})`;
  });
}

/** The module system is the one whose words the snippet uses. */
function extensionOf({ language, text }: Snippet): string {
  if (language === 'ts') return 'mts';
  return text.includes('require(') ? 'cjs' : 'mjs';
}
