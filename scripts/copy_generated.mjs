// A step of the build: tsc copies neither declarations nor JSON, and what was printed of the catalogue is both.
import { cpSync } from 'node:fs';

const at = (path) => new URL(path, import.meta.url);
cpSync(at('../lib/wecom/generated'), at('../dist/lib/wecom/generated'), {
  recursive: true,
  filter: (path) => !path.endsWith('.digest'),
});
