import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { outcome, rejection } from '../../test/helpers/calls';
import API from '../index';
import { client, wechat } from './helpers/wechat';

const TICKET = { errcode: 0, errmsg: 'ok', ticket: 'T', expires_in: 7200 };
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

test('a page is signed with a jsapi ticket, which is fetched once', async (t) => {
  const server = await wechat(t, () => TICKET);
  const api = client(server);
  const config = await api.getJsConfig({ debug: true, url: 'http://page/?a=b', jsApiList: ['x'] });
  const { nonceStr, timestamp, signature } = config;
  assert.deepEqual(Object.keys(config), ['debug', 'appId', 'timestamp', 'nonceStr', 'signature', 'jsApiList']);
  assert.match(nonceStr, /^[0-9a-z]{10,15}$/);
  const text = `jsapi_ticket=T&noncestr=${nonceStr}&timestamp=${timestamp}&url=http://page/?a=b`;
  assert.equal(signature, sha1(text));
  await api.getJsConfig({ url: 'http://other/' });
  assert.deepEqual(server.paths(), ['/cgi-bin/ticket/getticket']);
  assert.equal(api.jsTicket?.ticket, 'T');
});

test('difference 17: the fragment of a page is not signed', async (t) => {
  const api = client(await wechat(t, () => TICKET));
  const { nonceStr, timestamp, signature } = await api.getJsConfig({ url: 'http://page/#top' });
  assert.equal(signature, sha1(`jsapi_ticket=T&noncestr=${nonceStr}&timestamp=${timestamp}&url=http://page/`));
});

test('a card is signed with a ticket of its own, over its sorted parts', async (t) => {
  const server = await wechat(t, ({ query }) => ({ ...TICKET, ticket: `T-${query.get('type')}` }));
  const api = client(server);
  const ext = await api.getCardExt({ card_id: 'CARD', code: 'C', openid: 'O', balance: 5 });
  const parts = ['T-wx_card', 'CARD', ext.timestamp, 'C', 'O', '5'].sort().join('');
  assert.deepEqual(ext, { timestamp: ext.timestamp, signature: sha1(parts), code: 'C', openid: 'O', balance: 5 });
  assert.equal((await api.getLatestTicket()).ticket, 'T-jsapi');
  assert.deepEqual(Object.keys(api.ticketStore), ['wx_card', 'jsapi']);
});

test("the user's functions are told the type, as methods of the api, and may be async", async (t) => {
  const server = await wechat(t, () => TICKET);
  const seen: unknown[] = [];
  const api = client(server, {
    async getTicketToken(type) {
      seen.push(['get', type, this.appid]);
      return null;
    },
    saveTicketToken(type, { ticket, expireTime }, callback) {
      seen.push(['save', type, ticket, expireTime > Date.now()]);
      callback(null);
    },
  });
  await api.getCardExt({ card_id: 'CARD' });
  assert.deepEqual(seen, [
    ['get', 'wx_card', 'the-appid'],
    ['save', 'wx_card', 'T', true],
  ]);
});

test('registerTicketHandle takes one function or both, and empties the memory without any', () => {
  const api = new API('id', 'secret');
  const { getTicketToken } = api;
  const save = () => {};
  api.ticketStore = { jsapi: { ticket: 'T', expireTime: 1 } };
  api.registerTicketHandle(undefined, save);
  assert.deepEqual([api.getTicketToken, api.saveTicketToken], [getTicketToken, save]);
  assert.equal(api.ticketStore.jsapi?.ticket, 'T');
  api.registerTicketHandle();
  assert.deepEqual(api.ticketStore, {});
});

test('the functions of the memory take their old forms, without a type', async () => {
  const api = new API('id', 'secret') as unknown as Record<string, (...args: unknown[]) => void>;
  const ticket = { ticket: 'T', expireTime: 1 };
  await outcome((callback) => api.saveTicketToken?.(ticket, callback));
  assert.equal((await outcome((callback) => api.getTicketToken?.(callback))).data, ticket);
  assert.equal((await outcome((callback) => api.getTicketToken?.('wx_card', callback))).data, undefined);
});

test('difference 1: a dead token is replaced where a ticket is fetched, too', async (t) => {
  const server = await wechat(t, () => TICKET);
  const api = client(server);
  await api.getTicket();
  server.expire();
  assert.equal((await api.getTicket('wx_card')).ticket, 'T');
  assert.equal(server.tokens, 2);
});

test('a ticket that cannot be had is the error of what needs it', async (t) => {
  const api = client(await wechat(t, () => ({ errcode: 48001, errmsg: 'api unauthorized' })));
  assert.equal((await rejection(api.getJsConfig({ url: 'http://page/' }))).code, 48001);
  assert.equal((await rejection(api.getCardExt({ card_id: 'C' }))).code, 48001);
});

test('difference 17: nonces are no longer of Math.random, and a red packet is signed with one', () => {
  const config = new API('id', 'secret').getShakehbConfig('openid', 'lottery', 'KEY');
  const text = `lottery_id=lottery&noncestr=${config.noncestr}&openid=openid&key=KEY`;
  assert.equal(config.sign, createHash('md5').update(text).digest('hex').toUpperCase());
  assert.deepEqual(Object.keys(config), ['openid', 'lottery_id', 'noncestr', 'sign']);
  assert.match(config.noncestr, /^[0-9a-f]{14}$/);
});
