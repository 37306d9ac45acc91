// Answers a call with the trouble that was ordered for it.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Trouble } from '../model/trouble';
import { ERRMSGS } from '../protocol/errmsgs';
import { WeComError } from '../protocol/errors';
import { answerError } from './answer';

const HTML =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n';

/** With a lost answer the call is carried out. */
type Fault = Exclude<NonNullable<Trouble['fault']>, 'lost'>;
type Answered = Omit<Trouble, 'fault'> & { fault?: Fault | undefined };

const faults: Record<Fault, (request: FastifyRequest, reply: FastifyReply) => FastifyReply> = {
  drop(request, reply) {
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  },
  /** Until the caller gives up, or the sandbox closes. */
  stall: (_request, reply) => reply.hijack(),
  html: (_request, reply) => reply.code(502).header('content-type', 'text/html').send(HTML),
  empty: (_request, reply) => json(reply).send(''),
  broken: (_request, reply) => json(reply).send('{"errcode":0,"errmsg":"o'),
};

export function answerTrouble(trouble: Answered, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { errcode = -1, errmsg = ERRMSGS[errcode] ?? 'system error', fault } = trouble;
  if (fault !== undefined) return faults[fault](request, reply);
  return answerError(reply, new WeComError(errcode, errmsg), request.ip, {}, false);
}

function json(reply: FastifyReply): FastifyReply {
  return reply.code(200).header('content-type', 'application/json; charset=UTF-8');
}
