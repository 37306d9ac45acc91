// A CSV file as WeCom's templates have it: UTF-8, the first row names the columns.
import { fail } from '../protocol/errors';

/** A cell by its column's name; absent and empty are the same. */
export type Row = ReadonlyMap<string, string>;

/** Every row of a file that has a column of each of `required`, where `a/b` is one or the other. */
export function readRows(data: Buffer, required: string[]): Row[] {
  const [header = [], ...lines] = parsed(data);
  const names = header.map((name) => name.trim());
  const isThere = (choice: string) => choice.split('/').some((name) => names.includes(name));
  if (!required.every(isThere) || lines.length === 0) fail(40092);
  return lines.map((line) => new Map(names.map((name, index) => [name, line[index]?.trim() ?? ''])));
}

function parsed(data: Buffer): string[][] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(data);
    // Few programs import anything.
    const { parse }: typeof import('csv-parse/sync') = require('csv-parse/sync');
    return parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
  } catch {
    return fail(40092);
  }
}

/** The first of these columns that says something. */
export function cell(row: Row, ...names: string[]): string {
  return names.map((name) => row.get(name) ?? '').find((text) => text !== '') ?? '';
}

/** `1;2;3` */
export function cells(row: Row, name: string): string[] {
  return cell(row, name)
    .split(/[;；]/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
}
