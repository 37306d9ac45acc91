import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { IncomingMessage, request, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { goneSignal } from '../../src/control/gone';
import type { Sandbox } from '../../src/index';
import { Wire } from '../../src/model/wire';
import { until } from '../helpers/until';
import { world } from '../helpers/world';

// Clients that go away before they are answered.

const LONGEST_WAIT = 600_000;
const STARTED = 'http.server.request.start';

/** Of the company and of the wire, from now on: those that were not stopped. */
function watchersOf(t: TestContext, { company, wire }: Sandbox): Set<() => void> {
  assert.ok(wire instanceof Wire);
  const there = new Set<() => void>();
  const counted = (stop: () => void) => {
    there.add(stop);
    return () => {
      there.delete(stop);
      stop();
    };
  };
  const [watchCompany, watchWire] = [company.watch.bind(company), wire.watch.bind(wire)];
  t.mock.method(company, 'watch', (...args: Parameters<typeof watchCompany>) => counted(watchCompany(...args)));
  t.mock.method(wire, 'watch', (...args: Parameters<typeof watchWire>) => counted(watchWire(...args)));
  return there;
}

/** The server's side of each request from now on. */
function responsesOf(t: TestContext): ServerResponse[] {
  const responses: ServerResponse[] = [];
  const add = (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('response' in message)) return;
    if (message.response instanceof ServerResponse) responses.push(message.response);
  };
  subscribe(STARTED, add);
  t.after(() => unsubscribe(STARTED, add));
  return responses;
}

test('a wait over HTTP ends when its client goes away: no watcher and no timer is left', async (t) => {
  const { sandbox } = await world(t);
  const watchers = watchersOf(t, sandbox);
  const responses = responsesOf(t);
  const set = t.mock.method(globalThis, 'setTimeout');
  const cleared = t.mock.method(globalThis, 'clearTimeout');
  const paths = ['/messages', '/messages?to=lisi', '/calls', '/deliveries'];
  const clients = paths.map((path) => {
    const address = `${sandbox.url}/_sandbox${path}${path.includes('?') ? '&' : '?'}wait=${LONGEST_WAIT}`;
    return request(address, { agent: false })
      .on('error', () => {})
      .end();
  });
  await until(() => watchers.size === paths.length);
  const closed = responses.map((response) => once(response, 'close'));
  for (const client of clients) client.destroy();
  await Promise.all(closed);
  assert.deepEqual([closed.length, watchers.size], [paths.length, 0]);
  const waits = set.mock.calls.filter(({ arguments: [, ms] }) => ms === LONGEST_WAIT).map(({ result }) => result);
  const ended = cleared.mock.calls.map(({ arguments: [timer] }) => timer);
  assert.equal(waits.length, paths.length);
  assert.ok(waits.every((timer) => ended.includes(timer)));
});

test('a response that is closed already is gone from the beginning', () => {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  assert.equal(goneSignal(response, 'Gone.').aborted, false);
  response.destroy();
  assert.equal(String(goneSignal(response, 'Gone.').reason), 'Error: Gone.');
});
