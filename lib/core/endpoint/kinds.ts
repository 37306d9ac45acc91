import { IncomingMessage } from 'node:http';
import { withRawJSON } from '../../compat/raw_json';
import { answerDownload, answerStream } from '../../http/download';
import { parseJSON } from '../../http/json';
import { scrub, scrubResponse } from '../../http/redact';
import { type Field, holdStream, openPart } from '../../http/upload';
import { postJSON, wrapper } from '../../util';
import { transportError } from '../errors';
import { read } from '../property';
import { requestOf } from '../request';
import type { RawCallback, RequestOptions } from '../types';
import { kind, type Sending } from './declare';

// The kinds of endpoint. A path may name parameters that travel in the URL itself, in their order, `access_token`
// among them: `media/get?access_token&media_id`. Unnamed, the token comes last.

const TRANSFER_TIMEOUT = 60_000;

/** GET, answered with JSON. What the path does not name follows it as urllib's `data`, where a list repeats its name. */
export const getMany = kind('GET', ({ api, path, params, call, answer }) => {
  const data = path.unnamed(params);
  requestOf(api, call, path.url(api, params), { dataType: 'json', ...(data && { data }) }, wrapper(answer));
});

/** GET, answered with JSON, of one thing: a list where one id belongs would reach WeCom as any one of its members. */
export const get = kind('GET', ({ api, path, params, call, answer }) => {
  const data = path.unnamed(params);
  for (const [name, value] of Object.entries(data ?? {})) {
    if (Array.isArray(value) && value.length > 1)
      throw new TypeError(`${name} must be one value, got ${value.length}.`);
  }
  requestOf(api, call, path.url(api, params), { dataType: 'json', ...(data && { data }) }, wrapper(answer));
});

/** POST of JSON, answered with JSON. The parameters are the body; a string is sent as it is. */
export const post = kind('POST', (sending) => {
  const { api, path, params, call, answer } = sending;
  requestOf(api, call, path.url(api), postJSON(params), wrapper(answer));
});

/** POST of JSON, answered with JSON. Parameters that the path names go into the URL, the others are the body. */
export const postWithQuery = kind('POST', (sending) => {
  const { api, path, params, call, answer } = sending;
  requestOf(api, call, path.url(api, params), postJSON(path.unnamed(params) ?? {}), wrapper(answer));
});

/** GET whose answer 0.3.0 handed on as bytes: parsed now, with the raw JSON as its `toString()`. */
const raw = (options: RequestOptions | undefined) =>
  kind('GET', (sending) => {
    const { api, path, params, call } = sending;
    const answer = wrapper(sending.answer);
    requestOf(api, call, path.url(api, params), options, (err, data, res) =>
      err ? answer(err, data, res) : answerRaw(data, res, answer),
    );
  });

/** {@link raw}, through `api.request(url, callback)`: stubs count the arguments. */
export const getRaw = raw(undefined);
/** {@link raw}, through `api.request(url, {}, callback)`. */
export const getRawWithOptions = raw({});

function answerRaw(data: unknown, res: unknown, answer: RawCallback): void {
  if (!Buffer.isBuffer(data) && typeof data !== 'string') return answer(null, data, res);
  const text = String(data);
  if (text === '') return answer(null, null, res);
  let parsed: unknown;
  try {
    parsed = parseJSON(text);
  } catch (err) {
    if (err instanceof Error) err.name = 'JSONResponseFormatError';
    return answer(scrub(err, scrubResponse(res)), text, res);
  }
  answer(null, withRawJSON(parsed, text), res);
}

/** What of the options for JSON asks for a file: the parameters that the path does not name are sent, and bytes come back. */
function fileOptions({ path, params }: Sending): RequestOptions {
  const { dataType, ...options } = postJSON(path.unnamed(params) ?? {});
  return options;
}

/** A file into memory: a Buffer, or the parsed object where the server answers JSON. */
const intoMemory = (verb: 'GET' | 'POST', optionsOf: (sending: Sending) => RequestOptions) =>
  kind(verb, (sending) => {
    const { api, path, params, call, answer } = sending;
    requestOf(api, call, path.url(api, params), optionsOf(sending), (err, data, res) =>
      err ? answer(transportError(err)) : answerDownload(data, res, answer),
    );
  });

export const download = intoMemory('GET', () => ({}));
/** {@link download} by a POST of JSON. */
export const postDownload = intoMemory('POST', fileOptions);

/** A file as a stream. */
const asStream = (verb: 'GET' | 'POST', optionsOf: (sending: Sending) => RequestOptions) =>
  kind(verb, (sending) => {
    const { api, path, params, call, answer } = sending;
    const options = { ...optionsOf(sending), streaming: true, gzip: false, timeout: TRANSFER_TIMEOUT };
    requestOf(api, call, path.url(api, params), options, (err, data, res) => {
      if (err || !(res instanceof IncomingMessage)) return wrapper(answer)(err, data, res);
      answerStream(res, TRANSFER_TIMEOUT, answer);
    });
  });

export const stream = asStream('GET', () => ({}));
/** {@link stream} by a POST of JSON. */
export const postStream = asStream('POST', fileOptions);

/**
 * POST of a file as the multipart part `name`. Its parameter `file` is the {@link Upload}, `before` are texts that go
 * before it, the others go into the URL.
 */
export const uploadAs = (name: string) =>
  kind(
    'POST',
    ({ api, path, params, call, answer }) => {
      const url = path.url(api, params);
      const before = read(params, 'before') as Field['before'];
      openPart({ name, ...(before && { before }) }, read(params, 'file'), (err, part) => {
        if (err || !part) return answer(err);
        if (call) call.repeatable = part.repeatable;
        const options = { dataType: 'json', type: 'POST', timeout: TRANSFER_TIMEOUT, headers: part.headers } as const;
        requestOf(api, call, url, { ...options, stream: part.stream }, wrapper(answer));
      });
    },
    (args) => args.forEach(holdStream),
  );

/** {@link uploadAs} the part `media`, which most endpoints want. */
export const upload = uploadAs('media');
