import { TICKET } from '../sides/answers';
import { CALLBACK, type Case, call, fails, given, nulled, onLast, ordinary, promised, steps } from '../sides/case';
import type { Outcome } from '../sides/outcome';

type Done = (err?: unknown, ticket?: unknown) => void;

const page = { debug: true, url: 'http://example.com/a?b=c', jsApiList: ['scanQRCode'] };
const later = Date.now() + 3_600_000;
const valid = (done: Done) => done(null, { ticket: TICKET, expireTime: later });
const ignore = (_: unknown, done: Done) => done(null);

const signs = (url: string) => (outcomes: Outcome[]) =>
  onLast(outcomes, (outcome) => ({
    ...outcome,
    calls: outcome.calls.map((one) => withConfig(one, { signature: `signs ${url}` })),
  }));
const withBeta = (outcomes: Outcome[]) =>
  onLast(outcomes, (outcome) => ({ ...outcome, calls: outcome.calls.map((one) => withConfig(one, { beta: true })) }));

function withConfig(answer: Outcome['calls'][number], more: object): Outcome['calls'][number] {
  return answer.err ? answer : { ...answer, data: { ...Object(answer.data), ...more } };
}

export const js: Case[] = [
  ordinary('getTicket', CALLBACK),
  steps(['getTicket', CALLBACK], ['getTicket', CALLBACK]),
  steps(
    ['registerTicketHandle', undefined, (_: unknown, done: Done) => done(new Error('disk full'))],
    ['getTicket', CALLBACK],
  ),
  steps(['registerTicketHandle', undefined, (_: unknown, done: Done) => done('disk full')], ['getTicket', CALLBACK]),
  given({ production: true }, call('getTicket', CALLBACK)),
  promised('getTicket'),
  ...nulled('getTicket'),

  ordinary('getJsConfig', page, CALLBACK),
  call('getJsConfig', {}, CALLBACK),
  call('getJsConfig', { url: 'http://example.com/路' }, CALLBACK),
  given({ corpid: '企业' }, call('getJsConfig', page, CALLBACK)),
  {
    ...call('getJsConfig', { url: `${page.url}#top` }, CALLBACK),
    difference: { number: 15, how: 'signs without the fragment', ours: signs(page.url) },
  },
  {
    ...call('getJsConfig', { ...page, beta: true }, CALLBACK),
    difference: { number: 15, how: 'passes beta on', ours: withBeta },
  },
  // The second one finds the ticket of the first, and answers before it returns.
  steps(['getJsConfig', page, CALLBACK], ['getJsConfig', page, CALLBACK]),
  steps(['registerTicketHandle', valid, ignore], ['getJsConfig', page, CALLBACK]),
  steps(['registerTicketHandle', valid], ['getJsConfig', page, CALLBACK]),
  ...[undefined, null, {}, { ticket: '', expireTime: later }, { ticket: TICKET, expireTime: 1 }, 'a string'].map(
    (none) =>
      steps(['registerTicketHandle', (done: Done) => done(null, none), ignore], ['getJsConfig', page, CALLBACK]),
  ),
  ...[new Error('no disk'), 'no disk'].map((err) =>
    steps(['registerTicketHandle', (done: Done) => done(err), ignore], ['getJsConfig', page, CALLBACK]),
  ),
  steps(['registerTicketHandle', valid, ignore], ['registerTicketHandle'], ['getJsConfig', page, CALLBACK]),
  ...[null, undefined].map((none) =>
    fails(
      'bad input',
      steps(['registerTicketHandle', valid, ignore], ['getJsConfig', none, CALLBACK]),
      'TypeError: param must not be null.',
    ),
  ),
  promised('getJsConfig', page),
];
