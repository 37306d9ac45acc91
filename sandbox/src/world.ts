// All that the server works with.

import type { Era } from './api/chapter';
import type { RateLimits } from './api/rate_limits';
import type { Tokens } from './api/tokens';
import type { Callbacks } from './callback';
import type { Company } from './model/company';
import type { Troubles } from './model/trouble';
import type { Wire } from './model/wire';

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
