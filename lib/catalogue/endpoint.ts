import {
  chapter,
  download,
  get,
  method,
  post,
  postDownload,
  postStream,
  postWithQuery,
  stream,
  uploadAs,
} from '../core/endpoint';
import type { Declared } from '../core/endpoint/declare';
import { Path } from '../core/endpoint/path';
import { read } from '../core/property';
import { holdStream, isFileData } from '../http/upload';
import { checkedFile, noPath, otherToken, unknownPath } from './refusals';
import type { Source } from './source';
import { type Row, rowsOf } from './table';

/** An endpoint as a method: to be called on an api, with parameters and perhaps a callback. */
export type Method = (this: object, ...args: unknown[]) => unknown;

/** A path that says its verb: what the catalogue lacks, or has wrong. */
const RAW = /^(GET|POST) (\S+)$/;

const FILES = { GET: download, POST: postDownload };
const STREAMS = { GET: stream, POST: postStream };

/** The endpoints of one catalogue, made into methods as they are called. */
export class Endpoints {
  readonly source: Source;
  readonly #methods = new Map<string, Method>();
  readonly #streams = new Map<string, Method>();
  #rows: ReadonlyMap<string, Row> | undefined;

  constructor(source: Source) {
    this.source = source;
  }

  get rows(): ReadonlyMap<string, Row> {
    this.#rows ??= rowsOf(this.source.table());
    return this.#rows;
  }

  /** The method of a path of the catalogue, or of any path with its verb before it. */
  methodAt(given: string): Method {
    if (typeof given !== 'string') return failing('call', () => noPath(given));
    const known = this.#methods.get(given);
    if (known) return known;
    const [, verb, path] = RAW.exec(given) ?? [];
    if (path !== undefined) return verb === 'GET' ? this.#methodOf(path, { verb }) : this.#posting(path);
    const row = this.rows.get(given);
    if (!row) return failing(given, () => unknownPath(given, this.rows.keys()));
    const made = this.#methodOf(given, row);
    this.#methods.set(given, made);
    return made;
  }

  /** The method by which a file of the catalogue comes as a stream. */
  streamAt(path: string): Method {
    const row = this.rows.get(path) ?? {};
    const made = this.#streams.get(path) ?? named(path, STREAMS[row.verb ?? 'POST'](pathOf(path, row), given));
    this.#streams.set(path, made);
    return made;
  }

  /** A POST that the catalogue does not know. A file among its parameters makes it an upload. */
  #posting(path: string): Method {
    const methodOf = (row: Row) => this.#methodOf(path, row);
    const row: Row = path.includes('?') ? { query: [] } : {};
    return function (this: object, ...args) {
      const [file] = Object.entries(Object(args[0])).find(([, value]) => isFileData(value)) ?? [];
      return Reflect.apply(methodOf(file === undefined ? row : { ...row, file }), this, args);
    };
  }

  #methodOf(path: string, row: Row): Method {
    const { token = 'access_token', file, verb = 'POST' } = row;
    const { credentials, files = FILES } = this.source;
    if (token !== 'access_token' && token !== 'none')
      return failing(path, () => otherToken(path, token, credentials()));
    if (file !== undefined) return uploading(path, row, file);
    const to = pathOf(path, row);
    if (row.download) return named(path, files[verb](to, given));
    if (verb === 'GET') return named(path, get(to, said));
    return named(path, row.query ? postWithQuery(to, given) : post(to, given));
  }
}

/** Query parameters that have no value are left out. */
function pathOf(path: string, { query = [], token }: Row): Path {
  const url = query.length > 0 ? `${path}?${query.map((name) => `${name}?`).join('&')}` : path;
  return new Path(url, token !== 'none');
}

/** An upload; where the file may be left out, a POST of JSON without it. */
function uploading(path: string, row: Row, part: string): Method {
  const file = part.replace('?', '');
  const to = pathOf(path, row);
  const fileIn = (params?: unknown) => ({
    ...Object(params),
    before: textsIn(params, row.form),
    file: checkedFile(file, read(params, file)),
  });
  const upload = named(path, uploadAs(file)(to, fileIn));
  const without = part === file ? upload : named(path, postWithQuery(to, given));
  return function (this: object, ...args) {
    const content = read(args[0], file);
    holdStream(content);
    return Reflect.apply(content === undefined ? without : upload, this, args);
  };
}

/** The texts that go before a file; what is not a text goes as JSON. */
function textsIn(params: unknown, names: readonly string[] = []): Record<string, string> {
  const texts = names.map((name) => [name, read(params, name)] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    texts.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
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
