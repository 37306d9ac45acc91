import assert from 'node:assert/strict';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { Live } from '../../src/live/events';
import { createWorld } from '../../src/world';

test('for a page that is gone before it listens nothing is watched and no heartbeat begins', (t) => {
  const world = createWorld({});
  const watched = t.mock.method(world.company, 'watch');
  const heartbeats = t.mock.method(globalThis, 'setInterval', () => assert.fail('A heartbeat began.'));
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  response.destroy();
  new Live(world).open(response);
  assert.deepEqual([watched.mock.callCount(), heartbeats.mock.callCount()], [0, 0]);
});
