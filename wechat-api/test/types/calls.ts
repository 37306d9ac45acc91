// Calls by path: what they take and give, and what does not compile. Compiled by `npm run check:types`, never run.

import { expectTypeOf } from 'expect-type';

import API = require('wechat-api');

declare const api: API;

export async function calls(): Promise<void> {
  const draft = await api.weixin.draft.get({ media_id: 'M' });
  expectTypeOf(draft).toEqualTypeOf<API.Answers['cgi-bin/draft/get']>();
  expectTypeOf(draft.news_item[0]?.title).toEqualTypeOf<string | undefined>();
  // Where all went well, WeChat often leaves the errcode out.
  expectTypeOf(draft.errcode).toEqualTypeOf<number | undefined>();
  const params: API.Params['cgi-bin/draft/add'] = { articles: [{ title: 'T', content: 'C', thumb_media_id: 'M' }] };
  expectTypeOf((await api.call('cgi-bin/draft/add', params)).media_id).toEqualTypeOf<string>();
  expectTypeOf((await api.weixin.draft.delete({ media_id: 'M' })).errcode).toEqualTypeOf<number>();

  // Parameters that are all optional may be left out, with and without a callback.
  await api.weixin.draft.count();
  await api.call('cgi-bin/user/get', null);
  api.weixin.user.get((err, answer, res) => {
    expectTypeOf(err).toEqualTypeOf<API.CallError | null>();
    expectTypeOf(answer).toEqualTypeOf<API.Answers['cgi-bin/user/get']>();
    expectTypeOf(res).toEqualTypeOf<API.Response>();
  });
  const data = { thing1: { value: 'a thing' } };
  await api.weixin.message.subscribe.bizsend({ touser: 'o1', template_id: 'T', data });

  // @ts-expect-error: the endpoint needs parameters
  await api.weixin.draft.get();
  // @ts-expect-error: so does it by path
  await api.call('cgi-bin/draft/get');
  // @ts-expect-error: its name is media_id
  await api.weixin.draft.get({ mediaId: 'M' });
  // @ts-expect-error: it has no parameters
  await api.weixin.draft.count({ id: 1 });
  // @ts-expect-error: there is no such endpoint
  await api.weixin.draft.ad(params);
  // @ts-expect-error: nor is there by path
  await api.call('cgi-bin/draft/ad', params);
}

export async function unknown(): Promise<void> {
  const answer = await api.call('POST some/path', { any: ['thing'] });
  expectTypeOf(answer.errcode).toEqualTypeOf<number | undefined>();
  expectTypeOf(answer.what).toEqualTypeOf<unknown>();
  // @ts-expect-error: of verbs there are two
  await api.call('PUT some/path', {});
}

export async function pages(): Promise<void> {
  for await (const openid of api.weixin.user.get.each()) expectTypeOf(openid).toEqualTypeOf<string>();
  for await (const answer of api.weixin.draft.batchget.pages({ offset: 0, count: 20 })) {
    expectTypeOf(answer).toEqualTypeOf<API.Answers['cgi-bin/draft/batchget']>();
  }
  // @ts-expect-error: it does not answer in pages
  api.weixin.draft.get.pages({ media_id: 'M' });
}

export async function files(): Promise<void> {
  const media = { data: Buffer.from(''), filename: 'a.mp4' };
  const description = { title: 'T', introduction: 'I' };
  const { media_id } = await api.weixin.material.add_material({ type: 'video', media, description });
  await api.weixin.cv.ocr.idcard({ img: 'a.png' });
  expectTypeOf(await api.weixin.media.get({ media_id })).toEqualTypeOf<API.Answers['cgi-bin/media/get']>();
  expectTypeOf(await api.weixin.material.get_material.stream({ media_id })).toEqualTypeOf<API.Download>();
  // @ts-expect-error: it is no file
  await api.weixin.draft.get.stream({ media_id });
}
