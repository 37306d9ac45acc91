import type { Page } from './pages';

/** How an endpoint differs from a POST of JSON with an access_token. */
export interface Row {
  verb?: 'GET' | 'POST';
  /** The kind of token that it takes, or `none`. */
  token?: string;
  /** It answers with a file. */
  download?: 1;
  /** The parameters that go into the URL. */
  query?: string[];
  /** The parameter that is a file, and the name of its part. One that may be left out ends in `?`. */
  file?: string;
  /** The parameters that are texts before the file. */
  form?: string[];
  page?: Page;
}

const PLAIN: Row = {};

/** Every path of a catalogue, with 0 where nothing is special. */
export type Table = Readonly<Record<string, Row | 0>>;

export function rowsOf(table: Table): ReadonlyMap<string, Row> {
  return new Map(Object.entries(table).map(([path, row]) => [path, row || PLAIN]));
}
