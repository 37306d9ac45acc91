import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { object } from '../helpers/client';
import { client } from '../helpers/world';
import { AGENTID, apiOf, receivingApp } from './helpers/app';
import { afterMessages } from './helpers/crowd';
import { HOSTILE, hostileCompany, IMG, INTRUDERS, poisoned, SCRIPT_URL, SHORT, SVG } from './helpers/hostile';
import { listening } from './helpers/listening';
import { everyKind } from './helpers/messages';
import { textOf, type Visit, visit } from './helpers/visit';

// What is hard on a page: texts that would be more than text, and a great many of them.

const at = `/zhangsan/${AGENTID}`;

/** All that was hostile so far is text, and did nothing. Requests and policies are watched anyway. */
async function harmless({ page }: Visit): Promise<void> {
  assert.equal(await page.evaluate('window.hacked'), undefined);
  assert.deepEqual(await page.evaluate(INTRUDERS), []);
}

test('hostile names of the company are shown as text', async (t) => {
  const place = await visit(t, { sandbox: { company: hostileCompany }, at: '/zhangsan' });
  const { part, page, sandbox } = place;
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  const chat = { name: IMG, owner: 'zhangsan', userlist: ['zhangsan', '"><img src=x>'] };
  const { chatid } = (await app.post('appchat/create', chat)).body;
  await part('department').filter({ hasText: HOSTILE }).waitFor();
  await part('member').filter({ hasText: HOSTILE }).waitFor();
  await part('member').filter({ hasText: '"><img src=x>' }).click();
  await part('conversation')
    .filter({ hasText: IMG })
    .and(page.locator(`[data-room="chat:${chatid}"]`))
    .click();
  await part('room-name').filter({ hasText: IMG }).waitFor();
  for (const room of [`${AGENTID}`, `robot:robot ${SVG.replaceAll('"', '\\"')}`]) {
    await page.locator(`[data-testid=conversation][data-room="${room}"]`).click();
    await part('room-name').filter({ hasText: HOSTILE }).waitFor();
  }
  assert.match(await page.title(), /<script>/);
  await part('tokens').click();
  await part('token-dialog').filter({ hasText: HOSTILE }).waitFor();
  await page.keyboard.press('Escape');
  await part('search').fill('<img');
  await part('found').filter({ hasText: HOSTILE }).waitFor();
  await harmless(place);
});

test('hostile messages of every kind are shown as text, and lead nowhere', async (t) => {
  const place = await visit(t, { at });
  const { part, entry, page, sandbox } = place;
  await receivingApp(place, () => '');
  const api = apiOf(sandbox);
  const kinds = (await everyKind(api)).map(({ message }) => poisoned(message));
  const { media_id } = await api.uploadFile({ data: Buffer.from('some text'), filename: `${IMG}.txt` });
  kinds.push(
    { msgtype: 'file', file: { media_id } },
    {
      msgtype: 'text',
      text: { content: `<a href="${SCRIPT_URL}">${SVG}</a> <a href='JavaScript:a()' onclick=b()>x</a>` },
    },
    {
      msgtype: 'markdown',
      markdown: { content: `[${SVG}](${SCRIPT_URL}) ![x](${SCRIPT_URL}) <font color="info">${IMG}</font>` },
    },
  );
  for (const message of kinds) await api.send({ touser: 'zhangsan' }, message);
  const words = new Map(
    Object.entries({ image: '', voice: '', file: '', miniprogram_notice: SHORT, markdown: SVG, text: SVG }),
  );
  for (const [index, { msgtype }] of kinds.entries()) {
    await part('message')
      .nth(index)
      .filter({ hasText: words.get(msgtype) ?? HOSTILE })
      .waitFor();
  }
  await entry('message', `${IMG}.txt`).and(page.locator('[data-msgtype=file]')).waitFor();
  await page.locator('[data-msgtype=mpnews] .said button').click();
  await part('article-dialog').filter({ hasText: HOSTILE }).waitFor();
  await harmless(place);
});

