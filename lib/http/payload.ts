import type { OutgoingHttpHeaders } from 'node:http';
import { stringify } from 'node:querystring';
import type { RequestOptions } from '../core/types';
import { urllib } from './urllib';

/** What a request carries, besides its method and address. */
export interface Payload {
  headers: OutgoingHttpHeaders;
  /** What follows the path, without `?` or `&`. */
  query: string | undefined;
  body: string | Buffer | undefined;
}

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/** Headers and parameters as urllib writes them, in its order: the user's headers, the body's, `accept`, `user-agent`. */
export function payloadOf(method: string, options: RequestOptions): Payload {
  const headers: OutgoingHttpHeaders = {};
  for (const name of Object.keys(options.headers ?? {})) headers[name.toLowerCase()] = options.headers?.[name] ?? '';
  const isQuery = method === 'GET' || method === 'HEAD';
  const content = contentOf(options.data, headers, isQuery);
  if (content && !isQuery) headers['content-length'] = Buffer.byteLength(content).toString();
  if (options.dataType === 'json' && !headers.accept) headers.accept = 'application/json';
  if (!headers['user-agent']) headers['user-agent'] = urllib().USER_AGENT;
  return isQuery
    ? { headers, query: content ? String(content) : undefined, body: undefined }
    : { headers, query: undefined, body: content || undefined };
}

function contentOf(data: unknown, headers: OutgoingHttpHeaders, isQuery: boolean): string | Buffer | undefined {
  if (!data) return undefined;
  if (typeof data === 'string' || Buffer.isBuffer(data)) return data;
  const fields = Object(data);
  if (isQuery) return stringify(fields);
  headers['content-type'] ||= 'application/x-www-form-urlencoded';
  return JSON_TYPE.test(String(headers['content-type'])) ? JSON.stringify(data) : stringify(fields);
}
