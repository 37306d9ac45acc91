// Time and trouble over HTTP, under /_sandbox/: for programs that are not in this process, and for people with curl.
import type { FastifyInstance } from 'fastify';
import { ownOnly } from '../http/origin';
import { addLive } from '../live';
import { type Reason, reasonOf } from '../model/reason';
import type { CallbackTrouble, Trouble } from '../model/trouble';
import { codeFor } from '../visits/oauth_codes';
import { shake } from '../visits/shakes';
import type { World } from '../world';
import { addApprovals } from './approval_routes';
import { addArrivals } from './arrivals';
import { addCallback } from './callback_routes';
import { addCompany } from './company_routes';
import { addCustomers } from './customer_routes';
import { addDrill } from './drill_routes';
import { addMeetings } from './meeting_routes';
import { addOpenapi } from './openapi';
import { restore, startAgain } from './reset';
import { FIELDS, object, optional, TEXT, validatorOf } from './schema';
import { checkState, stateOf } from './state';
import { CALLBACK_TROUBLE, TROUBLE } from './trouble_schema';

const count = { type: 'integer', minimum: 1, maximum: 1_000_000 };

const SCHEMAS = {
  reset: optional(object({ company: FIELDS })),
  clock: object({ advance: { type: 'integer', minimum: 0 } }, ['advance']),
  tokens: object({ secret: TEXT }),
  trouble: object({ path: TEXT, ...TROUBLE, times: count }, ['path']),
  callbackTrouble: object({ ...CALLBACK_TROUBLE, times: count }),
  limits: object({ enabled: { type: 'boolean' } }, ['enabled']),
  code: object({ userid: TEXT, scope: TEXT }, ['userid']),
  shake: object({ userid: TEXT }, ['userid']),
};

type Body<T> = { Body: T };

/** To be registered with the prefix /_sandbox. Answers are plain JSON, and refusals HTTP 400: this is not WeCom speaking. */
export function control(world: World): (server: FastifyInstance) => Promise<void> {
  return async (server) => {
    server.addHook('onRequest', ownOnly(world));
    server.setValidatorCompiler<object>(({ schema }) => validatorOf(schema));
    // What the schema cannot know: a clock too far ahead, a member who is not there.
    server.setErrorHandler((err, _request, reply) =>
      reply.code(400).send({ error: messageOf(err), reason: reasonOf(err) ?? schemaReason(err) }),
    );
    addLive(server, world);
    addOpenapi(server);
    server.get('/', () => summary(world));
    server.get('/warnings', () => ({ warnings: world.warnings.all }));
    server.get('/health', () => ({ status: 'ok' }));
    addArrivals(server, world);
    addState(server, world);
    addTime(server, world);
    addTrouble(server, world);
    addVisits(server, world);
    addCallback(server, world);
    addCompany(server, world);
    addDrill(server, world);
    addApprovals(server, world);
    addCustomers(server, world);
    addMeetings(server, world);
  };
}

function addState(server: FastifyInstance, world: World): void {
  server.post<Body<{ company?: unknown } | undefined>>('/reset', { schema: SCHEMAS.reset }, ({ body }) => {
    const { company } = body ?? {};
    startAgain(world, company);
    return summary(world);
  });
  server.get('/state', () => stateOf(world));
  server.put<Body<unknown>>('/state', ({ body }) => {
    restore(world, checkState(body));
    return summary(world);
  });
}

function addTime(server: FastifyInstance, { company, tokens }: World): void {
  server.post<Body<{ advance: number }>>('/clock', { schema: SCHEMAS.clock }, ({ body }) => {
    company.clock.advance(body.advance);
    company.emit({ event: 'clock.advance', data: { ms: body.advance } });
    return { now: company.clock.now() };
  });

  server.post<Body<{ secret?: string }>>('/tokens/expire', { schema: SCHEMAS.tokens }, ({ body }) => {
    return { tokens: tokens.expire(body.secret) };
  });
  server.post<Body<{ secret?: string }>>('/tokens/revoke', { schema: SCHEMAS.tokens }, ({ body }) => {
    return { tokens: tokens.revoke(body.secret) };
  });
}

function addTrouble(server: FastifyInstance, { company, limits, trouble }: World): void {
  const ordered = () => {
    const waiting = trouble.waiting();
    company.emit({ event: 'trouble.change', data: waiting });
    return { waiting };
  };
  server.get('/trouble', () => ({ waiting: trouble.waiting(), waitingCallbacks: trouble.waitingCallbacks() }));
  server.post<Body<CallbackTrouble & { times?: number }>>(
    '/trouble/callback',
    { schema: SCHEMAS.callbackTrouble },
    ({ body: { times, ...what } }) => {
      trouble.nextCallback(what, times);
      return { waitingCallbacks: trouble.waitingCallbacks() };
    },
  );
  server.delete('/trouble', () => {
    trouble.clear();
    return ordered();
  });
  server.post<Body<Trouble & { path: string; times?: number }>>('/trouble', { schema: SCHEMAS.trouble }, ({ body }) => {
    const { path, times, ...what } = body;
    trouble.next(path, what, times);
    return ordered();
  });

  server.post<Body<{ enabled: boolean }>>('/limits', { schema: SCHEMAS.limits }, ({ body }) => {
    limits.enabled = body.enabled;
    company.emit({ event: 'limits.change', data: { enabled: body.enabled } });
    return { rateLimits: limits.enabled };
  });
}

/** Members who come to a page of yours. */
function addVisits(server: FastifyInstance, { company }: World): void {
  server.post<Body<{ userid: string; scope?: string }>>('/code', { schema: SCHEMAS.code }, ({ body }) => {
    return { code: codeFor(company, body.userid, body.scope ?? 'snsapi_base') };
  });

  server.post<Body<{ userid: string }>>('/shake', { schema: SCHEMAS.shake }, ({ body }) => {
    return { ticket: shake(company, body.userid) };
  });
}

/** Which field the schema did not take. */
function schemaReason(err: unknown): Reason | undefined {
  const [first] = err instanceof Error && 'validation' in err && Array.isArray(err.validation) ? err.validation : [];
  if (first === undefined) return undefined;
  const { instancePath, params } = Object(first);
  const names = [...String(instancePath).split('/').slice(1), Object(params).missingProperty];
  return { code: 'schema', params: { field: names.filter(Boolean).join('.') } };
}

function messageOf(err: unknown): string {
  return err instanceof Error ? err.message : String(err);
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
    messages: company.sent.length,
  };
}
