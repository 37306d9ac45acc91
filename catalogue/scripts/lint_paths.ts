import { type Family, WECOM } from './families';
import { type Endpoint, type Fields, fieldsOf, type Page, type Part, paramsOf } from './model';
import { type Catalogue, pathsOf, readCredentials } from './read';

/** Rules of endpoints and callbacks as a whole. */
export function pathRules({ endpoints, callbacks }: Catalogue, family: Family = WECOM): string[] {
  const paths = pathsOf(endpoints);
  const wrong = [...tokensOf(paths, family), ...kindsOf(callbacks)];
  // Names leave the root out.
  const unique = new Set(paths.map(([path]) => path.replace(family.root, ''))).size;
  if (unique !== family.endpoints || paths.length !== family.endpoints)
    wrong.push(`${paths.length} endpoints, ${unique} of them different; ${family.endpoints} are known`);
  const count = callbacks.reduce((sum, { entries }) => sum + Object.keys(entries).length, 0);
  if (count !== family.callbacks) wrong.push(`${count} callbacks; ${family.callbacks} are known`);
  for (const part of endpoints) {
    for (const [path, endpoint] of Object.entries(part.entries)) {
      const both = Object.keys(endpoint.query ?? {}).filter((name) => name in (endpoint.body ?? {}));
      if (both.length > 0) wrong.push(`${path}: ${both} in query and body`);
      if (endpoint.doc !== undefined && !family.pages.doc.test(String(endpoint.doc)))
        wrong.push(`${path}: no page ${endpoint.doc}`);
      if (endpoint.page) wrong.push(...pageRules(path, endpoint, endpoint.page, part));
    }
  }
  return wrong;
}

function tokensOf(paths: [path: string, endpoint: Endpoint][], family: Family): string[] {
  const credentials = readCredentials(family);
  const known = new Set(paths.map(([path]) => path));
  const kinds = paths.flatMap(([path, { token }]) =>
    token && token !== 'none' && !credentials[token] ? [`${path}: no credential ${token}`] : [],
  );
  const fetches = Object.entries(credentials).flatMap(([kind, { fetch }]) =>
    known.has(fetch) ? [] : [`${kind}: no endpoint ${fetch}`],
  );
  return [...kinds, ...fetches];
}

function kindsOf(callbacks: Catalogue['callbacks']): string[] {
  const common = new Set(callbacks.flatMap((part) => Object.keys(part.common)));
  return callbacks.flatMap(({ entries }) =>
    Object.entries(entries).flatMap(([key, { kind, event, infoType, extends: base }]) => {
      if (base && !common.has(base)) return [`${key}: extends ${base}, which there is not`];
      if (kind === 'event' && !event) return [`${key}: an event without its name`];
      return kind === 'suite' && !infoType ? [`${key}: a notice without its infoType`] : [];
    }),
  );
}

/** What `page` names is there. */
function pageRules(path: string, endpoint: Endpoint, page: Page, part: Part<Endpoint>): string[] {
  const missing = (fields: Fields | undefined, names: (string | undefined)[]) =>
    names.filter((name) => name !== undefined && !fieldsOf(fields).some((each) => each.name === name));
  const lost = [
    ...missing(paramsOf(endpoint), [page.from, page.offset, page.size]),
    ...missing(endpoint.answer, [page.next, page.more, page.end, page.total]),
  ];
  if (page.list && !isList(endpoint.answer, page.list.split('.'), part)) lost.push(page.list);
  return lost.map((name) => `${path}: its page names ${name}, which it does not have`);
}

function isList(fields: Fields | undefined, [first, ...rest]: string[], part: Part<Endpoint>): boolean {
  const found = fieldsOf(fields).find(({ name }) => name === first)?.field;
  if (!found || rest.length === 0) return found?.items !== undefined;
  return isList(found.properties ?? (found.$ref ? part.types[found.$ref]?.properties : undefined), rest, part);
}
