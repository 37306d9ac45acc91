// A WeCom on this machine: `const sandbox = await createSandbox({ port: 0 })`.
import type { AddressInfo } from 'node:net';
import type { Era } from './api/chapter';
import { RateLimits } from './api/rate_limits';
import { Tokens } from './api/tokens';
import { Callbacks, type Receiver } from './callback';
import type { Phone } from './callback/phone';
import { checkCompany } from './config/check';
import { type CompanyConfig, fill } from './config/config';
import { example } from './config/example';
import { administer } from './control/admin';
import { certificateFor } from './http/certificate';
import { Approvals, type Decision } from './model/approvals';
import { type Keep, keepOf } from './model/bounds';
import { Clock } from './model/clock';
import { Company, type Watcher } from './model/company';
import type { EventName } from './model/events';
import type { Approval, Callback, Delivery, Message } from './model/records';
import { Troubles } from './model/trouble';
import { Wire } from './model/wire';
import { createServer } from './server';
import { CustomerPhone } from './visits/customer_phone';
import { codeFor } from './visits/oauth_codes';
import { shake } from './visits/shakes';

/** Options of a sandbox, all optional. */
export interface SandboxOptions {
  /** 8686; 0 takes any that is free. */
  port?: number;
  /** On which address it listens. 127.0.0.1: nobody else reaches it, and its levers answer to names of this machine only. */
  host?: string;
  /** A company of your own instead of the example. A TypeError names each mistake: `company.members[3].department[0]: no department 99`. */
  company?: CompanyConfig;
  /** legacy: 企业号. current: 企业微信 by its newest documents. both (the default): all APIs of either, answering as was measured. */
  era?: Era;
  /** true: HTTPS with a certificate made on the spot, which is `sandbox.certificate`. */
  https?: boolean;
  /** true: calls are counted, and answered with 45009 where WeCom would. Off unless asked for. */
  rateLimits?: boolean;
  /** Milliseconds that an app has to answer a callback, 5000: less for tests of apps that are slow. */
  callbackTimeout?: number;
  /** Limits of memory, beyond which the oldest records are dropped: `{ messages: 20_000, deliveries: 20_000, wire: 500, media: 10_000, mediaBytes: 2 ** 29 }`. */
  keep?: Partial<Keep>;
  /** Called with a line about unknown paths, refused pages and mistakes of the sandbox. The command line prints them. */
  log?: (line: string) => void;
}

