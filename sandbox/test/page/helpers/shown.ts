// A message, and the words of it that have to be seen.
import type API = require('../../../../index');

export interface Shown {
  message: API.Message;
  words: string[];
}

/** Another host: links lead there, and nothing is loaded from it. */
export const ELSEWHERE = 'https://example.com';
export const PICTURE = `${ELSEWHERE}/picture.png`;
