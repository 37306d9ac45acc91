// Calls by path: what they take and give, and what does not compile. Compiled by `npm run check:types`, never run.

import { expectTypeOf } from 'expect-type';

import API = require('wechat-enterprise-api');

declare const api: API;
declare const path: keyof API.Params;

export async function calls(): Promise<void> {
  const customer = await api.wecom.externalcontact.get({ external_userid: 'wm1' });
  expectTypeOf(customer).toEqualTypeOf<API.Answers['externalcontact/get']>();
  expectTypeOf(customer.follow_user?.[0]?.userid).toEqualTypeOf<string | undefined>();
  const params: API.Params['externalcontact/get'] = { external_userid: 'wm1' };
  expectTypeOf(await api.call('externalcontact/get', params)).toEqualTypeOf<API.Answers['externalcontact/get']>();

  // Parameters that are all optional may be left out, with and without a callback.
  expectTypeOf(await api.wecom.department.list()).toEqualTypeOf<API.Answers['department/list']>();
  await api.call('department/list', { id: undefined });
  await api.call('department/list', null);
  api.wecom.department.list((err, answer, res) => {
    expectTypeOf(err).toEqualTypeOf<API.CallError | null>();
    expectTypeOf(answer).toEqualTypeOf<API.Answers['department/list']>();
    expectTypeOf(res).toEqualTypeOf<API.Response>();
  });
  api.call('user/get', { userid: 'a' }, (_err, user) => {
    expectTypeOf(user.name).toEqualTypeOf<string | undefined>();
  });

  // @ts-expect-error: the endpoint needs parameters
  await api.wecom.externalcontact.get();
  // @ts-expect-error: so does it by path
  await api.call('externalcontact/get');
  // @ts-expect-error: its name is external_userid
  await api.wecom.externalcontact.get({ userid: 'wm1' });
  // @ts-expect-error: it has no parameters
  await api.wecom.agent.list({ id: 1 });
  // @ts-expect-error: there is no such endpoint
  await api.wecom.externalcontact.gett({ external_userid: 'wm1' });
  // @ts-expect-error: nor is there by path
  await api.call('externalcontact/gett', { external_userid: 'wm1' });
}

export async function unknown(): Promise<void> {
  const answer = await api.call('POST some/path', { any: ['thing'] });
  expectTypeOf(answer.errcode).toEqualTypeOf<number>();
  expectTypeOf(answer.what).toEqualTypeOf<unknown>();
  await api.call(`GET some/${path}`);
  // @ts-expect-error: of verbs there are two
  await api.call('PUT some/path', {});
}

export async function pages(): Promise<void> {
  for await (const { userid } of api.wecom.user.list_id.each({ limit: 100 })) {
    expectTypeOf(userid).toEqualTypeOf<string | undefined>();
  }
  for await (const answer of api.wecom.user.list_id.pages()) {
    expectTypeOf(answer).toEqualTypeOf<API.Answers['user/list_id']>();
  }
  for await (const answer of api.wecom.living.get_watch_stat.pages({ livingid: 'L' })) {
    expectTypeOf(answer).toEqualTypeOf<API.Answers['living/get_watch_stat']>();
  }
  // @ts-expect-error: its items are in more than one list
  api.wecom.living.get_watch_stat.each({ livingid: 'L' });
  // @ts-expect-error: it does not answer in pages
  api.wecom.user.get.pages({ userid: 'a' });
}

export async function files(): Promise<void> {
  const { media_id = '' } = await api.wecom.media.upload({ type: 'image', media: 'a.png' });
  await api.wecom.media.upload({ type: 'file', media: { data: Buffer.from(''), filename: 'a.txt' } });
  expectTypeOf(await api.wecom.media.get({ media_id })).toEqualTypeOf<API.Answers['media/get']>();
  expectTypeOf(await api.wecom.media.get.stream({ media_id })).toEqualTypeOf<API.Download>();
  // @ts-expect-error: it is no file
  await api.wecom.user.get.stream({ userid: 'a' });
}

// An api that extends ours has them, too.
class Mine extends API {
  list(): Promise<API.Answers['agent/list']> {
    return this.wecom.agent.list();
  }
}
expectTypeOf(new Mine({ corpid: '', corpsecret: '' }).wecom).toEqualTypeOf<API['wecom']>();
