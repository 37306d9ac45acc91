// What the page says, in the language of its reader.
import { currentLanguage } from '../settings.js';
import { en } from './en.js';
import { zh } from './zh.js';

/** @typedef {keyof typeof zh} Word */

/**
 * @param {Word} word
 * @param {Record<string, string | number>} [values] for what is in {braces}
 * @returns {string}
 */
export function t(word, values = {}) {
  const words = currentLanguage() === 'zh' ? zh : en;
  return words[word].replace(/\{(\w+)\}/g, (_all, name) => String(values[name] ?? ''));
}

/** For what others name: their own word when there is none of ours. @param {string} word @param {string} otherwise */
export function wordOr(word, otherwise) {
  return isWord(word) ? t(word) : otherwise;
}

/** @param {string} word @returns {word is Word} */
function isWord(word) {
  return Object.hasOwn(zh, word);
}
