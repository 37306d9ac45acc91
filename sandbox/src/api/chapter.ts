// An endpoint is data: verb, whose token it takes, what it does. The server does the rest, so a chapter is a table.

import type { Clock } from '../model/clock';
import type { Company, Effects } from '../model/company';
import type { Happened } from '../model/events';
import type { App } from '../model/records';
import { type Warning, warningOf } from '../model/warnings';
import { fail } from '../protocol/errors';
import { Input } from '../protocol/input';
import type { RateLimits } from './rate_limits';
import type { TokenKind, Tokens } from './tokens';

/** legacy: 企业号. current: 企业微信 by its newest documents. both: all APIs of either, answering as was measured. */
export type Era = 'legacy' | 'current' | 'both';

/** Part of a multipart form. */
export interface Upload {
  field: string;
  filename: string;
  contentType: string;
  data: Buffer;
}

/** An answer that is not JSON. The server takes care of Range. */
export class Download {
  constructor(
    readonly data: Buffer,
    readonly filename: string,
    readonly contentType = 'application/octet-stream',
  ) {}
}

/** Fields of the answer. errcode 0 and errmsg 'ok' unless it names others. */
export type Answer = Record<string, unknown>;

export interface Endpoint {
  /** POST: reads call.body, which stays empty when the call was a GET. GET: reads call.query. */
  verb: 'GET' | 'POST';
  /** Whose token: the contact secret's, an app's, either, or none at all. A token of the wrong kind gets 48002. */
  secret: 'contact' | 'app' | 'any' | 'none';
  /**
   * It reads details of the address book. In the era current the contact secret gets 48009, as it does in WeCom from addresses that were
   * added since 2022-08-15.
   */
  details?: true;
  /** Another kind of token than the access_token, which no secret of the company stands behind. */
  token?: Exclude<TokenKind, 'access_token'>;
  /** legacy: only 企业号 had it. current: 企业号 did not. Served in those eras and in 'both'. */
  era?: 'legacy' | 'current';
  /** The body is multipart: call.files instead of call.body. */
  upload?: true;
  /** The fields that errors carry too, e.g. () => ({ department: [] }). */
  empty?: () => Answer;
  run(call: Call): Answer | Download | Promise<Answer | Download>;
}

/** By path after /cgi-bin/, e.g. 'department/create'. */
export type Chapter = Record<string, Endpoint>;

/** What a call is made of. */
export interface Parts {
  company: Company;
  tokens: Tokens;
  limits: RateLimits;
  era: Era;
  /** The app whose token it is; undefined for the contact secret's and without a token. */
  app: App | undefined;
  /** The query as it came, for a parameter that is given several times. */
  search: URLSearchParams;
  body: Input;
  files: readonly Upload[];
  /** Where the sandbox is reached, e.g. http://127.0.0.1:8686: for URLs in answers. */
  origin: string;
  /** Who calls when it is not the owner of a token: 'sandbox', for what administrators do. */
  by?: string;
  /** Takes a line about what is not right, although it is no reason to refuse. */
  log?: (line: string) => void;
}

export class Call implements Parts {
  readonly company: Company;
  readonly tokens: Tokens;
  readonly limits: RateLimits;
  readonly era: Era;
  readonly app: App | undefined;
  readonly search: URLSearchParams;
  readonly body: Input;
  readonly files: readonly Upload[];
  readonly origin: string;
  /** Who calls, in the words of a Change. */
  readonly by: string;
  /** Messages and callbacks that came of it; undefined: it changed nothing. */
  effects: Effects | undefined;
  /** What the real WeCom does with this call, and nobody would see. */
  readonly warnings: Warning[] = [];
  readonly log: (line: string) => void;
  #query: Input | undefined;

  constructor(parts: Parts) {
    this.company = parts.company;
    this.tokens = parts.tokens;
    this.limits = parts.limits;
    this.era = parts.era;
    this.app = parts.app;
    this.search = parts.search;
    this.body = parts.body;
    this.files = parts.files;
    this.origin = parts.origin;
    this.by = parts.by ?? (parts.app === undefined ? 'contact' : String(parts.app.agentid));
    this.log = parts.log ?? (() => {});
  }

  /** The first value of each parameter in the URL. Most calls have nothing but a token in it. */
  get query(): Input {
    this.#query ??= new Input(Object.fromEntries([...this.search].reverse()));
    return this.#query;
  }

  get clock(): Clock {
    return this.company.clock;
  }

  /** Whether a parameter had a wrong type so far. */
  get warned(): boolean {
    return this.body.warned || this.#query?.warned === true;
  }

  /** Tells the watchers. After the change, never before a check. */
  emit(happened: Happened): void {
    this.effects ??= { msgids: [], deliveries: [] };
    const { data } = happened;
    if (data !== undefined && 'msgid' in data) this.effects.msgids.push(data.msgid);
    this.company.emit(happened, this.by, this.effects);
  }

  /** Notes what would surprise in the real WeCom. */
  warn(code: Warning['code'], params: Warning['params'] = {}): void {
    this.warnings.push(warningOf(code, params));
  }

  /** The app that a call names: 41011 without one, 40056 for an unknown one, 301002 for another than the token's. */
  agent(agentid: number | undefined): App {
    if (agentid === undefined) fail(41011);
    const app = this.company.apps.get(agentid);
    if (app === undefined) fail(40056);
    // 企业号: one secret stood for a management group with several apps.
    if (app !== this.app && this.era !== 'legacy') fail(301002);
    return app;
  }

  /** The multipart part that WeCom reads: `media`. */
  get media(): Upload | undefined {
    return this.files.find(({ field }) => field === 'media');
  }
}
