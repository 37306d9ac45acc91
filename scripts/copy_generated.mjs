// A step of the build: tsc copies neither declarations nor JSON, and what was printed of the catalogue is both.
import { cpSync } from 'node:fs';

const at = (path) => new URL(path, import.meta.url);
const FOLDERS = [
  ['../lib/wecom/generated', '../dist/lib/wecom/generated'],
  ['../wechat-api/lib/generated', '../wechat-api/dist/lib/generated'],
];
for (const [from, to] of FOLDERS)
  cpSync(at(from), at(to), { recursive: true, filter: (path) => !path.endsWith('.digest') });
