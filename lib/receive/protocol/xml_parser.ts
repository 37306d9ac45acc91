import { Parser } from 'xml2js';
import { read } from '../../core/property';
import { badMessage, nestedTooDeeply, PARSE_ERROR } from './bad_message';
import { type Fields, MAX_DEPTH } from './fields';

/** The fields in the root `<xml>` of any XML, as xml2js reads it. */
export function parseAnyXML(text: string): Fields {
  return fieldsOf(read(rootOf(text), 'xml'), MAX_DEPTH);
}

/** What xml2js makes of a text, or rather of its first root. Attributes are kept, for they tell an element from a text. */
function rootOf(text: string): unknown {
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

/** `element` is what xml2js makes of one: a string, or an object of lists. */
function fieldsOf(element: unknown, depth: number): Fields {
  if (depth === 0) throw nestedTooDeeply();
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
