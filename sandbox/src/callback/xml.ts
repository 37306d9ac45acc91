// The XML inside and around callbacks: texts in CDATA, numbers plain, a list as one element after the other.
import { isTooDeep } from '../protocol/depth';
import { wrong } from './refusals';

/** Element names and what is in them: texts, numbers, further fields, or a list of those. */
export type Fields = Record<string, unknown>;

/** What no XML may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function writeXml(fields: Fields): string {
  return `<xml>${elements(fields)}</xml>`;
}

function elements(fields: object): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => [value].flat().map((one: unknown) => element(name, one)))
    .join('');
}

function element(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (!/^[A-Za-z_][\w.-]*$/.test(name)) throw new RangeError(`No element of XML has the name ${JSON.stringify(name)}.`);
  return `<${name}>${content(name, value)}</${name}>`;
}

function content(name: string, value: unknown): string {
  if (typeof value === 'object' && value !== null) return elements(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw new RangeError(`${name} can be no ${typeof value}.`);
  // 64 bits: too long for a number in JavaScript.
  if (name === 'MsgId' && /^\d+$/.test(value)) return value;
  return `<![CDATA[${value.replace(FORBIDDEN, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** The elements below `<xml>`; what occurs more than once is a list. Throws when it is no such XML. Loads the parser for the first one. */
export function readXml(text: string): Fields {
  let root: unknown;
  const { parseString }: typeof import('xml2js') = require('xml2js');
  parseString(text, { explicitArray: false, explicitRoot: true, ignoreAttrs: true }, (err, result: unknown) => {
    if (err) wrong(`it is no XML: ${err.message.split('\n', 1)[0]}`, 'sealed_xml');
    root = result;
  });
  const fields = isFields(root) ? root.xml : undefined;
  if (!isFields(fields)) wrong('it is no XML with the root <xml>', 'sealed_xml');
  if (isTooDeep(fields)) wrong('it is nested too deep', 'sealed_deep');
  return fields;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that has to be there. */
export function textOf(fields: unknown, name: string): string {
  const value = isFields(fields) ? fields[name] : undefined;
  if (typeof value !== 'string') wrong(`it has no ${name}`, 'sealed_missing', { field: name });
  return value;
}
