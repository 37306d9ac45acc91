// A build starts from nothing, so that a file that left lib/ also leaves the package.
import { rmSync } from 'node:fs';

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
