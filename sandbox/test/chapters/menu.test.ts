import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Body } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90231

const click = (name: string, key = 'k') => ({ type: 'click', name, key });
const view = (name: string, url = 'https://example.com/') => ({ type: 'view', name, url });

const good = {
  button: [
    click('今日歌曲'),
    {
      name: '菜单',
      sub_button: [
        view('搜索'),
        { type: 'scancode_push', name: 'scan', key: 'a' },
        { type: 'pic_sysphoto', name: 'photo', key: 'b' },
        { type: 'location_select', name: 'place', key: 'c' },
        { type: 'view_miniprogram', name: 'mini', appid: 'wx0123456789abcdef', pagepath: 'pages/index' },
      ],
    },
    { type: 'scancode_waitmsg', name: 'wait', key: 'd' },
  ],
};

test('a menu is created, read as it was created, and deleted', async (t) => {
  const { app, agentid } = await world(t);
  accepted(await app.post('menu/create', good, { agentid }));
  const { button, menu } = accepted(await app.get('menu/get', { agentid }));
  assert.equal(menu, undefined);
  const types = JSON.stringify(button).match(/"type":"(\w+)"/g);
  assert.deepEqual(types, JSON.stringify(good.button).match(/"type":"(\w+)"/g));
  accepted(await app.get('menu/delete', { agentid }));
  refused(await app.get('menu/get', { agentid }), 46003);
});

test('in the legacy era the menu is wrapped', async (t) => {
  const { app, agentid } = await world(t, { era: 'legacy' });
  accepted(await app.post('menu/create', good, { agentid }));
  const { menu } = accepted(await app.get('menu/get', { agentid }));
  assert.ok(typeof menu === 'object' && menu !== null && 'button' in menu);
});

const sub = (...sub_button: unknown[]) => ({ button: [{ name: 'menu', sub_button }] });

const table: { what: string; menu: Body; errcodes: number[] }[] = [
  { what: 'no button', menu: { button: [] }, errcodes: [40016] },
  { what: '4 buttons', menu: { button: Array(4).fill(click('a')) }, errcodes: [40016] },
  { what: '6 sub buttons', menu: sub(...Array(6).fill(click('a'))), errcodes: [40023] },
  { what: 'a third level', menu: sub({ name: 'a', sub_button: [click('b')] }), errcodes: [40022] },
  { what: 'an unknown type', menu: { button: [{ type: 'smell', name: 'a', key: 'k' }] }, errcodes: [40017] },
  { what: 'an unknown type below', menu: sub({ type: 'smell', name: 'a', key: 'k' }), errcodes: [40024] },
  { what: 'a name of 17 bytes', menu: { button: [click('n'.repeat(17))] }, errcodes: [40018] },
  { what: 'an empty name', menu: { button: [click('')] }, errcodes: [40018] },
  { what: 'a name of 41 bytes below', menu: sub(click('n'.repeat(41))), errcodes: [40025] },
  { what: 'a key of 129 bytes', menu: { button: [click('a', 'k'.repeat(129))] }, errcodes: [40019] },
  { what: 'a key of 129 bytes below', menu: sub(click('a', 'k'.repeat(129))), errcodes: [40026] },
  { what: 'no key', menu: { button: [{ type: 'click', name: 'a' }] }, errcodes: [40019] },
  {
    what: 'a url of 1025 bytes',
    menu: { button: [view('a', `https://${'u'.repeat(1017)}`)] },
    errcodes: [40020, 40039],
  },
  { what: 'a url of 1025 bytes below', menu: sub(view('a', `https://${'u'.repeat(1017)}`)), errcodes: [40027, 40039] },
];

for (const { what, menu, errcodes } of table) {
  test(`menu/create refuses ${what}, and keeps the menu of before`, async (t) => {
    const { app, agentid } = await world(t);
    accepted(await app.post('menu/create', good, { agentid }));
    const before = await app.get('menu/get', { agentid });
    const answer = await app.post('menu/create', menu, { agentid });
    refused(answer, errcodes);
    assert.deepEqual((await app.get('menu/get', { agentid })).body, before.body);
  });
}

test('names up to 16 bytes, and 40 below, are fine', async (t) => {
  const { app, agentid } = await world(t);
  const menu = { button: [{ name: 'n'.repeat(16), sub_button: [click('n'.repeat(40), 'k'.repeat(128))] }] };
  accepted(await app.post('menu/create', menu, { agentid }));
});

test('a menu belongs to the app of the token', async (t) => {
  const { app, otherAgentid } = await world(t);
  refused(await app.post('menu/create', good, { agentid: otherAgentid }), 301002);
  refused(await app.get('menu/get', { agentid: otherAgentid }), 301002);
  refused(await app.get('menu/delete', { agentid: otherAgentid }), 301002);
  refused(await app.get('menu/get', { agentid: 987654 }), 40056, 'invalid agentid');
});
