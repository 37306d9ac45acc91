// Access tokens: one for a secret, the same for two hours, whoever asks and however often.
import { type Clock, DAY, HOUR } from '../model/clock';
import type { Company } from '../model/company';
import { randomId } from '../model/random_id';
import type { App } from '../model/records';
import { fail, failBare } from '../protocol/errors';

const LIFE = 2 * HOUR;
/** After that nobody remembers a dead token: 40014 instead of 42001. */
const REMEMBERED = DAY;
/** So many dead ones are remembered. */
const MOST_DEAD = 1000;

/** The kinds of token, each named as its parameter in the URL is. */
export type TokenKind =
  | 'access_token'
  | 'suite_access_token'
  | 'provider_access_token'
  | 'model_access_token'
  | 'device_access_token';

/** The codes for a token that is missing, one that nobody was given, and one that has expired. */
export const TOKEN_CODES: Readonly<Record<TokenKind, { missing: number; invalid: number; expired: number }>> = {
  access_token: { missing: 41001, invalid: 40014, expired: 42001 },
  suite_access_token: { missing: 41022, invalid: 40082, expired: 42009 },
  provider_access_token: { missing: 41001, invalid: 40014, expired: 42001 },
  model_access_token: { missing: 710400, invalid: 710400, expired: 710401 },
  device_access_token: { missing: 40106, invalid: 40106, expired: 42021 },
};

/** An access_token that was given out, or a token of another kind. */
export interface Token {
  /** The token in calls. */
  value: string;
  /** Whose it is. */
  secret: string;
  /** undefined: it is an access_token. */
  kind?: TokenKind;
  /** undefined: the contact secret's. */
  app: App | undefined;
  /** Clock milliseconds. */
  expires: number;
}

/** A token as plain data. */
type Saved = Pick<Token, 'value' | 'secret' | 'kind' | 'expires'>;

/** The access_tokens. WeCom expires and revokes them one day; `expire()` and `revoke()` do it now. */
export class Tokens {
  readonly #clock: Clock;
  readonly #company: Company;
  readonly #tokens = new Map<string, Token>();

  constructor(company: Company) {
    this.#company = company;
    this.#clock = company.clock;
  }

  /** A repeated call gets the same token, and `expires_in: 7200` again although less is left: as measured, and a classic trap. */
  issue(secret: string): Token {
    const app = this.#appOf(secret);
    if (app === undefined && secret !== this.#company.contactSecret) fail(40001);
    return this.#living(secret, 'access_token') ?? this.#keep({ secret, app });
  }

  /** One of another kind than the access_token. Everybody is given one: the sandbox knows no service providers, and no devices. */
  issueKind(kind: Exclude<TokenKind, 'access_token'>, secret: string): Token {
    return this.#living(secret, kind) ?? this.#keep({ secret, kind, app: undefined });
  }

  #living(secret: string, kind: TokenKind): Token | undefined {
    const now = this.#clock.now();
    for (const token of this.#tokens.values()) {
      if (token.secret === secret && token.expires > now && kindOf(token) === kind) return token;
    }
    return undefined;
  }

  #keep(given: Pick<Token, 'secret' | 'kind' | 'app'>): Token {
    const now = this.#clock.now();
    this.#forget(now);
    const token: Token = { value: randomId(214), expires: now + LIFE, ...given };
    this.#tokens.set(token.value, token);
    return token;
  }

  #forget(now: number): void {
    const dead = [...this.#tokens.values()].filter(({ expires }) => expires <= now);
    const tooMany = dead.length - MOST_DEAD;
    for (const [index, { value, expires }] of dead.entries()) {
      if (index < tooMany || expires + REMEMBERED <= now) this.#tokens.delete(value);
    }
  }

  /** 41001 without a token, 40014 for a strange one, 42001 for one that has expired; other kinds have codes of their own. */
  check(value: string, kind: TokenKind = 'access_token'): Token {
    const { missing, invalid, expired } = TOKEN_CODES[kind];
    if (value === '') fail(missing);
    const token = this.#tokens.get(value);
    const now = this.#clock.now();
    if (token === undefined || kindOf(token) !== kind || token.expires + REMEMBERED <= now) return failBare(invalid);
    if (token.expires <= now) fail(expired);
    return token;
  }

  /** One that was given out, also when it has expired since. */
  find(value: string): Token | undefined {
    return this.#tokens.get(value);
  }

  /**
   * From now on they have expired: calls with them get 42001.
   *
   * `secret`: only the tokens of this one; all of them without it. Gives how many it concerned.
   */
  expire(secret?: string): number {
    const now = this.#clock.now();
    return this.#each(secret, (token) => {
      token.expires = Math.min(token.expires, now);
    });
  }

  /**
   * WeCom does not know them any more: calls with them get 40014.
   *
   * `secret`: only the tokens of this one; all of them without it. Gives how many it concerned.
   */
  revoke(secret?: string): number {
    return this.#each(secret, ({ value }) => this.#tokens.delete(value));
  }

  /** Forgets all, or takes these instead. access_tokens of a secret that the company does not have are left out. */
  clear(instead: Saved[] = []): void {
    this.#tokens.clear();
    for (const saved of instead) {
      const app = saved.kind === undefined ? this.#appOf(saved.secret) : undefined;
      const isKnown = app !== undefined || saved.kind !== undefined || saved.secret === this.#company.contactSecret;
      if (isKnown) this.#tokens.set(saved.value, { ...saved, app });
    }
  }

  /** As they can be given to clear(). */
  all(): Saved[] {
    return [...this.#tokens.values()].map(({ app, ...saved }) => saved);
  }

  #appOf(secret: string): App | undefined {
    return [...this.#company.apps.values()].find((one) => one.secret === secret);
  }

  /** How many it concerned. */
  #each(secret: string | undefined, act: (token: Token) => void): number {
    const concerned = [...this.#tokens.values()].filter((token) => secret === undefined || token.secret === secret);
    concerned.forEach(act);
    return concerned.length;
  }
}

function kindOf({ kind = 'access_token' }: Token): TokenKind {
  return kind;
}
