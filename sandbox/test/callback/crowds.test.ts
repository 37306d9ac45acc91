import assert from 'node:assert/strict';
import { test } from 'node:test';
import { example } from '../../src/config/example';
import { connected, conversation } from '../helpers/receiver';
import { until } from '../helpers/until';
import { world } from '../helpers/world';

// Many at once, and answers that are none.

const CROWD = 1000;

test('a thousand who come into view at once are told one after the other, none too late', async (t) => {
  const crowd = Array.from({ length: CROWD }, (_, index) => ({
    userid: `u${index}`,
    name: `U${index}`,
    department: [4],
  }));
  const company = {
    ...example,
    members: [...example.members, ...crowd],
    apps: example.apps.map((app) => ({ ...app, visible: { users: [], parties: [3], tags: [] } })),
  };
  const w = await world(t, { company });
  let atOnce = 0;
  let most = 0;
  await connected(t, w, w.agentid, (_arrived, res) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    setImmediate(() => {
      atOnce -= 1;
      res.end();
    });
  });
  await w.sandbox.admin('department/update', { id: 4, parentid: 3 });
  const isOver = () => w.sandbox.deliveries().filter(({ state }) => state === 'received').length === CROWD + 1;
  await until(isOver);
  assert.ok(most <= 20, `${most} at once`);
});

test('many at once are no leak to Node', async (t) => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on('warning', note);
  t.after(() => process.off('warning', note));
  const { phone } = await conversation(t);
  await Promise.all(Array.from({ length: 40 }, (_, index) => phone.text(`${index}`)));
  assert.deepEqual(warnings, []);
});

test('an app that switches protocols has not answered', async (t) => {
  const { phone } = await conversation(t, (_arrived, res) => {
    res.socket?.end('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n');
  });
  const { state, tries } = await phone.text('hi');
  assert.deepEqual([state, tries.length], ['failed', 3]);
});
