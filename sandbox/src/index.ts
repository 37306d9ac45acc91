// A WeCom on this machine: `const sandbox = await createSandbox({ port: 0 })`.
import type { AddressInfo } from 'node:net';
import { administer } from './admin';
import { type Keep, keepOf } from './bounds';
import { Callbacks, type Receiver } from './callback';
import type { Phone } from './callback/phone';
import type { Era } from './chapter';
import { Clock } from './clock';
import { Company, type Watcher } from './company';
import { type CompanyConfig, fill } from './config';
import { checkCompany } from './config_check';
import type { EventName } from './events';
import { example } from './example';
import { certificateFor } from './https';
import { RateLimits } from './limits';
import { codeFor } from './oauth_codes';
import type { Callback, Delivery, Message } from './records';
import { createServer } from './server';
import { shake } from './shakes';
import { Tokens } from './tokens';
import { Troubles } from './trouble';
import { Wire } from './wire';

export interface SandboxOptions {
  /** 8686; 0 takes any that is free. */
  port?: number;
  /** 127.0.0.1: nobody else reaches it. */
  host?: string;
  /** Instead of the example. */
  company?: CompanyConfig;
  /** legacy: 企业号. current: 企业微信 by its newest documents. both (the default): all APIs of either, answering as was measured. */
  era?: Era;
  /** true: with a certificate made on the spot. */
  https?: boolean;
  /** Off unless asked for. */
  rateLimits?: boolean;
  /** ms that an app has to answer a callback, 5000: less for tests of apps that are slow. */
  callbackTimeout?: number;
  /** How much it keeps before the oldest goes: `{ messages: 20_000, deliveries: 20_000, wire: 500, media: 10_000, mediaBytes: 512 MiB }`. */
  keep?: Partial<Keep>;
  /** Where the sandbox says what its user should know. Silent by default; the command line prints it. */
  log?: (line: string) => void;
}

export interface Sandbox {
  /** What goes before `/cgi-bin/`. */
  readonly url: string;
  /** What to give the library: `api.prefix = sandbox.prefix`. */
  readonly prefix: string;
  readonly corpid: string;
  readonly contactSecret: string;
  readonly apps: readonly { agentid: number; secret: string; name: string }[];
  /** With https: the certificate, to be trusted by the caller. */
  readonly certificate: string | undefined;
  /** The whole state, to look at. */
  readonly company: Company;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly trouble: Troubles;
  readonly limits: RateLimits;
  /** The newest 500 requests and callbacks, unless `keep.wire` says otherwise. */
  readonly wire: Pick<Wire, 'entries'>;
  /** What was sent so far, oldest first. */
  messages(): Message[];
  /** As if the member had opened the authorize page: a code for auth/getuserinfo. */
  code(userid: string, scope?: string): string;
  /** As if the member had shaken the phone near a beacon: a ticket for shakearound/getshakeinfo. */
  shake(userid: string): string;
  /** Every change of state: `department.create` …, or `*` for all. Gives back how to stop watching. */
  on(event: EventName | '*', watcher: Watcher): () => void;
  /** Verifies the URL as the console does, and sends the app's callbacks there from now on. `contact`: changes of the address book. */
  setCallback(receiver: Receiver, callback: Callback): Promise<void>;
  /** The member's phone with this app open: write, tap the menu, press what is on a card. */
  phone(userid: string, agentid: number): Phone;
  /** What was sent to callback URLs so far, oldest first. */
  deliveries(): Delivery[];
  /** As an administrator in the console: `admin('user/create', { userid: … })`. Gives WeCom's answer, refusals as well. */
  admin(path: string, values: Record<string, unknown>): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

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

export type { Keep } from './bounds';
export type { Receiver } from './callback';
export type { Phone } from './callback/phone';
export type { Era } from './chapter';
export type { Company, Watcher } from './company';
export type { CompanyConfig } from './config';
export type * from './events';
export type * from './records';
export type { Trouble, Troubles } from './trouble';
export type { WireEntry } from './wire';
