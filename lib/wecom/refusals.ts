import { nearest } from './suggest';

/** How a kind of token is had: the catalogue's credentials.yaml. */
interface Credential {
  title: string;
  fetch: string;
}

/** A path that is not in the catalogue and does not say its verb. */
export function unknownPath(path: unknown, known: Iterable<string>): TypeError {
  if (typeof path !== 'string')
    return new TypeError(`path must be a string, got ${path === null ? 'null' : typeof path}.`);
  const meant = nearest(path, known);
  const suggestion = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  return new TypeError(
    `"${path}" is not a path of the catalogue.${suggestion} A path that it lacks is called with its verb: "POST some/path".`,
  );
}

/** An endpoint that takes another token than that of an app. */
export function otherToken(path: string, kind: string): TypeError {
  const credentials: Record<string, Credential> = require('./generated/credentials.json');
  const { title = '', fetch = '' } = credentials[kind] ?? {};
  return new TypeError(`${path} takes a ${kind} (${title}, from ${fetch}). This api has an access_token.`);
}
