// A build starts from nothing, so that a file that left the sources also leaves the package.
import { rmSync } from 'node:fs';

for (const built of ['../dist', '../sandbox/dist', '../sandbox/generated', '../wechat-api/dist'])
  rmSync(new URL(built, import.meta.url), { recursive: true, force: true });
