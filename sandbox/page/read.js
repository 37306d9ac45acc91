// Fields out of what anybody may have sent: each is of the type asked for, or undefined.

/** @typedef {import('./types.js').Fields} Fields */

/**
 * @param {unknown} value
 * @returns {value is Fields}
 */
export function isFields(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * @param {unknown} part
 * @param {string} name
 * @returns {unknown}
 */
function raw(part, name) {
  return isFields(part) && Object.hasOwn(part, name) ? part[name] : undefined;
}

/**
 * '' when there is none: most texts are shown or left out.
 * @param {unknown} part
 * @param {string} name
 */
export function text(part, name) {
  const value = raw(part, name);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/**
 * @param {unknown} part
 * @param {string} name
 */
export function number(part, name) {
  const value = Number(text(part, name) || Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * @param {unknown} part
 * @param {string} name
 */
export function flag(part, name) {
  const value = raw(part, name);
  return value === true || value === 1 || value === '1' || value === 'true';
}

/**
 * @param {unknown} part
 * @param {string} name
 * @returns {Fields | undefined}
 */
export function object(part, name) {
  const value = raw(part, name);
  return isFields(value) ? value : undefined;
}

/**
 * @param {unknown} part
 * @param {string} name
 * @returns {Fields[]}
 */
export function objects(part, name) {
  const value = raw(part, name);
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/**
 * @param {unknown} part
 * @param {string} name
 * @returns {unknown[]}
 */
export function list(part, name) {
  const value = raw(part, name);
  return Array.isArray(value) ? value : [];
}

/**
 * @param {unknown} part
 * @param {string} name
 * @returns {string[]}
 */
export function texts(part, name) {
  return list(part, name).filter((value) => typeof value === 'string');
}
