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
  /** The parameter that is a file, and the name of its part. */
  file?: string;
  page?: Page;
}

const PLAIN: Row = {};

let table: ReadonlyMap<string, Row> | undefined;

/** Every path of the catalogue. Printed by the build, and read when something is called by path for the first time. */
export function rows(): ReadonlyMap<string, Row> {
  if (!table) {
    const printed: Record<string, Row | 0> = require('./generated/table.json');
    table = new Map(Object.entries(printed).map(([path, row]) => [path, row || PLAIN]));
  }
  return table;
}
