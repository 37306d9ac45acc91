// An answer on the wire: always HTTP 200, the errcode once more in the headers, JSON with its charset.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, Download } from '../api/chapter';
import { fail, type WeComError } from '../protocol/errors';

/** Bytes of a file, the last one included. */
interface Part {
  from: number;
  to: number;
}

const WARNING = 'Warning: wrong json format. ';
/** A larger file comes in parts only. */
const MOST_AT_ONCE = 20 * 1024 * 1024;

export function answerJson(reply: FastifyReply, result: Answer, warned: boolean): FastifyReply {
  const answer: Answer = { errcode: 0, errmsg: 'ok', ...result };
  if (warned) answer.errmsg = `${answer.errmsg}. ${WARNING}`;
  return send(reply, answer);
}

/** `empty`: what the API gives out when it succeeds, without anything in it. */
export function answerError(
  reply: FastifyReply,
  err: WeComError,
  ip: string,
  empty: Answer,
  warned: boolean,
): FastifyReply {
  const errmsg = err.errmsg(ip, warned ? WARNING : '');
  return send(reply, { errcode: err.errcode, errmsg, ...empty, ...err.extra });
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  return reply
    .code(200)
    .header('content-type', 'application/json; charset=UTF-8')
    .header('server', 'nginx')
    .header('error-code', String(answer.errcode))
    .header('error-msg', headerText(String(answer.errmsg)))
    .send(JSON.stringify(answer));
}

/** What callers wrote may be in it, and a header takes visible ASCII only. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}

/** `Range: bytes=a-b` gets that part. */
export function answerDownload(file: Download, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { data, filename, contentType } = file;
  const part = rangeOf(request.headers.range, data.length);
  if (part === undefined && data.length > MOST_AT_ONCE) fail(830002);
  reply
    .header('content-type', contentType)
    .header('server', 'nginx')
    .header('accept-ranges', 'bytes')
    .header('content-disposition', `attachment; filename="${dispositionName(filename)}"`);
  return sendPart(reply, data, part);
}

export function sendPart(reply: FastifyReply, data: Buffer, part: Part | undefined): FastifyReply {
  if (part === undefined) return reply.code(200).send(data);
  const { from, to } = part;
  return reply
    .code(206)
    .header('content-range', `bytes ${from}-${to}/${data.length}`)
    .send(data.subarray(from, to + 1));
}

/** As its UTF-8 bytes, which is how Node writes latin1 in headers; without what would end the header or the quotes. */
export function dispositionName(filename: string): string {
  return Buffer.from(filename.replace(/["\\\p{Cc}]/gu, '_')).toString('latin1');
}

/** undefined: the whole. A range that does not fit counts as none. */
export function rangeOf(header: string | undefined, length: number): Part | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return from <= to ? { from, to } : undefined;
}
