// What an administrator does, by the rules of the API. A refusal becomes an Error in the reader's language.

import { post } from '../api.js';
import { number, text } from '../read.js';
import { failureWords } from '../words/words.js';

/**
 * @param {string} path as after /cgi-bin/
 * @param {object} values
 * @returns {Promise<import('../types.js').Fields>} WeCom's answer
 */
export async function administer(path, values) {
  const answer = await post(`admin/${path}`, values);
  const errcode = number(answer, 'errcode') ?? 0;
  if (errcode !== 0) {
    throw new Error(failureWords({ code: 'errcode', params: { errcode } }, text(answer, 'errmsg')));
  }
  return answer;
}
