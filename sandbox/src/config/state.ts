// The form of a state that is kept.
import type { Tokens } from '../api/tokens';
import type { Chat, Delivery, Media, Message } from '../model/records';
import type { Troubles } from '../model/trouble';
import type { CompanyConfig } from './config';

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
