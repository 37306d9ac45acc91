import { read } from '../../core/property';
import type { Cryptor } from '../protocol/crypto';
import { openEnvelope } from '../protocol/envelope';
import { Answer, NOT_IMPLEMENTED, type Opener, open, PAYLOAD_TOO_LARGE, queryOf, verifyURL } from '../protocol/request';
import type { Config } from '../types/config';
import type { Incoming, Middleware, Next, Outgoing } from '../types/handlers';
import { drain, readBody, TOO_LARGE } from './body';
import { type Dispatcher, respond, write } from './dispatch';

const LIMIT = 1024 * 1024;

/** The middleware for connect, express and whatever calls its middlewares like them. */
export function middlewareOf(handler: Dispatcher, config: Config, own: Cryptor): Middleware {
  return (req, res, next) => {
    if (req.method === 'GET') return answerCheck(openerFor(req, config, own), req, res, next);
    if (req.method !== 'POST') return write(res, NOT_IMPLEMENTED);
    receive(handler, config, own, req, res, next).catch(next);
  };
}

/** A cryptor of the request's own wins, as it is: the configured one is not to open what was meant for another. */
function cryptorFor(req: Incoming, own: Cryptor): Cryptor {
  const given = read(req, 'cryptor');
  return isGiven(given) ? given : own;
}

function isGiven(value: unknown): value is Cryptor {
  return value !== undefined && value !== null;
}

function openerFor(req: Incoming, { checkReceiveId, maxAge }: Config, own: Cryptor): Opener {
  const cryptor = cryptorFor(req, own);
  const expected = checkReceiveId ? String(read(cryptor, 'id') ?? read(own, 'id')) : undefined;
  return { cryptor, expected, maxAge };
}

function answerCheck(opener: Opener, req: Incoming, res: Outgoing, next: Next): void {
  let answer: Answer;
  try {
    answer = verifyURL(opener, queryOf(req));
  } catch (err) {
    return next(err);
  }
  write(res, answer);
}

async function receive(handler: Dispatcher, config: Config, own: Cryptor, req: Incoming, res: Outgoing, next: Next) {
  const opener = openerFor(req, config, own);
  const body = await readBody(req, config.limit ?? LIMIT);
  if (body === TOO_LARGE) return refuseLarge(req, res);
  if (body === '') throw Object.assign(new Error('body is empty'), { name: 'Wechat', status: 400, statusCode: 400 });
  const envelope = openEnvelope(body, String(read(req.headers, 'content-type')));
  const opened = open(opener, queryOf(req), envelope);
  if (opened instanceof Answer) return write(res, opened);
  await respond({ handler, config, opened, cryptor: () => cryptorFor(req, own) }, req, res, next);
}

/** Answers at once, and closes when the client had its say: one that is cut off while it writes does not read. */
async function refuseLarge(req: Incoming, res: Outgoing): Promise<void> {
  const { status, body } = PAYLOAD_TOO_LARGE;
  res.writeHead(status, { 'Content-Length': body.length, Connection: 'close' });
  res.write(body);
  await drain(req);
  res.end();
}
