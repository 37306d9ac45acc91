// The state of a sandbox as plain data: to come back to, to keep in a file, to carry into another process.
import type { ValidateFunction } from 'ajv';
import { checkCompany } from '../config/check';
import { configOf } from '../config/config';
import type { SavedMedia, State } from '../config/state';
import type { Media } from '../model/records';
import type { World } from '../world';
import { savedRooms } from './rooms';
import { STATE } from './state_schema';

/** A copy: what happens afterwards does not change it. */
export function stateOf({ company, limits, tokens, trouble }: World): State {
  return structuredClone({
    version: 1,
    ahead: company.clock.ahead,
    rateLimits: limits.enabled,
    company: configOf(company),
    chats: [...company.chats.values()],
    media: [...company.media.values()].map(savedMedia),
    messages: company.sent.all,
    deliveries: company.delivered.all,
    tokens: tokens.all(),
    trouble: trouble.waiting(),
    rooms: savedRooms(company),
  });
}

function savedMedia({ data, expires, ...media }: Media): SavedMedia {
  return { ...media, data: data.toString('base64'), expires: Number.isFinite(expires) ? expires : null };
}

export function mediaOf({ data, expires, ...media }: SavedMedia): Media {
  return { ...media, data: Buffer.from(data, 'base64'), expires: expires ?? Number.POSITIVE_INFINITY };
}

let shape: ValidateFunction<State> | undefined;

/** It may come from a file, so its type proves nothing. Throws a TypeError that names the first mistake. */
export function checkState(state: unknown): State {
  shape ??= compiled();
  if (!shape(state)) {
    const { instancePath = '', message = 'is none' } = shape.errors?.[0] ?? {};
    throw new TypeError(`state${instancePath.replaceAll('/', '.')}: ${message}`);
  }
  checkCompany(state.company);
  return state;
}

function compiled(): ValidateFunction<State> {
  const { Ajv }: typeof import('ajv') = require('ajv');
  return new Ajv().compile<State>(STATE);
}
