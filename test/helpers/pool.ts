import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import type API from '../../index';

/** The agent that the next request of `api` is sent with. What was set with `setOpts` stays. */
export async function agentOf(api: API, call: () => Promise<unknown>): Promise<Agent> {
  const { defaults } = api;
  let agent: unknown;
  api.setOpts({ ...defaults, beforeRequest: (options) => (agent = options.agent) });
  await call();
  api.setOpts(defaults);
  assert.ok(agent instanceof Agent);
  return agent;
}

/** Makes a call, and waits until its connection is back in the pool. */
export async function socketAfter(agent: Agent, call: () => Promise<unknown>): Promise<Socket> {
  const freed = once(agent, 'free');
  await call();
  const [socket] = await freed;
  return socket;
}
