import { createReadStream } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import {
  answerDownload,
  kind,
  Path,
  postJSON,
  type RawCallback,
  type RequestOptions,
  read,
  requestOf,
  type Sending,
  transportError,
  wrapper,
} from 'wechat-enterprise-api/core';

// The kinds of endpoint that the engine does not have: what only public accounts do.

const TRANSFER_TIMEOUT = 60_000;

/** POST of JSON with values in the URL besides: the parameter `body` is sent, the others are those of the path. */
export const postWithQuery = kind('POST', ({ api, path, params, call, answer }) => {
  requestOf(api, call, path.url(api, params), postJSON(read(params, 'body')), wrapper(answer));
});

/** POST of JSON to one of several paths: the parameter `to` is its end, `body` is sent. */
export const postTo = kind('POST', ({ api, path, params, call, answer }) => {
  const { route } = path;
  const url = new Path(`${route}${read(params, 'to')}`).url(api);
  requestOf(api, call, url, postJSON(read(params, 'body')), wrapper(answer));
});

/** GET whose parameters, and the token, are urllib's `data`. */
export const getData = kind('GET', ({ api, path, params, call, answer }) => {
  const data = { access_token: api.token.accessToken, ...Object(params) };
  const options: RequestOptions = { ...postJSON(data), type: 'GET' };
  requestOf(api, call, `${api.prefix}${path.route}`, options, wrapper(answer));
});

/** A file into memory: a Buffer, or the parsed object where WeChat answers JSON, whatever type it says that is. */
const file = (verb: 'GET' | 'POST', optionsOf: (params: unknown) => RequestOptions) =>
  kind(verb, ({ api, path, params, call, answer }) => {
    requestOf(
      api,
      call,
      path.url(api, params),
      { ...optionsOf(params), timeout: TRANSFER_TIMEOUT },
      (err, data, res) => (err ? answer(transportError(err)) : answerDownload(data, res, answer, true)),
    );
  });

/** {@link file}, whose parameters are in the path. */
export const getFile = file('GET', () => ({}));

/** {@link file}, whose parameters are sent as JSON. */
export const postFile = file('POST', (data) => {
  const { dataType, ...options } = postJSON(data);
  return options;
});

/** What of an incoming request belongs to its body. The rest is between its sender and us. */
const OF_BODY = ['content-type', 'content-length', 'transfer-encoding'] as const;

/** POST of a request that came in, as it is: the parameter `req`. Its body cannot be sent a second time. */
export const forward = kind(
  'POST',
  ({ api, path, params, call, answer }) => {
    const stream = read(params, 'req');
    if (!(stream instanceof Readable)) throw new TypeError('req must be a readable stream.');
    if (call) call.repeatable = false;
    const headers = bodyHeaders(read(stream, 'headers'));
    const options: RequestOptions = { dataType: 'json', type: 'POST', timeout: TRANSFER_TIMEOUT, headers, stream };
    requestOf(api, call, path.url(api, params), options, wrapper(answer));
  },
  ([req]) => {
    // It may fail while a token is fetched, when nobody reads it yet.
    if (req instanceof Readable) req.on('error', () => {});
  },
);

function bodyHeaders(headers: unknown): Record<string, string> {
  const given = Object(headers) as IncomingHttpHeaders;
  return Object.fromEntries(OF_BODY.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));
}

/** POST of a file on disk as it is, without multipart: the parameter `filepath`. */
export const postRaw = kind('POST', ({ api, path, params, call, answer }) => {
  const url = path.url(api, params);
  const stream = createReadStream(String(read(params, 'filepath')));
  requestOf(api, call, url, { dataType: 'json', type: 'POST', stream }, wrapper(answer));
});

/** A message of customer service, for which `prepare` makes a part first: the other parameters are the message. */
export const postAfter = (prepare: (api: Sending['api'], params: unknown, done: RawCallback) => void) =>
  kind('POST', ({ api, path, params, call, answer }) => {
    const url = path.url(api);
    prepare(api, params, (err, body) => {
      if (err) return answer(err);
      requestOf(api, call, url, postJSON(body), wrapper(answer));
    });
  });
