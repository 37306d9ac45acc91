// What the page looks at: routes of /_sandbox that only read.
import type { FastifyInstance } from 'fastify';
import type { World } from '../world';
import { addActivity } from './activity';
import { addEvents } from './events';
import { addViews } from './views';

/** To be registered where only the sandbox's own pages get in. */
export function addLive(server: FastifyInstance, world: World): void {
  addViews(server, world);
  addActivity(server, world);
  addEvents(server, world);
}
