import assert from 'node:assert/strict';
import { test } from 'node:test';
import { world } from './helpers/world';

// Alone in its process: it looks at what is loaded.

/** Each takes longer to load than most sandboxes are called. */
const SELDOM_NEEDED = /node_modules\/(ajv|xml2js|csv-parse|selfsigned)\/|generated\/\w+.json$/;

test('a sandbox starts and answers without what few programs need', async (t) => {
  const { app, agentid } = await world(t);
  await app.post('message/send', { agentid, touser: '@all', msgtype: 'text', text: { content: 'hello' } });
  const loaded = Object.keys(require.cache).filter((path) => SELDOM_NEEDED.test(path.replaceAll('\\', '/')));
  assert.deepEqual(loaded, []);
});
