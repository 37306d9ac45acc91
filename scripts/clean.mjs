// A build starts from nothing, so that a file that left the sources also leaves the package.
import { rmSync } from 'node:fs';

for (const dist of ['../dist', '../sandbox/dist', '../wechat-api/dist'])
  rmSync(new URL(dist, import.meta.url), { recursive: true, force: true });