test('hostile words of members, apps and servers are shown as text', async (t) => {
  const place = await visit(t, { at });
  const { part, entry, page, sandbox } = place;
  place.expect(/status of 400/);
  await receivingApp(place, ({ MsgType }) =>
    MsgType === 'text' ? HOSTILE : { type: 'image', content: { mediaId: IMG } },
  );
  await part('answer').fill(HOSTILE);
  await page.keyboard.press('Enter');
  await entry('reply', HOSTILE).waitFor();
  await part('delivery-state').locator('summary').click();
  await sandbox.phone('zhangsan', AGENTID).send({ MsgType: 'link', Title: HOSTILE, Description: SVG, Url: SCRIPT_URL });
  await sandbox.phone('zhangsan', AGENTID).send({ MsgType: 'location', Label: HOSTILE });
  await part('problem').nth(1).waitFor();
  await apiOf(sandbox).createMenu({
    button: [
      { type: 'view', name: '<a onclick=a()>', url: 'https://example.com/">' },
      { name: '<b>', sub_button: [{ type: 'click', name: IMG, key: IMG }] },
    ],
  });
  await part('menu-button').filter({ hasText: '<b>' }).click();
  await part('sub-menu').getByText(IMG).click();
  await part('delivery').filter({ hasText: IMG }).last().waitFor();
  const server = createServer((_request, response) => response.writeHead(500).end(HOSTILE)).listen(0, '127.0.0.1');
  place.after(() => server.close());
  await once(server, 'listening');
  await part('callback').click();
  await page.locator('[name=url]').fill(`http://127.0.0.1:${object(server.address()).port}/`);
  await part('callback-save').click();
  await part('callback-problem').filter({ hasText: HOSTILE }).waitFor();
  await harmless(place);
});

test('hostile requests are shown as text on the wire', async (t) => {
  const place = await visit(t);
  const { part, sandbox } = place;
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  sandbox.trouble.next('user/get', { errcode: 40001, errmsg: HOSTILE });
  await app.get('user/get', { userid: HOSTILE });
  await app.post(`${encodeURIComponent(IMG)}`, HOSTILE);
  await app.upload(
    'media/upload',
    { content: 'some text', filename: IMG, contentType: 'text/plain' },
    { type: 'file' },
  );
  for (const index of [1, 2, 3]) {
    const row = part('wire-row').nth(index);
    await row.locator('summary').click();
    await row.locator('pre').first().waitFor();
    assert.match(await textOf(row), /<img|%3Cimg/);
  }
  assert.match(await textOf(part('wire-row').nth(1)), /<script>window\.hacked=1<\/script>/);
  await harmless(place);
});

test('a hostile address of the page itself does nothing', async (t) => {
  const place = await visit(t, { at: `/${encodeURIComponent(HOSTILE)}/${encodeURIComponent(IMG)}` });
  await place.page.goto(`${place.sandbox.url}/#/%E0%A4%A/<img src=x onerror=window.hacked=1>`);
  await place.member('zhangsan').click();
  await place.part('owner').filter({ hasText: 'zhangsan' }).waitFor();
  await harmless(place);
});

test('a page of another site cannot act through the browser, but sends its visitors to sign in', async (t) => {
  const place = await visit(t);
  const { sandbox, page } = place;
  const [robot] = sandbox.company.robots.values();
  const login = new URLSearchParams({ appid: sandbox.corpid, response_type: 'code', scope: 'snsapi_base', state: 'S' });
  const site = createServer((request, response) => {
    login.set('redirect_uri', `http://${request.headers.host}/back`);
    const address = `${sandbox.url}/connect/oauth2/authorize?${login}`;
    response.setHeader('content-type', 'text/html').end(`<a href="${address.replaceAll('&', '&amp;')}">Sign in</a>`);
  });
  const url = await listening(place, site);
  place.expect(new RegExp(`request: ${url}`));
  place.expect(/status of 403/);
  await page.goto(url);
  const message = JSON.stringify({ msgtype: 'text', text: { content: 'from elsewhere' } });
  for (const path of [`cgi-bin/webhook/send?key=${robot?.key}`, '_sandbox/tokens/revoke']) {
    const init = JSON.stringify({ method: 'POST', mode: 'no-cors', body: message });
    await page.evaluate(`fetch('${sandbox.url}/${path}', ${init}).then(() => 0)`);
  }
  assert.deepEqual(sandbox.messages(), []);
  assert.deepEqual(
    sandbox.wire.entries().map(({ path, status }) => [path, status]),
    [['/cgi-bin/webhook/send', 403]],
  );
  await page.getByText('Sign in').click();
  await page.getByRole('button', { name: 'zhangsan' }).click();
  await page.waitForURL(`${url}back?**`);
  const code = new URL(page.url()).searchParams.get('code') ?? '';
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  assert.equal((await app.get('auth/getuserinfo', { code })).body.userid, 'zhangsan');
});

