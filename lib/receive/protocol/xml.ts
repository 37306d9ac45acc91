import { badMessage, PARSE_ERROR } from './bad_message';
import type { Fields } from './fields';
import { scanXML } from './xml_scanner';

/**
 * The fields in the root `<xml>` of a text. Values are trimmed, an element that comes once is a string or an object,
 * one that comes again a list of them. Throws a `BadMessage…` error, also for a text that is longer than `maxForeign`
 * and not written as WeCom does.
 */
export function parseXML(text: string, maxForeign = Number.POSITIVE_INFINITY): Fields {
  const scanned = scanXML(text);
  if (scanned) return scanned;
  if (text.length > maxForeign) throw badMessage(new Error('The text is no XML of WeCom'), PARSE_ERROR);
  // xml2js is loaded when it is needed first, which it hardly ever is.
  const { parseAnyXML }: typeof import('./xml_parser') = require('./xml_parser');
  return parseAnyXML(text);
}
