// The state of a sandbox as plain data: to come back to, to keep in a file, to carry into another process.
import type { ValidateFunction } from 'ajv';
import type { Tokens } from '../api/tokens';
import { checkCompany } from '../config/check';
import { type CompanyConfig, configOf } from '../config/config';
import type { Chat, Delivery, Media, Message } from '../model/records';
import type { Troubles } from '../model/trouble';
import type { World } from '../world';
import { STATE } from './state_schema';

/** A file of a state. */
export interface SavedMedia extends Omit<Media, 'data' | 'expires'> {
  /** Base64. */
  data: string;
  /** Clock milliseconds; null for ever. */
  expires: number | null;
}

/**
 * A sandbox's state, as JSON can hold it: the company, what was sent and delivered, files, tokens, ordered trouble and the time.
 * Not in it: the wire log, codes of the authorize page, jobs, and what is under way.
 */
export interface State {
  /** 1: of this form. */
  version: 1;
  /** How far the clock was put forward, in milliseconds. */
  ahead: number;
  rateLimits: boolean;
  company: CompanyConfig;
  chats: Chat[];
  media: SavedMedia[];
  messages: Message[];
  deliveries: Delivery[];
  tokens: ReturnType<Tokens['all']>;
  trouble: ReturnType<Troubles['waiting']>;
}

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
