// What the reader chose, and finds again at the next visit: language and theme.

const LANGUAGES = /** @type {const} */ (['zh', 'en']);
const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);

/** @param {string} name */
function stored(name) {
  try {
    return localStorage.getItem(`sandbox.${name}`) ?? '';
  } catch {
    // Storage may be forbidden: then nothing is remembered.
    return '';
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
function store(name, value) {
  try {
    localStorage.setItem(`sandbox.${name}`, value);
  } catch {
    // As above.
  }
}

/**
 * @template {string} T
 * @param {readonly T[]} choices
 * @param {string} value
 * @param {T} otherwise
 */
function oneOf(choices, value, otherwise) {
  return choices.find((choice) => choice === value) ?? otherwise;
}

let language = oneOf(LANGUAGES, stored('language'), navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
let theme = oneOf(THEMES, stored('theme'), 'auto');

export function currentLanguage() {
  return language;
}

export function currentTheme() {
  return theme;
}

export function nextLanguage() {
  language = language === 'zh' ? 'en' : 'zh';
  store('language', language);
  apply();
}

/** auto, light, dark, and again. */
export function nextTheme() {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
  store('theme', theme);
  apply();
}

/** Tells the document, whose style sheets go by it. */
export function apply() {
  const root = document.documentElement;
  root.lang = language === 'zh' ? 'zh-CN' : 'en';
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
}
