import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const HOME = join(__dirname, '../..');

export function manifest(home: string) {
  return JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
}

/** A program in JavaScript, and what it prints. `ENDPOINT` in its environment is where its requests go. */
export const PROGRAM = 'commonjs.js';

export const PRINTED = {
  err: null,
  errmsg: ['ok', 'ok', 'ok'],
  status: 200,
  util: ['wrapper', 'postJSON', 'make'],
  media: 'function',
  statics: ['mixin', 'patch', 'AccessToken'],
  version: manifest(HOME).version,
};
