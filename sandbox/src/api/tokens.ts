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

/** An access_token that was given out. */
export interface Token {
  /** The access_token in calls. */
  value: string;
  /** Whose it is. */
  secret: string;
  /** undefined: the contact secret's. */
  app: App | undefined;
  /** Clock milliseconds. */
  expires: number;
}

/** A token as plain data. */
type Saved = Pick<Token, 'value' | 'secret' | 'expires'>;

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
    const now = this.#clock.now();
    for (const token of this.#tokens.values()) if (token.secret === secret && token.expires > now) return token;
    this.#forget(now);
    const token: Token = { value: randomId(214), secret, app, expires: now + LIFE };
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

  /** 41001 without a token, 40014 for a strange one, 42001 for one that has expired. */
  check(value: string): Token {
    if (value === '') fail(41001);
    const token = this.#tokens.get(value) ?? failBare(40014);
    const now = this.#clock.now();
    if (token.expires + REMEMBERED <= now) failBare(40014);
    if (token.expires <= now) fail(42001);
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

  /** Forgets all, or takes these instead. Tokens of a secret that the company does not have are left out. */
  clear(instead: Saved[] = []): void {
    this.#tokens.clear();
    for (const { value, secret, expires } of instead) {
      const app = this.#appOf(secret);
      const isKnown = app !== undefined || secret === this.#company.contactSecret;
      if (isKnown) this.#tokens.set(value, { value, secret, app, expires });
    }
  }

  /** As they can be given to clear(). */
  all(): Saved[] {
    return [...this.#tokens.values()].map(({ value, secret, expires }) => ({ value, secret, expires }));
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
