import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript-5.9';

// Every export of the package has a doc comment, which editors show.

const SOURCE = join(__dirname, '../src');
const FILES =
  `index model/bounds model/clock model/company config/config model/events api/rate_limits model/records api/tokens
  model/traffic model/trouble model/wire callback/index callback/phone callback/menu callback/press callback/samples
  drill/options drill/scorecard drill/words sandbox`.split(/\s+/);

/** Exports and members of exports without a doc comment, such as `Phone.text`. */
function silentIn(file: string): string[] {
  const path = join(SOURCE, `${file}.ts`);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const silent: string[] = [];
  for (const statement of source.statements) {
    if (!ts.canHaveModifiers(statement) || !ts.getModifiers(statement)?.some(isExport)) continue;
    if (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) {
      const name = statement.name?.text ?? '';
      if (!hasWords(statement)) silent.push(name);
      silent.push(...statement.members.filter(isSilent).map((member) => `${name}.${member.name?.getText() ?? ''}`));
    } else if (ts.isTypeAliasDeclaration(statement) || ts.isFunctionDeclaration(statement)) {
      if (!hasWords(statement)) silent.push(statement.name?.text ?? '');
    }
  }
  return silent;
}

function isExport({ kind }: ts.ModifierLike): boolean {
  return kind === ts.SyntaxKind.ExportKeyword;
}

function isSilent(member: ts.TypeElement | ts.ClassElement): boolean {
  if (ts.isConstructorDeclaration(member) || (member.name && ts.isPrivateIdentifier(member.name))) return false;
  return !hasWords(member);
}

function hasWords(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).some((doc) => ts.isJSDoc(doc) && doc.comment !== undefined);
}

for (const file of FILES) {
  test(`all that ${file}.ts gives out says what it is`, () => {
    assert.deepEqual(silentIn(file), []);
  });
}