/** An offline WeCom that listens. Each is a company of its own; they can run side by side. */
export interface Sandbox {
  /** Where it is reached, as goes before `/cgi-bin/`: http://127.0.0.1:8686. */
  readonly url: string;
  /** For the library: `api.prefix = sandbox.prefix`. */
  readonly prefix: string;
  /** The company's, for `gettoken`. */
  readonly corpid: string;
  /** The secret that writes the address book (通讯录同步). */
  readonly contactSecret: string;
  /** The apps: `new API(sandbox.corpid, app.secret, app.agentid)`. */
  readonly apps: readonly { agentid: number; secret: string; name: string }[];
  /** With https: the certificate, to be trusted by the caller (`ca`). */
  readonly certificate: string | undefined;
  /** The whole state, to look at: `company.members`, `company.departments`, `company.tags` … */
  readonly company: Company;
  /** Its time: `clock.advance(ms)`. */
  readonly clock: Clock;
  /** The access_tokens: `tokens.expire()` (42001), `tokens.revoke()` (40014). */
  readonly tokens: Tokens;
  /** Trouble on demand: `trouble.next('message/send', { errcode: -1 })`. */
  readonly trouble: Troubles;
  /** `limits.enabled = true` counts calls from then on (45009). */
  readonly limits: RateLimits;
  /** The newest 500 requests and callbacks, unless `keep.wire` says otherwise. */
  readonly wire: Pick<Wire, 'entries'>;
  /** Sent messages, oldest first; the newest 20,000, unless `keep.messages` says otherwise. */
  messages(): Message[];
  /**
   * As if the member had opened the authorize page: a code for auth/getuserinfo and user/getuserinfo, good once within 5 minutes.
   *
   * `scope`: snsapi_base unless given; snsapi_privateinfo brings a user_ticket. A RangeError when there is no such member.
   * {@link https://developer.work.weixin.qq.com/document/path/91022}
   */
  code(userid: string, scope?: string): string;
  /** As if the member had shaken the phone near a beacon (企业号): a ticket for shakearound/getshakeinfo, good for 30 minutes. */
  shake(userid: string): string;
  /** Every change of state: `department.create` …, or `*` for all. Gives back how to stop watching. */
  on(event: EventName | '*', watcher: Watcher): () => void;
  /**
   * Verifies the URL as the console does, within 1 s, and sends callbacks there from now on. Rejects with the reason when the URL does
   * not prove itself; then all stays as it was.
   *
   * `receiver`: an agentid, or `contact` for changes of the address book.
   * {@link https://developer.work.weixin.qq.com/document/path/90238}
   */
  setCallback(receiver: Receiver, callback: Callback): Promise<void>;
  /** The member's phone with this app open: write, tap the menu, press cards. A RangeError when the member cannot open the app. */
  phone(userid: string, agentid: number): Phone;
  /** The WeChat of a customer who writes to an account of 微信客服. A RangeError when there is none of them. */
  customer(external_userid: string, open_kfid: string): CustomerPhone;
  /** A member agrees to an application (2) or refuses it (3), or the applicant withdraws it (4). A RangeError when it is not their turn. */
  decide(sp_no: string, userid: string, decision: Decision): Approval;
  /** Callbacks, oldest first; the newest 20,000, unless `keep.deliveries` says otherwise. */
  deliveries(): Delivery[];
  /**
   * As an administrator in the console, by the rules of the API: `admin('user/create', { userid: … })`. The contact assistant hears of
   * it. Gives WeCom's answer, refusals as well.
   *
   * `path`: of users, departments and tags, as after /cgi-bin/; others are a RangeError. `values`: the parameters.
   */
  admin(path: string, values: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Ends it, also with calls still open; callbacks under way fail. */
  close(): Promise<void>;
}

/**
 * Starts an offline WeCom: `const sandbox = await createSandbox({ port: 0 })`. Rejects when the port is taken, and with a TypeError for
 * mistakes in `company` or `keep`.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    port = 8686,
    host = '127.0.0.1',
    era = 'both',
    rateLimits = false,
    log = () => {},
    callbackTimeout = 5000,
  } = options;
  const clock = new Clock();
  const keep = keepOf(options.keep);
  const company = new Company(clock, keep);
  fill(company, options.company === undefined ? example : checkCompany(options.company));
  const wire = new Wire(clock, keep.wire);
  const world = {
    company,
    tokens: new Tokens(company),
    limits: new RateLimits(clock, rateLimits),
    trouble: new Troubles(),
    wire,
    callbacks: new Callbacks(company, wire, era, callbackTimeout),
    era,
    log,
    origin: '',
  };
  const tls = options.https ? await certificateFor(host) : undefined;
  const server = await createServer(world, tls);
  await server.listen({ port, host });
  const url = urlOf(server.server.address(), tls === undefined ? 'http' : 'https');
  world.origin = url;
  return {
    url,
    prefix: `${url}/cgi-bin/`,
    corpid: company.corpid,
    contactSecret: company.contactSecret,
    apps: [...company.apps.values()].map(({ agentid, secret, name }) => ({ agentid, secret, name })),
    certificate: tls?.cert,
    company,
    clock,
    tokens: world.tokens,
    trouble: world.trouble,
    limits: world.limits,
    wire,
    messages: () => company.sent.all,
    code: (userid, scope = 'snsapi_base') => codeFor(company, userid, scope),
    shake: (userid) => shake(company, userid),
    setCallback: (receiver, callback) => world.callbacks.set(receiver, callback),
    phone: (userid, agentid) => world.callbacks.phone(userid, agentid, url),
    customer: (external_userid, open_kfid) => new CustomerPhone(company, external_userid, open_kfid),
    decide: (sp_no, userid, decision) => company.room(Approvals).decide(company, sp_no, userid, decision),
    deliveries: () => company.delivered.all,
    admin: (path, values) => administer(world, path, values),
    on: (event, watcher) => company.watch(event, watcher),
    close() {
      company.closing.abort();
      return server.close();
    },
  };
}

function urlOf(address: AddressInfo | string | null, scheme: string): string {
  if (address === null || typeof address === 'string') throw new Error('The sandbox listens on no port.');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `${scheme}://${host}:${address.port}`;
}

export type { Era } from './api/chapter';
export type { RateLimits } from './api/rate_limits';
export type { Token, Tokens } from './api/tokens';
export type { Receiver } from './callback';
export type { TapDetails } from './callback/menu';
export type { Phone } from './callback/phone';
export type { Selected } from './callback/press';
export type { Medium, PhoneFile } from './callback/samples';
export type { CompanyConfig } from './config/config';
export type { Decision } from './model/approvals';
export type { Keep } from './model/bounds';
export type { Clock } from './model/clock';
export type { Company, Watcher } from './model/company';
export type * from './model/events';
export type * from './model/records';
export type { Trouble, Troubles } from './model/trouble';
export type { WireEntry } from './model/wire';
export type { CustomerPhone } from './visits/customer_phone';
