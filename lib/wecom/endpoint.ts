import { chapter, download, get, method, post, postWithQuery, stream, uploadAs } from '../core/endpoint';
import type { Declared } from '../core/endpoint/declare';
import { Path } from '../core/endpoint/path';
import { read } from '../core/property';
import { holdStream, isFileData } from '../http/upload';
import { checkedFile, noPath, otherToken, unknownPath } from './refusals';
import { type Row, rows } from './table';

/** An endpoint as a method: to be called on an api, with parameters and perhaps a callback. */
export type Method = (this: object, ...args: unknown[]) => unknown;

/** A path that says its verb: what the catalogue lacks, or has wrong. */
const RAW = /^(GET|POST) (\S+)$/;

const methods = new Map<string, Method>();
const streams = new Map<string, Method>();

/** The method of a path of the catalogue, or of any path with its verb before it. */
export function methodAt(given: string): Method {
  if (typeof given !== 'string') return failing('call', () => noPath(given));
  const known = methods.get(given);
  if (known) return known;
  const [, verb, path] = RAW.exec(given) ?? [];
  if (path !== undefined) return verb === 'GET' ? methodOf(path, { verb }) : posting(path);
  const row = rows().get(given);
  if (!row) return failing(given, () => unknownPath(given, rows().keys()));
  const made = methodOf(given, row);
  methods.set(given, made);
  return made;
}

/** The method by which a file of the catalogue comes as a stream. */
export function streamAt(path: string): Method {
  const made = streams.get(path) ?? named(path, stream(pathOf(path, rows().get(path) ?? {}), given));
  streams.set(path, made);
  return made;
}

/** A POST that the catalogue does not know. A file among its parameters makes it an upload. */
function posting(path: string): Method {
  const row: Row = path.includes('?') ? { query: [] } : {};
  return function (this: object, ...args) {
    const [file] = Object.entries(Object(args[0])).find(([, value]) => isFileData(value)) ?? [];
    return Reflect.apply(methodOf(path, file === undefined ? row : { ...row, file }), this, args);
  };
}

function methodOf(path: string, row: Row): Method {
  const { token = 'access_token', file } = row;
  if (token !== 'access_token' && token !== 'none') return failing(path, () => otherToken(path, token));
  if (file !== undefined) return uploading(path, row, file);
  const to = pathOf(path, row);
  if (row.download) return named(path, download(to, given));
  if (row.verb === 'GET') return named(path, get(to, said));
  return named(path, row.query ? postWithQuery(to, given) : post(to, given));
}

/** Query parameters that have no value are left out. */
function pathOf(path: string, { query = [], token }: Row): Path {
  const url = query.length > 0 ? `${path}?${query.map((name) => `${name}?`).join('&')}` : path;
  return new Path(url, token !== 'none');
}

function uploading(path: string, row: Row, file: string): Method {
  const fileIn = (params?: unknown) => ({ ...Object(params), file: checkedFile(file, read(params, file)) });
  const upload = named(path, uploadAs(file)(pathOf(path, row), fileIn));
  return function (this: object, ...args) {
    holdStream(read(args[0], file));
    return Reflect.apply(upload, this, args);
  };
}

function given(params?: unknown): unknown {
  return params ?? {};
}

/** JSON leaves out what is undefined, and so does a URL. */
function said(params?: unknown): unknown {
  return Object.fromEntries(Object.entries(Object(params)).filter(([, value]) => value !== undefined));
}

function named(path: string, declared: Declared<[params?: unknown]>): Method {
  const [name = ''] = path.split('?');
  return Reflect.get(chapter({}, { [name]: declared.typed<Method>() }), name);
}

function failing(path: string, error: () => Error): Method {
  return method(path, 1, () => {
    throw error();
  });
}
