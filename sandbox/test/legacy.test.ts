import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows, string } from './helpers/client';
import { accepted, refused } from './helpers/expect';
import { MEDIA, type MediaType, PNG } from './helpers/files';
import { mpArticle, uploaded } from './helpers/messages';
import { appAgain, type World, world } from './helpers/world';

// What only 企业号 had: permanent material and shaking phones.

const YEAR = 365 * 86_400_000;

async function added({ app, agentid }: World, type: MediaType): Promise<string> {
  const { body, text } = await app.upload('material/add_material', MEDIA[type], { type, agentid });
  assert.equal(Number(body.errcode), 0, text);
  return string(body, 'media_id');
}

test('material stays for good, until it is deleted', async (t) => {
  const w = await world(t);
  const media_id = await added(w, 'image');
  w.sandbox.clock.advance(YEAR);
  const app = await appAgain(w);
  const query = { media_id, agentid: w.agentid };
  assert.ok((await app.get('material/get', query)).bytes.equals(PNG));
  accepted(await app.get('material/del', query), 'deleted');
  refused(await app.get('material/get', query), 40007);
  refused(await app.get('material/del', query), 40007);
});

test('mpnews are added, read, updated and counted', async (t) => {
  const w = await world(t);
  const { app, agentid } = w;
  const thumb = await uploaded(app, 'image');
  const mpnews = { articles: [mpArticle(thumb)] };
  const { body, text } = await app.post('material/add_mpnews', { agentid, mpnews });
  assert.equal(Number(body.errcode), 0, text);
  const media_id = string(body, 'media_id');
  const changed = { articles: [{ ...mpArticle(thumb), title: 'new' }] };
  accepted(await app.post('material/update_mpnews', { agentid, media_id, mpnews: changed }));
  const read = accepted(await app.get('material/get', { media_id, agentid }));
  assert.equal(read.type, 'mpnews');
  assert.match(JSON.stringify(read.mpnews), /"title":"new"/);
  refused(await app.post('material/update_mpnews', { agentid, media_id: 'nothing', mpnews }), 40007);
});

test('material is counted and listed by type', async (t) => {
  const w = await world(t);
  const ids = [await added(w, 'image'), await added(w, 'image'), await added(w, 'file')];
  const count = accepted(await w.app.get('material/get_count', { agentid: w.agentid }));
  const { total_count, image_count, voice_count, video_count, file_count, mpnews_count } = count;
  assert.deepEqual([total_count, image_count, voice_count], [3, 2, 0]);
  assert.deepEqual([video_count, file_count, mpnews_count], [0, 1, 0]);
  const order = { type: 'image', agentid: w.agentid, offset: 0, count: 10 };
  const page = accepted(await w.app.post('material/batchget', order));
  assert.deepEqual([page.type, page.total_count, page.item_count], ['image', 2, 2]);
  const listed = rows(page, 'itemlist').map(({ media_id }) => media_id);
  assert.deepEqual(listed.sort(), ids.slice(0, 2).sort());
  const second = accepted(await w.app.post('material/batchget', { ...order, offset: 1, count: 1 }));
  assert.equal(second.item_count, 1);
});

test('material refuses files as media/upload does', async (t) => {
  const { app, agentid } = await world(t);
  const add = (content: string, type: string) => app.upload('material/add_material', { content }, { type, agentid });
  refused(await add('', 'file'), 44001, 'empty media data');
  refused(await add('not a voice', 'voice'), 301017);
  refused(await add('not an image', 'image'), 40123);
});

test('mpnews have 1 to 10 articles', async (t) => {
  const { app, agentid } = await world(t);
  const thumb = await uploaded(app, 'image');
  for (const count of [0, 11]) {
    const mpnews = { articles: Array(count).fill(mpArticle(thumb)) };
    refused(await app.post('material/add_mpnews', { agentid, mpnews }), [45008, 44003, 40058]);
  }
});

test('in the current era there is no material', async (t) => {
  const { app, agentid } = await world(t, { era: 'current' });
  assert.equal((await app.get('material/get_count', { agentid })).status, 404);
});

test('shakearound/getshakeinfo refuses missing and strange tickets', async (t) => {
  const { app } = await world(t);
  refused(await app.post('shakearound/getshakeinfo', {}), 90002);
  refused(await app.post('shakearound/getshakeinfo', { ticket: 'nothing' }), 90003);
});

test('in the current era nobody shakes', async (t) => {
  const { app } = await world(t, { era: 'current' });
  assert.equal((await app.post('shakearound/getshakeinfo', {})).status, 404);
});

test('paths of today are unknown in the legacy era', async (t) => {
  const { app } = await world(t, { era: 'legacy' });
  for (const path of ['auth/getuserinfo', 'appchat/get', 'ticket/get']) {
    assert.equal((await app.get(path)).status, 404, path);
  }
  accepted(await app.get('getcallbackip'));
});
