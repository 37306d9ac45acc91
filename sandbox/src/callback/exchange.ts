// A request to a callback URL in the terms of the wire log.
import type { Exchange } from '../model/wire';
import type { Answered } from './request';

type Outcome = Pick<Exchange, 'path' | 'query' | 'request' | 'response' | 'status' | 'note'>;

export function exchangeOf(url: URL, answer: Answered | Error): Outcome {
  const to = { path: url.origin + url.pathname, query: url.search.slice(1), request: '' };
  if (answer instanceof Error) return { ...to, response: '', note: answer.message };
  return { ...to, response: answer.text, status: answer.status };
}
