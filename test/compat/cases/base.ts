import {
  asked,
  CALLBACK,
  type Case,
  call,
  given,
  nulled,
  ordinary,
  promised,
  type Setup,
  sends,
  steps,
  Url,
} from '../sides/case';

interface Api {
  prefix: string;
  token: { accessToken: string };
  request(url: string, opts: object, callback: unknown): void;
}

/** A method as users write them for `API.mixin`. */
function mine(this: Api, a: unknown, callback: unknown): void {
  this.request(
    `${this.prefix}mine?access_token=${this.token.accessToken}`,
    { dataType: 'json', data: { a } },
    callback,
  );
}

const secret = 'a+b&c=d #%';
const encoded = 'gettoken?corpid=corpid&corpsecret=a%2Bb%26c%3Dd%20%23%25';
const user = ['getUser', 'a', CALLBACK] as const;
const headers = { 'X-Mine': '1' };
const json = { type: 'POST', data: { a: '一' }, headers: { 'Content-Type': 'application/json' } };

/** An api that has nothing to fetch a token with: the original asks WeCom all the same. */
function lacking(setup: Setup, message: string, code: number): Case {
  const err = { name: 'WeChatAPIError', message, code, keys: ['code', 'name'] };
  const ours = () => [
    { wire: [], calls: [{ err, data: undefined, res: undefined, sync: false }], returned: { value: 'the api' } },
  ];
  const one = given(setup, call('getAccessToken', CALLBACK));
  return { ...one, difference: { number: 20, how: 'does not ask', ours } };
}

export const base: Case[] = [
  ordinary('getAccessToken', CALLBACK),
  call('getAccessToken', CALLBACK, 'what follows the callback'),
  promised('getAccessToken'),
  sends(9, given({ corpsecret: secret }, call('getAccessToken', CALLBACK)), encoded),
  given({ corpid: '企业', corpsecret: '密' }, call('getAccessToken', CALLBACK)),
  lacking({ corpid: undefined }, 'corpid missing', 41002),
  lacking({ corpsecret: '' }, 'corpsecret missing', 41004),

  ordinary('getLatestToken', CALLBACK),
  promised('getLatestToken'),
  ...nulled('getLatestToken'),

  ordinary('preRequest', mine, ['x', CALLBACK]),
  call('preRequest', mine, ['x', CALLBACK], true),
  asked(call('preRequest', mine, ['x']), call('preRequest', mine, ['x', CALLBACK])),

  ordinary('request', new Url('a/b?c=d&e=一 二'), CALLBACK),
  ...[undefined, null, {}, { dataType: 'json' }, { dataType: 'text' }, json, { type: 'PUT', data: 'x' }].map((opts) =>
    call('request', new Url('a'), opts, CALLBACK),
  ),
  call('request', new Url('a'), { headers, data: { b: [1, 2], c: null, d: '一' } }, CALLBACK),
  call('request', new Url('a'), Object.freeze({ headers: Object.freeze({ ...headers }) }), CALLBACK),
  call('request', new Url('a'), Object.create({ type: 'POST', data: 'inherited' }), CALLBACK),
  call('request', new Url('a', ''), CALLBACK),
  promised('request', new Url('a')),

  steps(['setOpts', { timeout: 15000 }], ['getUser', 'a', CALLBACK]),
  ...[undefined, null, 5, {}].map((opts) => steps(['setOpts', opts], ['getUser', 'a', CALLBACK])),
  steps(['setOpts', { type: 'POST' }], ['getUser', 'a', CALLBACK]),
  steps(['setOpts', { data: { b: 2 } }], ['getUser', 'a', CALLBACK]),
  steps(['setOpts', { data: { b: 2 } }], ['listAgent', CALLBACK]),
  steps(['setOpts', { headers }], ['getUser', 'a', CALLBACK]),
  steps(['setOpts', { headers }], ['setOpts', {}], ['getUser', 'a', CALLBACK]),
  steps(['setOpts', { headers: null }], ['createTag', 'a', CALLBACK]),
  {
    // registerTicketHandle stands where the other case sets the headers anew.
    ...steps(['setOpts', { headers }], ['createTag', 'a', CALLBACK], ['registerTicketHandle'], user),
    difference: {
      number: 8,
      how: 'keeps the headers of its calls apart',
      like: steps(['setOpts', { headers }], ['createTag', 'a', CALLBACK], ['setOpts', { headers }], user),
    },
  },
  {
    ...steps(['setOpts', { headers: Object.freeze({ ...headers }) }], ['createTag', 'a', CALLBACK]),
    difference: {
      number: 8,
      how: 'takes frozen headers',
      like: steps(['setOpts', { headers }], ['createTag', 'a', CALLBACK]),
    },
  },
];
