// JS-SDK tickets. The same ticket for two hours, like tokens.
// 获取企业的jsapi_ticket: https://developer.work.weixin.qq.com/document/path/90506
import type { Call, Chapter } from '../api/chapter';
import { HOUR } from '../model/clock';
import { randomId } from '../model/random_id';
import { fail } from '../protocol/errors';
import { EXPIRES_IN } from './token';

export class Tickets {
  /** By who asked for it. */
  readonly all = new Map<string, { ticket: string; expires: number }>();

  issue(owner: string, now: number): string {
    const old = this.all.get(owner);
    if (old !== undefined && old.expires > now) return old.ticket;
    const made = { ticket: randomId(86), expires: now + 2 * HOUR };
    this.all.set(owner, made);
    return made.ticket;
  }
}

export const ticket: Chapter = {
  get_jsapi_ticket: {
    verb: 'GET',
    secret: 'any',
    run: (call) => issue(call, 'corp'),
  },

  'ticket/get': {
    verb: 'GET',
    secret: 'app',
    era: 'current',
    run(call) {
      if (call.query.text('type') !== 'agent_config') fail(91040);
      return issue(call, call.by);
    },
  },
};

function issue({ company, clock }: Call, owner: string) {
  return { ticket: company.room(Tickets).issue(owner, clock.now()), expires_in: EXPIRES_IN };
}
