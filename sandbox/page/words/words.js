// What the page says, in the language of its reader.
import { meaningOf } from '../errcodes/index.js';
import { currentLanguage } from '../settings.js';
import { admin } from './admin.js';
import { drawing } from './drawing.js';
import { drill } from './drill.js';
import { en } from './en.js';
import { failures } from './failures.js';
import { home } from './home.js';
import { warnings } from './warnings.js';
import { wire } from './wire.js';
import { zh } from './zh.js';

const WORDS = {
  zh: { ...zh, ...admin.zh, ...drawing.zh, ...drill.zh, ...home.zh, ...warnings.zh, ...wire.zh, ...failures.zh },
  en: { ...en, ...admin.en, ...drawing.en, ...drill.en, ...home.en, ...warnings.en, ...wire.en, ...failures.en },
};

/** @typedef {keyof typeof WORDS.zh} Word */

/**
 * @param {Word} word
 * @param {Readonly<Record<string, string | number>>} [values] for what is in {braces}
 * @returns {string}
 */
export function t(word, values = {}) {
  return WORDS[currentLanguage()][word].replace(/\{(\w+)\}/g, (_all, name) => String(values[name] ?? ''));
}

/** For what others name: their own word when there is none of ours. @param {string} word @param {string} otherwise */
export function wordOr(word, otherwise) {
  return isWord(word) ? t(word) : otherwise;
}

/**
 * Why something failed, in the reader's language; in the server's words when the code is not known.
 * @param {{ code: string, params?: Readonly<Record<string, string | number>> } | undefined} reason
 * @param {string} otherwise
 */
export function failureWords(reason, otherwise) {
  const word = `failure_${reason?.code ?? ''}`;
  const errcode = Number(reason?.params?.errcode ?? 0);
  if (isWord(word)) return t(word, { ...reason?.params, meaning: meaningOf(errcode) });
  // A code of the system's own, which is a rare one.
  return reason?.params?.words === undefined ? otherwise : t('failure_network', reason.params);
}

/** What the real WeCom would do. @param {import('../types.js').Warning} warning */
export function warningWords({ code, params }) {
  const { unit } = params;
  return t(`warning_${code}`, { ...params, ...(unit !== undefined && { unit: wordOr(`unit_${unit}`, String(unit)) }) });
}

/** @param {string} word @returns {word is Word} */
function isWord(word) {
  return Object.hasOwn(WORDS.zh, word);
}
