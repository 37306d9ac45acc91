// All that the server works with.
import type { Era } from './chapter';
import type { Company } from './company';
import type { RateLimits } from './limits';
import type { Wire } from './live/wire';
import type { Tokens } from './tokens';
import type { Troubles } from './trouble';

export interface World {
  company: Company;
  tokens: Tokens;
  limits: RateLimits;
  trouble: Troubles;
  wire: Wire;
  era: Era;
  log: (line: string) => void;
}
