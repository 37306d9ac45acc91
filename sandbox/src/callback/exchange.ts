// A request to a callback URL in the terms of the wire log.
import { reasonOf } from '../model/reason';
import type { Exchange } from '../model/wire';
import type { Answered } from './request';

type Outcome = Pick<Exchange, 'path' | 'query' | 'request' | 'response' | 'status' | 'note' | 'reason' | 'headers'>;

export function exchangeOf(url: URL, answer: Answered | Error, sent: Record<string, string> = {}): Outcome {
  const to = { path: url.origin + url.pathname, query: url.search.slice(1), request: '' };
  const { headers = {} } = answer instanceof Error ? {} : answer;
  const outcome = { ...to, headers: { request: sent, response: headers } };
  if (!(answer instanceof Error)) return { ...outcome, response: answer.text, status: answer.status };
  const reason = reasonOf(answer);
  return { ...outcome, response: '', note: answer.message, ...(reason !== undefined && { reason }) };
}
