import type { IncomingMessage } from 'node:http';
import { unzip } from 'node:zlib';
import { read } from '../core/property';
import type { RequestOptions } from '../core/types';
import { outputLimit, tooLarge } from './limits';

type Decoded = (err: unknown, data: unknown) => void;

/** The body as `dataType` wants it. Bytes in an encoding that is not known stay bytes. */
export function decode(body: Buffer, res: IncomingMessage, options: RequestOptions, done: Decoded): void {
  const { dataType, maxResponseSize } = options;
  const encoding = body.length > 0 ? res.headers['content-encoding']?.toLowerCase() : undefined;
  if (!encoding) return decodeText(body, res.headers['content-type'], dataType, done);
  if (encoding !== 'gzip' && encoding !== 'deflate') return done(null, body);
  unzip(body, outputLimit(maxResponseSize), (err, data) => {
    if (!err) return decodeText(data, res.headers['content-type'], dataType, done, true);
    if (maxResponseSize !== undefined && read(err, 'code') === 'ERR_BUFFER_TOO_LARGE')
      return done(tooLarge(maxResponseSize), body);
    if (err.name === 'Error') err.name = 'UnzipError';
    done(err, body);
  });
}

function decodeText(
  body: Buffer,
  contentType: string | undefined,
  dataType: unknown,
  done: Decoded,
  isUnzipped = false,
): void {
  if (dataType !== 'json' && dataType !== 'text') return done(null, body);
  const text = textOf(body, contentType);
  if (text === undefined) return done(null, body);
  if (dataType === 'text') return done(null, text);
  // Only what came empty is nothing; what was compressed is text that is no JSON.
  if (body.length === 0 && !isUnzipped) return done(null, null);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (err) {
    return done(explained(err, text), text);
  }
  done(null, data);
}

const CHARSET = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i;

function textOf(body: Buffer, contentType: string | undefined): string | undefined {
  const [, quoted, bare] = contentType === undefined ? [] : (CHARSET.exec(contentType) ?? []);
  const charset = quoted || bare || 'utf-8';
  if (Buffer.isEncoding(charset)) return body.toString(charset);
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return undefined;
  }
}

/** The parser's error with a piece of what it could not read. */
function explained(err: unknown, text: string): unknown {
  if (!(err instanceof SyntaxError)) return err;
  const piece =
    text.length > 1024
      ? `${JSON.stringify(text.slice(0, 512))} ...skip... ${JSON.stringify(text.slice(-512))}`
      : JSON.stringify(text);
  err.name = 'JSONResponseFormatError';
  err.message += ` (data json format: ${piece})`;
  return err;
}
