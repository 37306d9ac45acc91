// What joins the parts: `Params` and `Answers` of all, which endpoints need no parameters or answer in pages, and the
// tree of names, printed out so that editors show title and link.
import { comment, endpointLines } from './comment';
import { identifier } from './declarations';
import type { Family } from './families';
import { type Credential, type Endpoint, fieldsOf, isOpen, type Part, paramsOf } from './model';
import { pathsOf } from './read';

interface Node {
  path?: string;
  endpoint?: Endpoint;
  kids: Map<string, Node>;
}

export function printNamespace(
  parts: Part<Endpoint>[],
  credentials: Record<string, Credential>,
  family: Family,
): string {
  const paths = pathsOf(parts);
  const alias = (name: string) => `${name.replaceAll('-', '_')}_`;
  const all = (of: string) => parts.map(({ name }) => `${alias(name)}.${of}`).join(',\n    ');
  const optional = paths.filter(
    ([, endpoint]) => isOpen(endpoint) || fieldsOf(paramsOf(endpoint)).every((each) => each.optional),
  );
  const paged = paths.filter(([, endpoint]) => endpoint.page?.list);
  return `// Printed from the catalogue
import type { Call, File, InPages, Paged } from './call';
${parts.map(({ name }) => `import type * as ${alias(name)} from './${name}';\n`).join('')}
/** What each endpoint takes, by its path. */
export interface Params
  extends ${all('Params')} {}

/** What each endpoint answers, by its path. */
export interface Answers
  extends ${all('Answers')} {}

/** The endpoints that may be called without parameters. */
export interface Optional {
${optional.map(([path]) => `  '${path}': 1;\n`).join('')}}

/** The endpoints that answer in pages of a list, with where the items are: names of arrays, with dots below the top. */
export interface Pages {
${paged.map(([path, { page }]) => `  '${path}': '${page?.list}';\n`).join('')}}

/** Every endpoint by the segments of its path. */
export interface ${family.tree} {
${printNode(treeOf(paths, family), '  ', (endpoint) => endpointLines(endpoint, credentials, family))}}
`;
}

function treeOf(paths: [path: string, endpoint: Endpoint][], { root: before }: Family): Node {
  const root: Node = { kids: new Map() };
  for (const [path, endpoint] of paths) {
    let at = root;
    for (const segment of path.slice(path.startsWith(before) ? before.length : 0).split('/')) {
      const kid = at.kids.get(segment) ?? { kids: new Map() };
      at.kids.set(segment, kid);
      at = kid;
    }
    Object.assign(at, { path, endpoint });
  }
  return root;
}

/** The type of its function: one of templates/call.d.ts. */
function formOf({ page, download }: Endpoint): string {
  if (page) return page.list ? 'Paged' : 'InPages';
  return download ? 'File' : 'Call';
}

function printNode(node: Node, pad: string, linesOf: (endpoint: Endpoint) => string[]): string {
  let text = '';
  for (const [segment, { path, endpoint, kids }] of node.kids) {
    const own = endpoint ? `${formOf(endpoint)}<'${path}'>` : '';
    const says = endpoint ? comment(linesOf(endpoint), pad) : '';
    const inner = printNode({ kids }, `${pad}  `, linesOf);
    const type = [own, inner && `{\n${inner}${pad}}`].filter(Boolean).join(' & ');
    text += `${says}${pad}${identifier(segment)}: ${type};\n`;
  }
  return text;
}
