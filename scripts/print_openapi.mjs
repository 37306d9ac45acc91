// Prints the levers of the sandbox as OpenAPI into sandbox/openapi.json; part of `npm run docs`, after the build.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createSandbox } from 'wechat-enterprise-sandbox';

const sandbox = await createSandbox({ port: 0 });
const answer = await fetch(`${sandbox.url}/_sandbox/openapi.json`);
const file = fileURLToPath(new URL('../sandbox/openapi.json', import.meta.url));
writeFileSync(file, `${JSON.stringify(await answer.json(), null, 2)}\n`);
await sandbox.close();
