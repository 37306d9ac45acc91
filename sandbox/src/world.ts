// All that the server works with.

import type { Era } from './api/chapter';
import { RateLimits } from './api/rate_limits';
import { Tokens } from './api/tokens';
import { Callbacks } from './callback';
import { checkPath } from './chapters/known';
import { checkCompany } from './config/check';
import { type CompanyConfig, fill } from './config/config';
import { example } from './config/example';
import { unique } from './config/unique';
import { keepOf } from './model/bounds';
import { Clock } from './model/clock';
import { Company } from './model/company';
import { Troubles } from './model/trouble';
import { Warnings } from './model/warnings';
import { Wire } from './model/wire';
import type { SandboxOptions } from './options';
import { isErrcode } from './protocol/errcodes';

export interface World {
  company: Company;
  tokens: Tokens;
  limits: RateLimits;
  trouble: Troubles;
  wire: Wire;
  callbacks: Callbacks;
  era: Era;
  log: (line: string) => void;
  warnings: Warnings;
  /** What reset() goes back to. */
  seed: { company: CompanyConfig; unique: boolean; rateLimits: boolean };
  /** Of what reset() and close() complain. */
  strict: { unknownPath: boolean; unservedTrouble: boolean };
  /** Paths that were called, and that there are not. */
  unknownPaths: Set<string>;
  /** Where the sandbox is reached, e.g. http://127.0.0.1:8686: for URLs in answers. */
  origin: string;
}

/** All but the server, which fills in the origin. */
export function createWorld(options: SandboxOptions): World {
  const { era = 'both', rateLimits = false, log = () => {}, callbackTimeout = 5000 } = options;
  const clock = new Clock();
  const keep = keepOf(options.keep);
  const company = new Company(clock, keep);
  const given = options.company === undefined ? example : checkCompany(options.company);
  const isUnique = options.unique === true;
  const seed = { company: isUnique ? unique(given) : given, unique: isUnique, rateLimits };
  fill(company, seed.company);
  const wire = new Wire(clock, keep.wire);
  const warnings = new Warnings(log);
  const trouble = new Troubles({ checkPath, isErrcode });
  return {
    company,
    tokens: new Tokens(company),
    limits: new RateLimits(clock, rateLimits),
    trouble,
    wire,
    callbacks: new Callbacks(company, wire, era, callbackTimeout, trouble, warnings),
    era,
    log,
    seed,
    warnings,
    strict: {
      unknownPath: options.unknownPath === 'throw',
      unservedTrouble: options.unservedTrouble === 'throw',
    },
    unknownPaths: new Set(),
    origin: '',
  };
}
