import { type Family, WECOM } from './families';
import type { Field } from './model';
import { filesOf, readYaml } from './read';

type Words = Record<string, string>;

interface Contexts {
  chapters: Record<string, Words>;
  parents: Record<string, Words>;
}

/** What names and values mean, in Chinese. */
export interface Glossary {
  /** `part`: the file that the field is in; `parent`: the field or type that holds it. */
  describe(name: string, parent: string, part: string): string | undefined;
  /** What the values of an enum mean, in their order, where all are known. */
  meanings(field: Field): string[] | undefined;
}

/** Upper case and underscores do not tell names apart: WeCom writes userid, user_id and UserID. */
export function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** The parent of an item is named after its list. */
export function singular(name: string): string {
  return plain(name).replace(/(list|s)$/, '');
}

function words(given: Words): Map<string, string> {
  return new Map(Object.entries(given).map(([name, phrase]) => [plain(name), phrase]));
}

export function readGlossary(family: Family = WECOM): Glossary {
  const names = new Map(
    filesOf('glossary', family)
      .filter((path) => path.includes('/names-'))
      .flatMap((path) => [...words(readYaml<Words>(path, family))]),
  );
  const contexts = readYaml<Contexts>('glossary/contexts.yaml', family);
  const values = readYaml<Words>('glossary/values.yaml', family);
  const chapters = Object.entries(contexts.chapters).map(([name, own]) => ({ name, own: words(own) }));
  const parents = new Map(Object.entries(contexts.parents).map(([name, own]) => [singular(name), words(own)]));
  const chapterOf = (part: string) =>
    chapters.find(({ name }) => part === name || part.startsWith(`${name}-`) || part.startsWith(`${name}/`))?.own;
  return {
    describe(name, parent, part) {
      const key = plain(name);
      return parents.get(singular(parent))?.get(key) ?? chapterOf(part)?.get(key) ?? names.get(key);
    },
    meanings(field) {
      if (field.meanings || !field.enum) return field.meanings;
      const known = field.enum.map((value) => values[value]);
      return known.every((each) => each !== undefined) ? known : undefined;
    },
  };
}
