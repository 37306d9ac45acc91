// The company over HTTP, under /_sandbox/: apps and robots as the console makes them; and what is kept: jobs, files.
import type { FastifyInstance } from 'fastify';
import { Jobs } from '../batch/jobs';
import { type AppChanges, createApp, createRobot, updateApp } from '../directory/apps';
import type { Company } from '../model/company';
import { Exports } from '../model/exports';
import type { Job, Media } from '../model/records';
import type { World } from '../world';
import { INTEGER, object, TEXT } from './schema';

const MOST_MEDIA = 200;
const MOST_JOBS = 100;
/** Rows of a result: refusals only, as an import may have thousands of rows. */
const MOST_REFUSED = 100;

const NAME = { type: 'string' };
const list = (items: object): object => ({ type: 'array', items });
const RANGE = {
  type: 'object',
  additionalProperties: false,
  properties: { users: list(TEXT), parties: list(INTEGER), tags: list(INTEGER) },
  required: ['users', 'parties', 'tags'],
};
const APP = { name: NAME, description: NAME, visible: RANGE };

const SCHEMAS = {
  createApp: object({ agentid: { type: 'integer', minimum: 1 }, ...APP }, ['name']),
  updateApp: object(APP),
  createRobot: object({ name: NAME, key: TEXT }, ['name']),
};

export function addCompany(server: FastifyInstance, { company }: World): void {
  server.post<{ Body: AppChanges & { agentid?: number } }>(
    '/company/apps',
    { schema: SCHEMAS.createApp },
    ({ body }) => ({ app: createApp(company, body) }),
  );
  server.put<{ Params: { agentid: string }; Body: AppChanges }>(
    '/company/apps/:agentid',
    { schema: SCHEMAS.updateApp },
    ({ params, body }) => ({ app: updateApp(company, Number(params.agentid), body) }),
  );
  server.post<{ Body: { name: string; key?: string } }>(
    '/company/robots',
    { schema: SCHEMAS.createRobot },
    ({ body }) => ({ robot: createRobot(company, body) }),
  );
  server.get('/jobs', () => jobsOf(company));
  server.get('/media', () => ({ media: mediaOf(company).map(mediumView) }));
}

function jobsOf(company: Company) {
  return {
    jobs: newest(company.room(Jobs).all, MOST_JOBS).map(jobView),
    exports: newest([...company.room(Exports).all.values()], MOST_JOBS),
  };
}

/** Expired ones are dropped at the next look at one of them. */
function mediaOf({ media, clock }: Company): Media[] {
  const now = clock.now();
  return newest(
    [...media.values()].filter(({ expires }) => expires > now),
    MOST_MEDIA,
  );
}

function newest<T>(all: readonly T[], most: number): T[] {
  return all.slice(-most).reverse();
}

/** `refused`: how many rows of the result are, and the first of them. */
function jobView({ jobid, type, status, total, result, errcode, errmsg }: Job) {
  const refused = result.filter((row) => row.errcode !== 0);
  return {
    jobid,
    type,
    status,
    total,
    done: result.length,
    errcode,
    errmsg,
    refused: refused.length,
    rows: refused.slice(0, MOST_REFUSED),
  };
}

/** expires: null for ever. */
function mediumView({ media_id, type, filename, contentType, data, created, expires }: Media) {
  const until = Number.isFinite(expires) ? expires : null;
  return { media_id, type, filename, contentType, size: data.length, created, expires: until };
}
