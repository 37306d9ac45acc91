import { read } from '../../core/property';
import { Answer, writeAnswer } from '../protocol/answer';
import type { Cryptor } from '../protocol/crypto';
import { openEnvelope } from '../protocol/envelope';
import {
  decryptMessage,
  NOT_IMPLEMENTED,
  PAYLOAD_TOO_LARGE,
  queryParameters,
  type Verifier,
  verifyURL,
} from '../protocol/request';
import type { Config } from '../types/config';
import type { AnyRequest, AnyResponse, Middleware, Next } from '../types/handlers';
import { type Body, drain, readBody, TOO_LARGE } from './body';
import { type Dispatcher, dispatch } from './dispatch';

const DEFAULT_LIMIT = 1024 * 1024;

/** The middleware for connect, express and whatever calls its middlewares like them. */
export function middlewareOf(handler: Dispatcher, config: Config, own: Cryptor): Middleware {
  return (req, res, next) => {
    if (req.method === 'GET') return verifyURLRequest(verifierFor(req, config, own), req, res, next);
    if (req.method !== 'POST') return writeAnswer(res, NOT_IMPLEMENTED);
    const verifier = verifierFor(req, config, own);
    // Behind a promise, the handler runs in the AsyncLocalStorage that the middleware was called in; the events of a stream
    // do not. It is the only promise on the way, unless somebody has to be waited for.
    readBody(req, config.limit ?? DEFAULT_LIMIT).then((body) => {
      try {
        receive({ handler, config, own, verifier }, body, req, res, next)?.catch(next);
      } catch (err) {
        next(err);
      }
    }, next);
  };
}

/** A cryptor of the request's own wins, as it is: the configured one is not to open what was meant for another. */
function cryptorFor(req: AnyRequest, own: Cryptor): Cryptor {
  const given = read(req, 'cryptor');
  return isGiven(given) ? given : own;
}

function isGiven(value: unknown): value is Cryptor {
  return value !== undefined && value !== null;
}

function verifierFor(req: AnyRequest, { checkReceiveId, maxAge }: Config, own: Cryptor): Verifier {
  const cryptor = cryptorFor(req, own);
  const expected = checkReceiveId ? String(read(cryptor, 'id') ?? read(own, 'id')) : undefined;
  return { cryptor, expected, maxAge };
}

function verifyURLRequest(verifier: Verifier, req: AnyRequest, res: AnyResponse, next: Next): void {
  let answer: Answer;
  try {
    answer = verifyURL(verifier, queryParameters(req));
  } catch (err) {
    return next(err);
  }
  writeAnswer(res, answer);
}

/** What a message is received with. */
interface Receiver {
  handler: Dispatcher;
  config: Config;
  /** The cryptor that is configured. */
  own: Cryptor;
  verifier: Verifier;
}

/** A promise where something is still to be waited for. */
function receive(
  { handler, config, own, verifier }: Receiver,
  body: Body,
  req: AnyRequest,
  res: AnyResponse,
  next: Next,
): Promise<void> | undefined {
  if (body === TOO_LARGE) return refuseLarge(req, res);
  if (body === '') throw Object.assign(new Error('body is empty'), { name: 'Wechat', status: 400, statusCode: 400 });
  const envelope = openEnvelope(body, req);
  const decrypted = decryptMessage(verifier, queryParameters(req), envelope);
  if (!(decrypted instanceof Answer)) {
    return dispatch({ handler, config, decrypted, cryptor: () => cryptorFor(req, own) }, req, res, next);
  }
  writeAnswer(res, decrypted);
  return undefined;
}

/** Answers at once, and closes when the client had its say: one that is cut off while it writes does not read. */
async function refuseLarge(req: AnyRequest, res: AnyResponse): Promise<void> {
  const { status, body } = PAYLOAD_TOO_LARGE;
  res.writeHead(status, { 'Content-Length': body.length, Connection: 'close' });
  res.write(body);
  await drain(req);
  res.end();
}
