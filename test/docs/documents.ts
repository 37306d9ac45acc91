import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export const ROOT = join(__dirname, '../..');
const CHINESE = '.zh-CN.md';

/** A fenced block. */
export interface Snippet {
  language: string;
  text: string;
  /** File and line, for complaints. */
  place: string;
}

/** One document of a package. */
export interface Document {
  /** Relative to the root: `docs/tokens.zh-CN.md`. */
  path: string;
  text: string;
  snippets: Snippet[];
  /** The text without its snippets. */
  prose: string;
}

/** The READMEs of a package and all of its docs/: whatever lies there, so that none is forgotten. `home`: its folder, that of the library unless given. */
export function documents(home = ''): Document[] {
  const depth = readdirSync(join(ROOT, home, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);
  return ['README.md', `README${CHINESE}`, ...depth].map((name) => read(posix.join(home, name)));
}

/** By the name of its file: there are two of a package. */
export function isReadme({ path }: Document): boolean {
  return posix.basename(path).startsWith('README');
}

/** The documents in English, each with its Chinese twin: undefined where there is none. */
export function twins(all: Document[]): [english: Document, chinese: Document | undefined][] {
  const english = all.filter(({ path }) => !path.endsWith(CHINESE));
  return english.map((each) => [each, all.find(({ path }) => path === each.path.replace(/\.md$/, CHINESE))]);
}

export function read(path: string): Document {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { path, text, snippets: snippetsOf(path, text), prose: text.replace(FENCED, '') };
}

const FENCED = /^```(\S*)\n([\s\S]*?)^```$/gm;

function snippetsOf(path: string, text: string): Snippet[] {
  return [...text.matchAll(FENCED)].map(({ 1: language = '', 2: code = '', index }) => {
    const line = text.slice(0, index).split('\n').length + 1;
    return { language, text: code, place: `${path}:${line}` };
  });
}

/** Where the links of a document lead. */
export function linksOf({ prose }: Document): string[] {
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** The names by which links reach the headings of a document, made as GitHub makes them. */
export function anchorsOf({ prose }: Document): string[] {
  return headingsOf(prose).map(({ title }) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

export function headingsOf(prose: string): { level: number; title: string }[] {
  return [...prose.matchAll(/^(#+) (.+)$/gm)].map(([, marks = '', title = '']) => ({ level: marks.length, title }));
}
