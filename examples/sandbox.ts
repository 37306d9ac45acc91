// `npm run sandbox`: an offline WeCom that stays up, its page, and in it an app to talk to. Options: `npm run sandbox -- --help`.
import { start } from '../sandbox/src/cli';

import { openApp } from './app';

async function main(): Promise<void> {
  const sandbox = await start();
  // One of a company of yours may have an app already: it stays.
  const free = sandbox?.apps.find(({ agentid }) => sandbox.company.apps.get(agentid)?.callback === undefined);
  if (sandbox === undefined || free === undefined) return;
  const app = await openApp(sandbox, free);
  sandbox.company.closing.signal.addEventListener('abort', () => app.close());
  const member = sandbox.company.member('zhangsan') ?? [...sandbox.company.members.values()][0];
  console.log(`\nThe app ${free.name} answers: talk to it at ${sandbox.url}/#/${member?.userid}/${free.agentid}`);
}

main();
