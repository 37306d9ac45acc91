// A drill over HTTP, for programs in other languages and for the page.
import type { FastifyInstance } from 'fastify';
import { drill } from '../drill';
import { DRILL_STEPS, type DrillOptions } from '../drill/options';
import type { World } from '../world';
import { goneSignal } from './gone';
import { FIELDS, INTEGER, object, TEXT } from './schema';

const MS = { type: 'integer', minimum: 0, maximum: 600_000 };

const DRILL = object(
  {
    agentid: INTEGER,
    steps: { type: 'array', items: { type: 'string', enum: DRILL_STEPS } },
    trigger: { type: 'string', enum: ['message', 'wait'] },
    userid: TEXT,
    message: { anyOf: [TEXT, FIELDS] },
    timeout: MS,
    repeatWithin: MS,
    watch: MS,
    pause: MS,
    mostCalls: MS,
    format: { type: 'string', enum: ['json', 'text', 'junit'] },
    language: { type: 'string', enum: ['en', 'zh'] },
  },
  ['agentid'],
);

interface Ordered extends Omit<DrillOptions, 'signal'> {
  agentid: number;
  format?: 'json' | 'text' | 'junit';
  language?: 'en' | 'zh';
}

/** The header `drill` says `passed` or `failed`, whatever the format. */
export function addDrill(server: FastifyInstance, world: World): void {
  server.post<{ Body: Ordered }>('/drill', { schema: DRILL }, async ({ body }, reply) => {
    const { agentid, format = 'json', language, ...options } = body;
    const signal = goneSignal(reply.raw, 'Nobody waits for the drill any more.');
    const card = await drill(world, agentid, { ...options, signal });
    reply.header('drill', card.ok ? 'passed' : 'failed');
    if (format === 'text') return reply.type('text/plain; charset=utf-8').send(`${card.toString(language)}\n`);
    return format === 'junit' ? reply.type('application/xml').send(card.toJUnit()) : card;
  });
}
