// Back to the beginning, or to a state that was kept, without a new port: what a test wants between two others.
import { checkCompany } from '../config/check';
import { type CompanyConfig, fill } from '../config/config';
import type { State } from '../config/state';
import { unique } from '../config/unique';
import { Sent } from '../messaging/sent';
import type { Delivery } from '../model/records';
import type { World } from '../world';
import { complaint } from './complaints';
import { restoreRooms } from './rooms';
import { mediaOf } from './state';

/** As it started. `company`: from now on this one instead, which was checked. */
function reset(world: World, company?: CompanyConfig): void {
  if (company !== undefined) world.seed.company = world.seed.unique ? unique(company) : company;
  begin(world, world.seed.company, () => {
    world.limits.enabled = world.seed.rateLimits;
  });
}

/** reset() as users call it: with a company that is yet to be checked, and a complaint afterwards where the options ask for one. */
export function startAgain(world: World, company: unknown): void {
  const checked = company === undefined ? undefined : checkCompany(company);
  const wrong = complaint(world);
  reset(world, checked);
  if (wrong !== undefined) throw wrong;
}

/** `state` was checked. It stays as it is, and may be restored again. */
export function restore(world: World, given: State): void {
  const { company, tokens, limits, trouble, callbacks } = world;
  const state = structuredClone(given);
  begin(world, state.company, () => {
    company.clock.ahead = state.ahead;
    limits.enabled = state.rateLimits;
    for (const chat of state.chats) company.chats.set(chat.chatid, chat);
    for (const medium of state.media) company.media.set(medium.media_id, mediaOf(medium));
    const sent = company.room(Sent);
    for (const message of state.messages) sent.restore(message);
    for (const delivery of state.deliveries) callbacks.deliveries.restore(over(delivery));
    restoreRooms(company, state.rooms);
    tokens.clear(state.tokens);
    for (const { path, trouble: what, left } of state.trouble) trouble.next(path, what, left);
  });
}

function begin(world: World, config: CompanyConfig, fillIn: () => void): void {
  const { company, tokens, limits, trouble, wire, callbacks } = world;
  company.clear();
  company.clock.ahead = 0;
  tokens.clear();
  limits.clear();
  trouble.clear();
  wire.clear();
  world.warnings.clear();
  callbacks.deliveries.countFrom(0);
  fill(company, config);
  fillIn();
  company.emit({ event: 'company.reset', data: { started: company.started } });
}

/** One that was under way when it was kept will not arrive any more. */
function over(delivery: Delivery): Delivery {
  if (delivery.state !== 'sending') return delivery;
  return { ...delivery, state: 'failed', problem: 'It was under way when the state was kept.' };
}
