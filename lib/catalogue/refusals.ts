import { isFileData } from '../http/upload';
import { nearest, sameEnd } from './suggest';

/** How a kind of token is had: the catalogue's credentials.yaml. */
export interface Credential {
  title: string;
  fetch: string;
}

/** What is no path at all. */
export function noPath(path: unknown): TypeError {
  return new TypeError(`path must be a string, got ${kindOf(path)}.`);
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}

/** The file that is the parameter `name`. */
export function checkedFile(name: string, file: unknown): unknown {
  if (typeof file === 'string' || isFileData(file)) return file;
  throw new TypeError(`${name} must be a path or { data: Buffer | Readable, filename }, got ${kindOf(file)}.`);
}

/** A path that is not in the catalogue and does not say its verb. */
export function unknownPath(path: string, known: Iterable<string>): TypeError {
  const paths = [...known];
  const meant = sameEnd(path, paths) ?? nearest(path, paths);
  const suggestion = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  return new TypeError(
    `"${path}" is not a path of the catalogue.${suggestion} A path that it lacks is called with its verb: "POST some/path".`,
  );
}

/** An endpoint that takes another token than the api has. */
export function otherToken(path: string, kind: string, credentials: Readonly<Record<string, Credential>>): TypeError {
  const { title = '', fetch = '' } = credentials[kind] ?? {};
  return new TypeError(`${path} takes a ${kind} (${title}, from ${fetch}). This api has an access_token.`);
}
