import type { Glossary } from './glossary';
import { walkPart } from './model';
import type { Catalogue } from './read';

/** A phrase this short says a thing in the only way there is: 成员账号. */
const SHORT = 8;

/** All descriptions in records of the documents. */
export function descriptionsOf(records: unknown): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'desc' && typeof inner === 'string') found.add(inner.trim());
        else visit(inner);
      }
    }
  };
  visit(records);
  return found;
}

/** Descriptions of ours that are longer than a phrase and stand so in the documents. */
export function borrowed(
  { endpoints, callbacks }: Catalogue,
  glossary: Glossary,
  theirs: ReadonlySet<string>,
): string[] {
  const same = new Set<string>();
  for (const part of [...endpoints, ...callbacks]) {
    walkPart(part, ({ name, field }, parent) => {
      const text = field.description ?? glossary.describe(name, parent, part.name) ?? '';
      if ([...text].length > SHORT && theirs.has(text)) same.add(`${name}: ${text} is in the words of the documents`);
    });
  }
  return [...same];
}
