import { badMessage, nestedTooDeeply, PARSE_ERROR } from './bad_message';
import { type Fields, MAX_DEPTH } from './fields';

/** Whether a text is JSON rather than XML. */
export function isJSON(text: string): boolean {
  return /^\s*\{/.test(text);
}

/** The fields of a message written in JSON, as they are, except for what `parseXML` leaves out too. */
export function parseJSONObject(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (err) {
    throw badMessage(err, PARSE_ERROR);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badMessage(new Error('The text is not a JSON object'), PARSE_ERROR);
  }
  return cleaned(value, MAX_DEPTH) as Fields;
}

function cleaned(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) throw nestedTooDeeply();
  if (Array.isArray(value)) return value.map((one) => cleaned(one, depth - 1));
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(entries.map(([key, one]) => [key, cleaned(one, depth - 1)]));
}
