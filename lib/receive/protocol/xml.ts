import { Parser } from 'xml2js';
import { read } from '../../core/property';
import { DEEPEST, type Fields, scanXML } from './xml_scanner';

const PARSE_ERROR = -40002;

/**
 * The fields in the root `<xml>` of a text. Values are trimmed, an element that comes once is a string or an object,
 * one that comes again a list of them. Throws a `BadMessage…` error, also for a text that is longer than `longestOdd`
 * and not written as WeCom does.
 */
export function parseXML(text: string, longestOdd = Number.POSITIVE_INFINITY): Fields {
  const scanned = scanXML(text);
  if (scanned) return scanned;
  if (text.length > longestOdd) throw badMessage(new Error('The text is no XML of WeCom'), PARSE_ERROR);
  return fieldsOf(read(parsed(text), 'xml'), DEEPEST);
}

/** What xml2js makes of a text, or rather of its first root. Attributes are kept, for they tell an element from a text. */
function parsed(text: string): unknown {
  let outcome: { root: unknown } | { err: unknown } | undefined;
  const stop = new Error('The outcome is known');
  const parser = new Parser({ trim: true });
  // The parser would go on to the end of the text, and make an error of every sign behind the first one.
  const settle = (found: typeof outcome) => {
    outcome ??= found;
    throw stop;
  };
  parser.on('end', (root: unknown) => settle({ root }));
  parser.on('error', (err: unknown) => settle({ err }));
  try {
    parser.parseString(text);
  } catch (err) {
    if (err !== stop) throw badMessage(err, PARSE_ERROR);
  }
  if (!outcome || 'err' in outcome) throw badMessage(read(outcome, 'err'), PARSE_ERROR);
  if (outcome.root === null) throw badMessage(new Error('There is no XML in the text'), PARSE_ERROR);
  return outcome.root;
}

/** The fields of a message written in JSON, as they are, except for what `parseXML` leaves out too. */
export function parseJSON(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (err) {
    throw badMessage(err, PARSE_ERROR);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badMessage(new Error('The text is not a JSON object'), PARSE_ERROR);
  }
  return cleaned(value, DEEPEST) as Fields;
}

/** The error for a request that is not what WeCom sends: under a name that tells, for the application to answer with 400. */
export function badMessage(err: unknown, code?: number): Error {
  const error = err instanceof Error ? err : new Error(String(err));
  Object.assign(error, { name: `BadMessage${error.name}`, status: 400, statusCode: 400 });
  return code === undefined ? error : Object.assign(error, { code });
}

/** `element` is what xml2js makes of one: a string, or an object of lists. */
function fieldsOf(element: unknown, depth: number): Fields {
  if (depth === 0) throw tooDeep();
  const fields: Fields = {};
  for (const key of Object.keys(Object(element))) {
    const values = read(element, key);
    if (key === '__proto__' || !Array.isArray(values)) continue;
    // An element named like a member of every object comes with that member in front.
    const own = values.filter((value) => typeof value !== 'function');
    const formatted = own.map((value) => (typeof value === 'string' ? value.trim() : fieldsOf(value, depth - 1)));
    fields[key] = formatted.length === 1 ? formatted[0] : formatted;
  }
  return fields;
}

function cleaned(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) throw tooDeep();
  if (Array.isArray(value)) return value.map((one) => cleaned(one, depth - 1));
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(entries.map(([key, one]) => [key, cleaned(one, depth - 1)]));
}

function tooDeep(): Error {
  return badMessage(new Error('The message is nested too deeply'), PARSE_ERROR);
}
