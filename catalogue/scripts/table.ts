import { type Endpoint, fieldsOf, type Page, type Part } from './model';
import { pathsOf } from './read';

/** How a call goes out where it is not a POST of JSON with an access_token. */
export interface Row {
  verb?: 'GET';
  token?: string;
  download?: 1;
  /** The parameters that go into the URL, but for those of a GET, which all do; of a download they are named. */
  query?: string[];
  /** The parameter that is a file, and the name of its part. One that may be left out ends in `?`. */
  file?: string;
  /** The parameters that are texts before the file. */
  form?: string[];
  page?: Page;
}

/** The run-time table: every path, with 0 where nothing is special. */
export function tableOf(parts: Part<Endpoint>[]): Record<string, Row | 0> {
  return Object.fromEntries(pathsOf(parts).map(([path, endpoint]) => [path, rowOf(endpoint)]));
}

function rowOf({ verb, token, download, query, body, page }: Endpoint): Row | 0 {
  const file = fieldsOf(body).find(({ field }) => field.format === 'binary');
  const texts = file ? fieldsOf(body).filter((each) => each !== file && each.name !== file.name) : [];
  const row: Row = {
    ...(verb && { verb }),
    ...(token && { token }),
    ...(download && { download: 1 }),
    ...(query && (verb !== 'GET' || download) && { query: fieldsOf(query).map(({ name }) => name) }),
    ...(file && { file: file.optional ? `${file.name}?` : file.name }),
    ...(texts.length > 0 && { form: texts.map(({ name }) => name) }),
    ...(page && { page: pageOf(page) }),
  };
  return Object.keys(row).length > 0 ? row : 0;
}

/** Without what only people want to know. */
function pageOf({ from, next, offset, more, end, list }: Page): Page {
  return {
    ...(from && { from }),
    ...(next && { next }),
    ...(offset && { offset }),
    ...(more && { more }),
    ...(end && { end }),
    ...(list && { list }),
  };
}
