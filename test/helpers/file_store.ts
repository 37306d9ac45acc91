import { readFile, writeFile } from 'node:fs';

import type API = require('../../index');

/** The two functions that 0.3.0's documentation gave for tokens in a file. */
export function fileStore(file: string): { getToken: API.GetToken; saveToken: API.SaveToken } {
  return {
    getToken: (callback) =>
      readFile(file, 'utf8', (err, text) => (err ? callback(err) : callback(null, JSON.parse(text)))),
    saveToken: (token, callback) => writeFile(file, JSON.stringify(token), callback),
  };
}
