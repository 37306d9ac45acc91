// What an administrator does, by the rules of the API. A refusal becomes an Error in the reader's language.

import { post } from '../api.js';
import { number, text } from '../read.js';
import { failureWords, t } from '../words/words.js';

/** Which field is too long, as the schema layer says it. */
const TOO_LONG = /(\w+) exceed max length (\d+)/;

/**
 * @param {string} path as after /cgi-bin/
 * @param {object} values
 * @returns {Promise<import('../types.js').Fields>} WeCom's answer
 */
export async function administer(path, values) {
  const answer = await post(`admin/${path}`, values);
  const errcode = number(answer, 'errcode') ?? 0;
  if (errcode !== 0) {
    throw new Error(refusalWords(errcode, text(answer, 'errmsg')));
  }
  return answer;
}

/** @param {number} errcode @param {string} errmsg */
function refusalWords(errcode, errmsg) {
  const [, field, most] = TOO_LONG.exec(errmsg) ?? [];
  if (field !== undefined && most !== undefined) return `${errcode} ${t('too_long', { field, most })}`;
  return failureWords({ code: 'errcode', params: { errcode } }, errmsg);
}
