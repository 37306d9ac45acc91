import assert from 'node:assert/strict';
import { createSandbox, type Sandbox } from '../../src/index';
import { ask, Client, string } from './client';

type Options = NonNullable<Parameters<typeof createSandbox>[0]>;

/** Whatever ends with the test: `t` of node:test, or anything else with `after`. */
export interface Lifetime {
  after(cleanup: () => unknown): void;
}

export interface World {
  sandbox: Sandbox;
  /** With the contact secret. */
  contact: Client;
  /** With the secret of the first app. */
  app: Client;
  agentid: number;
  /** With the secret of the second app. */
  other: Client;
  otherAgentid: number;
  /** Without any token. */
  nobody: Client;
}

/** A sandbox of its own, and those who call it; gone when the test ends. */
export async function world(t: Lifetime, options: Options = {}): Promise<World> {
  const sandbox = await createSandbox({ port: 0, ...options });
  t.after(() => sandbox.close());
  const [first, second] = sandbox.apps;
  assert.ok(first && second, 'the example company has two apps');
  return {
    sandbox,
    contact: issued(sandbox, sandbox.contactSecret),
    app: issued(sandbox, first.secret),
    agentid: first.agentid,
    other: issued(sandbox, second.secret),
    otherAgentid: second.agentid,
    nobody: new Client(sandbox.url, ''),
  };
}

/** Like `client`, without asking: hundreds of tests begin with this. */
function issued(sandbox: Sandbox, secret: string): Client {
  return new Client(sandbox.url, sandbox.tokens.issue(secret).value);
}

export async function client(sandbox: Sandbox, secret: string): Promise<Client> {
  return new Client(sandbox.url, await tokenOf(sandbox, secret));
}

/** The first app once more, after its token expired. */
export async function appAgain({ sandbox }: World): Promise<Client> {
  return client(sandbox, sandbox.apps[0]?.secret ?? '');
}

export async function tokenOf(sandbox: Sandbox, secret: string): Promise<string> {
  const address = new Client(sandbox.url, '').address('gettoken', { corpid: sandbox.corpid, corpsecret: secret });
  return string((await ask(address)).body, 'access_token');
}
