import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import ts = require('typescript-5.9');

// What an editor shows of the receive side and the stores: every name that users may write has a text.

const dist = join(__dirname, '../../../dist/lib');
const files = ['receive/index.d.ts', 'stores/memory.d.ts', 'stores/store.d.ts'].map((file) => join(dist, file));

function program(): ts.Program {
  assert.ok(files.every(existsSync), 'dist/ is missing: npm run build');
  return ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    strict: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(__dirname, '../../../node_modules/@types')],
  });
}

/** The names without a text, of what a file exports and of the members of that, two deep. */
function silent(checker: ts.TypeChecker, file: ts.SourceFile): string[] {
  const module = checker.getSymbolAtLocation(file);
  assert.ok(module, file.fileName);
  return [...checker.getExportsOfModule(module), ...valuesOf(module, checker)].flatMap((symbol) => {
    const own = isOurs(symbol) && !isSaid(symbol, checker) ? [symbol.name] : [];
    return [...own, ...membersOf(symbol, checker).map((name) => `${symbol.name}.${name}`)];
  });
}

/** What stands on the function that the module is, if it is one. */
function valuesOf(module: ts.Symbol, checker: ts.TypeChecker): ts.Symbol[] {
  const whole = module.exports?.get(ts.InternalSymbolName.ExportEquals);
  return whole ? checker.getPropertiesOfType(checker.getTypeOfSymbol(whole)) : [];
}

function membersOf(symbol: ts.Symbol, checker: ts.TypeChecker): string[] {
  if (!(symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class | ts.SymbolFlags.TypeAlias))) return [];
  const members = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
  return members.filter((member) => isOurs(member) && !isSaid(member, checker)).map(({ name }) => name);
}

function isSaid(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  return symbol.getDocumentationComment(checker).length > 0;
}

/** What WeCom names, and what is private or of other packages, needs no text of ours. */
function isOurs({ declarations = [], name }: ts.Symbol): boolean {
  const declared = declarations.filter((declaration) => !declaration.getSourceFile().fileName.includes('callbacks/'));
  return declared.some((one) => one.getSourceFile().fileName.startsWith(dist)) && !/^[_#]|^default$/.test(name);
}

test('every export of the receive side and of the stores, and each of their members, has a text for hovering', () => {
  const built = program();
  const checker = built.getTypeChecker();
  const names = files.flatMap((file) => {
    const source = built.getSourceFile(file);
    assert.ok(source);
    return silent(checker, source);
  });
  assert.deepEqual(names, []);
});

test('the texts that are looked for are those that an editor shows', () => {
  const built = program();
  const checker = built.getTypeChecker();
  const source = built.getSourceFile(join(dist, 'receive/index.d.ts'));
  const symbols = valuesOf(checker.getSymbolAtLocation(source ?? assert.fail()) ?? assert.fail(), checker);
  const shown = (name: string) =>
    ts.displayPartsToString(symbols.find((symbol) => symbol.name === name)?.getDocumentationComment(checker));
  assert.match(shown('List'), /menu/);
  assert.match(shown('API'), /client/);
  for (const name of ['text', 'event', 'info', 'bot', 'koa', 'reply']) assert.notEqual(shown(name), '', name);
});
