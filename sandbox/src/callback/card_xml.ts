// A template card as passive replies write it, in the names of message/send: HorizontalContentList/KeyName → horizontal_content_list[].keyname.
import { type Fields, isFields } from './xml';

/** One word to the API, though two to the XML. */
const NAMES = new Map([
  ['CheckBox', 'checkbox'],
  ['KeyName', 'keyname'],
  ['AppId', 'appid'],
  ['PagePath', 'pagepath'],
  ['UserId', 'userid'],
]);

const NUMBERS = new Set(['type', 'style', 'mode', 'desc_color', 'aspect_ratio']);
const FLAGS = new Set(['is_checked', 'disable']);

export function cardOf(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => entry(nameOf(name), value)));
}

function nameOf(name: string): string {
  return NAMES.get(name) ?? name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/** Lists are elements one after the other, of which there may be one. */
function entry(name: string, value: unknown): [string, unknown] {
  if (name.endsWith('_list')) return [name, [value].flat().map((one: unknown) => part(name, one))];
  return [name, part(name, value)];
}

function part(name: string, value: unknown): unknown {
  if (isFields(value)) return cardOf(value);
  if (NUMBERS.has(name)) return Number(value);
  if (FLAGS.has(name)) return value === 'true' || value === '1';
  return value;
}
