import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMPILERS } from './compile';

// What compilers say of a call by path that is wrong: the first line says what.

const CALLS: [call: string, wanted: RegExp][] = [
  ["api.wecom.externalcontact.get({ external_user: 'x' })", /'external_user' does not exist in type 'Get'/],
  ["api.call('externalcontact/get', { external_user: 'x' })", /'external_user' does not exist in type 'Get'/],
  ['api.wecom.user.list_id({ limits: 1 })', /'limits' does not exist in type .*\bListId\b/],
  ["api.call('user/list_id', { limits: 1 })", /'limits' does not exist in type .*\bListId\b/],
  ['api.wecom.user.list_id.each({ limits: 1 })', /'limits' does not exist in type 'ListId'/],
  ["api.wecom.agent.list({ id: 'x' })", /'id' does not exist in type .*\bNoParams\b/],
  ["api.call('agent/list', { id: 'x' })", /'id' does not exist in type .*\bNoParams\b/],
  ["api.call('externalcontact/gett', { external_userid: 'x' })", /"externalcontact\/gett"' is not assignable to/],
  ["api.call('PUT some/path', {})", /"PUT some\/path"' is not assignable to/],
  ["api.wecom.externalcontact.gett({ external_userid: 'x' })", /Property 'gett' does not exist .*Did you mean 'get'\?/],
];

for (const [typescript, compile] of Object.entries(COMPILERS)) {
  test(`${typescript} says in its first line what is wrong with a call by path`, async (t) => {
    const calls = CALLS.map(([call]) => `void ${call};`).join('\n');
    const { complaints } = await compile(t, `declare const api: API;\n${calls}\n`);
    assert.equal(complaints.length, CALLS.length, complaints.join('\n'));
    for (const [at, [call, wanted]] of CALLS.entries()) assert.match(complaints[at] ?? '', wanted, call);
  });
}
