// Time and trouble over HTTP, under /_sandbox/: for programs that are not in this process, and for people with curl.
import { Ajv, type ValidateFunction } from 'ajv';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addLive } from './live';
import { codeFor } from './oauth_codes';
import type { App } from './records';
import { shake } from './shakes';
import { FAULTS, type Trouble } from './trouble';
import type { World } from './world';

const object = (properties: object, required: string[] = []) => ({
  body: { type: 'object', additionalProperties: false, properties, required },
});
const count = { type: 'integer', minimum: 1, maximum: 1_000_000 };
const text = { type: 'string', minLength: 1 };
const URL_TEXT = { type: 'string', pattern: '^https?://' };
const KEY = { type: 'string', pattern: '^[A-Za-z0-9]{43}$' };

const SCHEMAS = {
  clock: object({ advance: { type: 'integer', minimum: 0 } }, ['advance']),
  callback: object({ agentid: { type: 'integer' }, url: URL_TEXT, token: text, encodingAESKey: KEY }, [
    'agentid',
    'url',
    'token',
    'encodingAESKey',
  ]),
  tokens: object({ secret: text }),
  trouble: object(
    { path: text, errcode: { type: 'integer' }, errmsg: text, fault: { type: 'string', enum: FAULTS }, times: count },
    ['path'],
  ),
  limits: object({ enabled: { type: 'boolean' } }, ['enabled']),
  code: object({ userid: text, scope: text }, ['userid']),
  shake: object({ userid: text }, ['userid']),
};

const ajv = new Ajv({ coerceTypes: false });
const validators = new Map<string, ValidateFunction>();

/** Compiled once for all sandboxes: tests make one each. */
function validatorOf(schema: object): ValidateFunction {
  const key = JSON.stringify(schema);
  const known = validators.get(key) ?? ajv.compile(schema);
  validators.set(key, known);
  return known;
}

type Body<T> = { Body: T };
type Callback = NonNullable<App['callback']>;

/** To be registered with the prefix /_sandbox. Answers are plain JSON, and refusals HTTP 400: this is not WeCom speaking. */
export function control(world: World): (server: FastifyInstance) => Promise<void> {
  const { company, tokens, limits, trouble } = world;
  return async (server) => {
    server.addHook('onRequest', ownPagesOnly);
    server.setValidatorCompiler<object>(({ schema }) => validatorOf(schema));
    // What the schema cannot know: a clock too far ahead, a member who is not there.
    server.setErrorHandler((err, _request, reply) => reply.code(400).send({ error: messageOf(err) }));
    addLive(server, world);
    server.get('/', () => summary(world));
    server.get('/messages', () => ({ messages: company.messages }));

    server.post<Body<{ advance: number }>>('/clock', { schema: SCHEMAS.clock }, ({ body }) => {
      company.clock.advance(body.advance);
      company.emit('clock.advance', { ms: body.advance });
      return { now: company.clock.now() };
    });

    server.post<Body<Callback & { agentid: number }>>('/callback', { schema: SCHEMAS.callback }, ({ body }) => {
      const { agentid, ...callback } = body;
      const app = company.apps.get(agentid);
      if (app === undefined) throw new RangeError(`The company has no app ${agentid}.`);
      app.callback = callback;
      company.emit('app.callback', app);
      return { agentid, callback };
    });

    server.post<Body<{ secret?: string }>>('/tokens/expire', { schema: SCHEMAS.tokens }, ({ body }) => {
      return { tokens: tokens.expire(body.secret) };
    });
    server.post<Body<{ secret?: string }>>('/tokens/revoke', { schema: SCHEMAS.tokens }, ({ body }) => {
      return { tokens: tokens.revoke(body.secret) };
    });

    server.get('/trouble', () => ({ waiting: trouble.waiting() }));
    server.delete('/trouble', () => {
      trouble.clear();
      return { waiting: [] };
    });
    server.post<Body<Trouble & { path: string; times?: number }>>(
      '/trouble',
      { schema: SCHEMAS.trouble },
      ({ body }) => {
        const { path, times, ...what } = body;
        trouble.next(path, what, times);
        return { waiting: trouble.waiting() };
      },
    );

    server.post<Body<{ enabled: boolean }>>('/limits', { schema: SCHEMAS.limits }, ({ body }) => {
      limits.enabled = body.enabled;
      return { rateLimits: limits.enabled };
    });

    server.post<Body<{ userid: string; scope?: string }>>('/code', { schema: SCHEMAS.code }, ({ body }) => {
      return { code: codeFor(company, body.userid, body.scope ?? 'snsapi_base') };
    });

    server.post<Body<{ userid: string }>>('/shake', { schema: SCHEMAS.shake }, ({ body }) => {
      return { ticket: shake(company, body.userid) };
    });
  };
}

function messageOf(err: unknown): string {
  return err instanceof Error ? err.message : String(err);
}

/** A page from elsewhere, open in the same browser, has no business here. */
async function ownPagesOnly(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { origin } = request.headers;
  if (origin === undefined || origin === `${request.protocol}://${request.host}`) return;
  await reply.code(403).send({ error: 'Only from the sandbox itself.' });
}

function summary({ company, limits, trouble, era }: World) {
  return {
    corpid: company.corpid,
    contactSecret: company.contactSecret,
    apps: [...company.apps.values()].map(({ agentid, secret, name }) => ({ agentid, secret, name })),
    robots: [...company.robots.values()].map(({ key, name }) => ({ key, name })),
    now: company.clock.now(),
    era,
    rateLimits: limits.enabled,
    trouble: trouble.waiting(),
    departments: company.departments.size,
    members: company.members.size,
    messages: company.messages.length,
  };
}
