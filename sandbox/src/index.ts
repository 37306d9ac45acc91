// A WeCom on this machine: `const sandbox = await createSandbox({ port: 0 })`.
import type { AddressInfo } from 'node:net';
import { callbacks as callbacksKnown } from './catalogue/callbacks';
import { administer } from './control/admin';
import { complaint } from './control/complaints';
import { restore, startAgain } from './control/reset';
import { checkState, stateOf } from './control/state';
import { drill } from './drill';
import { certificateFor } from './http/certificate';
import { Approvals } from './model/approvals';
import type { SandboxOptions } from './options';
import type { Sandbox } from './sandbox';
import { createServer } from './server';
import { CustomerGroup } from './visits/customer_group';
import { CustomerPhone } from './visits/customer_phone';
import { MeetingRoom } from './visits/meeting_room';
import { codeFor } from './visits/oauth_codes';
import { shake } from './visits/shakes';
import { WeChat } from './visits/wechat';
import { Arrivals } from './waiting';
import { createWorld, type World } from './world';

/**
 * Starts an offline WeCom: `const sandbox = await createSandbox({ port: 0 })`. Rejects when the port is taken, and with a TypeError for
 * mistakes in `company`, `state` or `keep`.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 8686, host = '127.0.0.1' } = options;
  const world = createWorld(options);
  if (options.state !== undefined) restore(world, checkState(options.state));
  const tls = options.https ? await certificateFor(host) : undefined;
  const server = await createServer(world, tls);
  await server.listen({ port, host });
  const url = urlOf(server.server.address(), tls === undefined ? 'http' : 'https');
  world.origin = url;
  return sandboxOf(world, tls?.cert, () => server.close());
}

function sandboxOf(world: World, certificate: string | undefined, closeServer: () => Promise<void>): Sandbox {
  const { company, tokens, trouble, limits, wire, callbacks, origin: url } = world;
  const close = async () => {
    const wrong = company.closing.signal.aborted ? undefined : complaint(world);
    company.closing.abort();
    await closeServer();
    if (wrong !== undefined) throw wrong;
  };
  return {
    url,
    prefix: `${url}/cgi-bin/`,
    get corpid() {
      return company.corpid;
    },
    get contactSecret() {
      return company.contactSecret;
    },
    get apps() {
      return [...company.apps.values()].map(({ agentid, secret, name }) => ({ agentid, secret, name }));
    },
    certificate,
    company,
    clock: company.clock,
    tokens,
    trouble,
    limits,
    wire,
    ...observed(world),
    ...acting(world),
    setCallback: (receiver, callback) => callbacks.set(receiver, callback),
    drill: (app, options) => drill(world, typeof app === 'number' ? app : app.agentid, options),
    admin: (path, values) => administer(world, path, values),
    reset: (other) => startAgain(world, other),
    snapshot: () => stateOf(world),
    restore: (state) => restore(world, checkState(state)),
    close,
    [Symbol.asyncDispose]: close,
  };
}

type Observed =
  | 'messages'
  | 'calls'
  | 'deliveries'
  | 'waitForMessage'
  | 'waitForCall'
  | 'waitForDelivery'
  | 'warnings'
  | 'on';

/** What the program under test did. */
function observed(world: World): Pick<Sandbox, Observed> {
  const arrivals = new Arrivals(world);
  return {
    messages: (filter) => arrivals.messages(filter),
    calls: (filter) => arrivals.calls(filter),
    deliveries: (filter) => arrivals.deliveries(filter),
    waitForMessage: (filter, wait) => arrivals.message(filter, wait),
    waitForCall: (wanted, wait) => arrivals.call(wanted, wait),
    waitForDelivery: (filter, wait) => arrivals.delivery(filter, wait),
    warnings: () => world.warnings.all,
    on: (event, watcher) => world.company.watch(event, watcher),
  };
}

type Acting =
  | 'code'
  | 'shake'
  | 'announce'
  | 'samples'
  | 'phone'
  | 'customer'
  | 'wechat'
  | 'customerGroup'
  | 'meeting'
  | 'decide';

/** What members, customers and WeCom itself do. */
function acting({ company, callbacks, origin }: World): Pick<Sandbox, Acting> {
  return {
    code: (userid, scope = 'snsapi_base') => codeFor(company, userid, scope),
    shake: (userid) => shake(company, userid),
    announce: (receiver, what, more) => callbacks.announce(receiver, what, more),
    samples: () => [...callbacksKnown().keys()],
    phone: (userid, agentid) => callbacks.phone(userid, agentid, origin),
    customer: (external_userid, open_kfid) => new CustomerPhone(company, external_userid, open_kfid),
    wechat: (who) => new WeChat(company, who),
    customerGroup: (which) => new CustomerGroup(company, which),
    meeting: (meetingid) => new MeetingRoom(company, meetingid),
    decide: (sp_no, userid, decision) => company.room(Approvals).decide(company, sp_no, userid, decision),
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
export { example } from './config/example';
export { type Extension, extend } from './config/extend';
export { membersFromCsv } from './config/members_csv';
export type { SavedMedia, SavedRooms, State } from './config/state';
export type { DrillOptions, DrillStepName } from './drill/options';
export type { DrillStep, DrillVerdict, Scorecard } from './drill/scorecard';
export type { DrillCode, DrillParams, Words } from './drill/words';
export type { Decision } from './model/approvals';
export type { Bodies, BodyOf } from './model/bodies';
export type { Keep } from './model/bounds';
export type { Clock } from './model/clock';
export type { Company, Watcher } from './model/company';
export type * from './model/events';
export type * from './model/records';
export type { CallbackTrouble, Trouble, Troubles } from './model/trouble';
export type { NotedWarning, Warning } from './model/warnings';
export type { WireEntry } from './model/wire';
export type { SandboxOptions } from './options';
export type { Sandbox } from './sandbox';
export type { CustomerGroup } from './visits/customer_group';
export type { CustomerPhone } from './visits/customer_phone';
export type { MeetingRoom } from './visits/meeting_room';
export type { Added, Adding, Stranger, WeChat } from './visits/wechat';
export type { CallFilter, DeliveryFilter, MessageFilter } from './waiting/filters';
export type { WaitOptions } from './waiting/wait';
