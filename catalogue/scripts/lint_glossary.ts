import { type Family, WECOM } from './families';
import { plain, singular } from './glossary';
import { type Callback, type Endpoint, type Field, type Part, walkPart } from './model';
import { type Catalogue, filesOf, readYaml } from './read';

type Words = Record<string, string>;

const LONGEST_PHRASE = 16;

/** Phrases that are too long, and those that no field needs. */
export function glossaryRules(catalogue: Catalogue, family: Family = WECOM): string[] {
  const used = usesOf([...catalogue.endpoints, ...catalogue.callbacks]);
  const names = filesOf('glossary', family).filter((path) => path.includes('/names-'));
  const { chapters, parents } = readYaml<Record<'chapters' | 'parents', Record<string, Words>>>(
    'glossary/contexts.yaml',
    family,
  );
  return [
    ...names.flatMap((path) => rulesOf(readYaml(path, family), '', (name) => used.names.has(plain(name)))),
    ...rulesOf(readYaml('glossary/values.yaml', family), 'value ', (value) => used.values.has(value)),
    ...Object.entries(chapters).flatMap(([chapter, words]) =>
      rulesOf(words, `${chapter} `, (name) => used.parts.some((each) => isIn(each, chapter, plain(name)))),
    ),
    ...Object.entries(parents).flatMap(([parent, words]) =>
      rulesOf(words, `${parent} `, (name) => used.parents.has(`${singular(parent)} ${plain(name)}`)),
    ),
  ];
}

function rulesOf(words: Words, where: string, isUsed: (name: string) => boolean): string[] {
  return Object.entries(words).flatMap(([name, phrase]) => {
    if (!isUsed(name)) return [`glossary: ${where}${name} is not used`];
    return [...phrase].length > LONGEST_PHRASE
      ? [`glossary: ${where}${name} has more than ${LONGEST_PHRASE} characters`]
      : [];
  });
}

function isIn([part, name]: readonly [part: string, name: string], chapter: string, wanted: string): boolean {
  return name === wanted && (part === chapter || part.startsWith(`${chapter}-`) || part.startsWith(`${chapter}/`));
}

function usesOf(all: Part<Endpoint | Callback>[]) {
  const names = new Set<string>();
  const parents = new Set<string>();
  const values = new Set<string>();
  const parts: (readonly [part: string, name: string])[] = [];
  const note = (field: Field) => {
    for (const value of field.enum ?? []) values.add(String(value));
  };
  for (const part of all) {
    Object.values(part.types).forEach(note);
    walkPart(part, ({ name, field }, parent) => {
      const key = plain(name);
      names.add(key);
      parents.add(`${singular(parent)} ${key}`);
      parts.push([part.name, key]);
      note(field);
      note(field.items ?? {});
    });
  }
  return { names, parents, values, parts };
}
