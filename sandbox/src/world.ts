// All that the server works with.
import type { Callbacks } from './callback';
import type { Era } from './chapter';
import type { Company } from './company';
import type { RateLimits } from './limits';
import type { Tokens } from './tokens';
import type { Troubles } from './trouble';
import type { Wire } from './wire';

export interface World {
  company: Company;
  tokens: Tokens;
  limits: RateLimits;
  trouble: Troubles;
  wire: Wire;
  callbacks: Callbacks;
  era: Era;
  log: (line: string) => void;
  /** Where the sandbox is reached, e.g. http://127.0.0.1:8686: for URLs in answers. */
  origin: string;
}
