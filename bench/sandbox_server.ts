import { createSandbox } from '../sandbox/src/index';

// The process of the sandbox: it says where it is, and later how many messages it has.

async function main(): Promise<void> {
  const sandbox = await createSandbox({ port: 0, keep: { messages: 1_000_000 } });
  const [app] = sandbox.apps;
  process.on('message', () => process.send?.(sandbox.messages().length));
  process.on('disconnect', () => process.exit());
  process.send?.({ url: sandbox.url, corpid: sandbox.corpid, secret: app?.secret, agentid: app?.agentid });
}

main();
