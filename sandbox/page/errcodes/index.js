// What an errcode means, without asking anybody.
import { currentLanguage } from '../settings.js';
import { CHAPTERS } from './chapters.js';
import { FAMILIES, MORE } from './more.js';
import { TABLE } from './table.js';

const KNOWN = new Map([...TABLE, ...MORE, ...CHAPTERS].map(([code, zh, en]) => [code, { zh, en }]));

/** In the reader's language; '' for a code that nobody knows. @param {number} errcode */
export function meaningOf(errcode) {
  const language = currentLanguage();
  const known = KNOWN.get(errcode);
  if (known !== undefined) return known[language];
  const family = FAMILIES.find(([from, to]) => errcode >= from && errcode <= to);
  return family === undefined ? '' : family[language === 'zh' ? 2 : 3];
}
