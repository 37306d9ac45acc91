// What can be known of an error. Compiled by `npm run check`, never run.

import { expectTypeOf } from 'expect-type';

import API = require('wechat-enterprise-api');

declare const api: API;

// In a callback.
api.getUser('zhangsan', (err, _profile, res) => {
  if (!err) return;
  expectTypeOf(err).toEqualTypeOf<API.CallError>();
  expectTypeOf(err.name).toEqualTypeOf<string>();
  expectTypeOf(err.code).toEqualTypeOf<number | string | undefined>();
  expectTypeOf(err.code === 60111).toEqualTypeOf<boolean>();
  expectTypeOf(err.name === 'WeChatAPIResponseTimeoutError').toEqualTypeOf<boolean>();
  if (err instanceof API.WeChatAPIError) expectTypeOf(err.code).toEqualTypeOf<number | string>();
  expectTypeOf(res.statusCode).toEqualTypeOf<number>();
  // @ts-expect-error: errcode is WeCom's word for it, the error says code
  expectTypeOf(err.errcode);
});

// Around an await.
export async function nameOf(userid: string): Promise<string> {
  try {
    const { name } = await api.getUser(userid);
    return name;
  } catch (err) {
    if (err instanceof API.WeChatAPIError && err.code === 60111) return 'nobody';
    throw err;
  }
}

// A class and a type.
const refusal: API.WeChatAPIError = new API.WeChatAPIError('no such member', 60111);
expectTypeOf(refusal).toExtend<Error>();
expectTypeOf(refusal).toExtend<API.CallError>();
// @ts-expect-error: a refusal has a code
new API.WeChatAPIError('no such member');
export class Forbidden extends API.WeChatAPIError {}

// A callback kept in a variable or wrapped by a function.
const report: API.Callback<API.Ack> = (err, ack) => (err ? err.message : ack.errmsg);
api.deleteUser('zhangsan', report);
export function logged<R>(callback: API.Callback<R>): API.Callback<R> {
  return (err, result, res) => callback(err, result, res);
}
api.listTags(logged((_err, list) => expectTypeOf(list.taglist[0]?.tagname).toEqualTypeOf<string | undefined>()));
const nodeStyle: (err: Error | null, ack?: API.Ack) => void = () => {};
api.deleteUser('zhangsan', nodeStyle);
// @ts-expect-error: the result is no string
api.deleteUser('zhangsan', (_err: Error | null, text: string) => text);

// What diagnostics_channel publishes.
declare const event: API.RequestEvent;
expectTypeOf(event.url).toEqualTypeOf<string>();
expectTypeOf(event.attempt).toEqualTypeOf<number>();
expectTypeOf(event.errcode).toEqualTypeOf<number | string | undefined>();