/** Counts message elements that are added and removed. */
const COUNT = `
  globalThis.drawn = { added: 0, removed: 0 };
  const messagesIn = (nodes) => [...nodes].filter((node) => node instanceof Element)
    .reduce((sum, node) => sum + node.matches('[data-testid=message]') + node.querySelectorAll('[data-testid=message]').length, 0);
  new MutationObserver((records) => {
    for (const { addedNodes, removedNodes } of records) {
      drawn.added += messagesIn(addedNodes);
      drawn.removed += messagesIn(removedNodes);
    }
  }).observe(document, { childList: true, subtree: true });
`;

test('beside a thousand messages only those that are new are drawn, and none while they are scrolled', async (t) => {
  const place = await visit(t, { at, sandbox: { state: await afterMessages(1000, ['zhangsan']) } });
  const { part, entry, sandbox, page } = place;
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  const send = async (from: number, to: number) => {
    for (let next = from; next <= to; next += 20) {
      const numbers = Array.from({ length: 20 }, (_, index) => next + index);
      const bodies = numbers.map((number) => ({ msgtype: 'text', text: { content: `message ${number}.` } }));
      await Promise.all(
        bodies.map((body) => app.post('message/send', { agentid: AGENTID, touser: 'zhangsan', ...body })),
      );
    }
  };
  await entry('message', 'message 1000.').waitFor();
  assert.equal(await part('message').count(), 1000);
  await page.evaluate(COUNT);
  await send(1001, 1200);
  await entry('message', 'message 1200.').waitFor();
  assert.equal(await part('message').count(), 1000);
  assert.ok(await isInSight(place, 'message 1200.'));
  assert.deepEqual(await page.evaluate('drawn'), { added: 200, removed: 200 });
  await part('messages').hover();
  for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, -500);
  while (await isInSight(place, 'message 1200.'));
  assert.deepEqual(await page.evaluate('drawn'), { added: 200, removed: 200 });
});

/** px from the upper edge of the conversation down to the message, and from its lower edge. */
async function edges({ part, entry }: Visit, text: string): Promise<{ fromTop: number; fromBottom: number }> {
  const [box, message] = [await part('messages').boundingBox(), await entry('message', text).boundingBox()];
  assert.ok(box && message);
  return { fromTop: message.y - box.y, fromBottom: message.y + message.height - box.y - box.height };
}

async function isInSight(place: Visit, text: string): Promise<boolean> {
  const { fromTop, fromBottom } = await edges(place, text);
  return fromTop >= 0 && fromBottom <= 0;
}

/** With the wheel, as a reader does. */
async function scrollUpTo(place: Visit, text: string): Promise<void> {
  const STEP = 400;
  await place.part('messages').hover();
  for (;;) {
    const { fromTop } = await edges(place, text);
    if (fromTop >= 0) return;
    await place.page.mouse.wheel(0, Math.max(-STEP, fromTop - 10));
  }
}

test('who reads an old message keeps it in sight when new ones arrive', async (t) => {
  const place = await visit(t, { at });
  const { entry, sandbox } = place;
  const api = apiOf(sandbox);
  for (let number = 1; number <= 30; number++) {
    await api.send({ touser: 'zhangsan' }, { msgtype: 'text', text: { content: `message ${number}.` } });
  }
  await entry('message', 'message 30.').waitFor();
  await scrollUpTo(place, 'message 5.');
  const before = await entry('message', 'message 5.').boundingBox();
  await api.send({ touser: 'zhangsan' }, { msgtype: 'text', text: { content: 'one more' } });
  await entry('message', 'one more').waitFor({ state: 'attached' });
  const afterwards = await entry('message', 'message 5.').boundingBox();
  assert.ok(Math.abs((afterwards?.y ?? 0) - (before?.y ?? 0)) < 5, `it moved from ${before?.y} to ${afterwards?.y}`);
});
