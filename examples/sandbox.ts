// `npm run sandbox`: an offline WeCom that stays up, its page, and in it an app to talk to. Options: `npm run sandbox -- --help`.
import { start } from '../sandbox/src/cli';

import { openApp } from './app';

async function main(): Promise<void> {
  const sandbox = await start();
  const [wanted] = sandbox?.apps ?? [];
  if (sandbox === undefined || wanted === undefined) return;
  const app = await openApp(sandbox, wanted);
  sandbox.company.closing.signal.addEventListener('abort', () => app.close());
  console.log(`\nThe app ${wanted.name} answers: talk to it at ${sandbox.url}/#/zhangsan/${wanted.agentid}`);
}

main();
