// The form of a state that is kept.
import type { Tokens } from '../api/tokens';
import type { Chat, Delivery, Media, Message } from '../model/records';
import type { Troubles } from '../model/trouble';
import type { CompanyConfig } from './config';

/** What chapters keep: maps as lists of pairs, and of key, value and end where these expire. */
export type SavedRooms = Record<string, Record<string, unknown>>;

/** A file of a state. */
export interface SavedMedia extends Omit<Media, 'data' | 'expires'> {
  /** Base64. */
  data: string;
  /** Clock milliseconds; null for ever. */
  expires: number | null;
}

/**
 * A sandbox's state, as JSON can hold it: the company, what was sent and delivered, files, tokens, ordered trouble, the time, and what the
 * chapters keep: customers, applications, meetings, codes, jobs that are done … Not in it: the wire log, and what is under way.
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
  /** By chapter, as far as it was used. */
  rooms: SavedRooms;
}
