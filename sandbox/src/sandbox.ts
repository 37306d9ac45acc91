// What createSandbox gives.
import type { RateLimits } from './api/rate_limits';
import type { Tokens } from './api/tokens';
import type { Receiver } from './callback';
import type { Phone } from './callback/phone';
import type { CompanyConfig } from './config/config';
import type { State } from './config/state';
import type { DrillOptions } from './drill/options';
import type { Scorecard } from './drill/scorecard';
import type { Decision } from './model/approvals';
import type { Clock } from './model/clock';
import type { Company, Watcher } from './model/company';
import type { EventName } from './model/events';
import type { Approval, Callback, Delivery, Message } from './model/records';
import type { Troubles } from './model/trouble';
import type { NotedWarning } from './model/warnings';
import type { Wire, WireEntry } from './model/wire';
import type { CustomerGroup } from './visits/customer_group';
import type { CustomerPhone } from './visits/customer_phone';
import type { MeetingRoom } from './visits/meeting_room';
import type { Stranger, WeChat } from './visits/wechat';
import type { CallFilter, DeliveryFilter, MessageFilter } from './waiting/filters';
import type { WaitOptions } from './waiting/wait';

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
  /**
   * Sent messages, oldest first; the newest 20,000, unless `keep.messages` says otherwise. `filter`: only those. With a msgtype their
   * bodies are typed: `sandbox.messages({ msgtype: 'text' })[0]?.body.text.content`.
   */
  messages<T extends string = string>(filter?: MessageFilter<T>): Message<T>[];
  /**
   * The first message that fits, sent already or to come. Rejects with a TimeoutError that lists what was sent instead, and when the
   * sandbox is reset or closed.
   */
  waitForMessage<T extends string = string>(
    filter?: MessageFilter<T>,
    options?: WaitOptions<Message>,
  ): Promise<Message<T>>;
  /** The first call that fits, made already or to come: `waitForCall('message/send')`. Rejects as waitForMessage does. */
  waitForCall(wanted: string | CallFilter, options?: WaitOptions<WireEntry>): Promise<WireEntry>;
  /** The first callback that fits and is over, received or failed. Rejects as waitForMessage does. */
  waitForDelivery(filter?: DeliveryFilter, options?: WaitOptions<Delivery>): Promise<Delivery>;
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
  on<E extends EventName | '*'>(event: E, watcher: Watcher<E>): () => void;
  /**
   * Verifies the URL as the console does, within 1 s, and sends callbacks there from now on. Rejects with the reason when the URL does
   * not prove itself; then all stays as it was.
   *
   * `receiver`: an agentid, or `contact` for changes of the address book.
   * {@link https://developer.work.weixin.qq.com/document/path/90238}
   */
  setCallback(receiver: Receiver, callback: Callback): Promise<void>;
  /**
   * An event that no member causes, of approval, documents, licences …: `announce(1000002, 'open_approval_change')` sends a sample with the
   * ids of the company, `announce(1000002, { Event: 'open_approval_change', AgentID: 1000002, ApprovalInfo: { … } })` what is given. Resolves
   * when it was received or has failed for good.
   *
   * `what`: a name of `samples()`, or the fields in the names of its XML, as WeCom documents them; FromUserName is `sys` unless given.
   * `more`: fields over those of the sample. A RangeError for an unknown name, and without an Event.
   * {@link https://developer.work.weixin.qq.com/document/path/90240}
   */
  announce(
    receiver: Receiver,
    what: string | Record<string, unknown>,
    more?: Record<string, unknown>,
  ): Promise<Delivery>;
  /**
   * The names of all callbacks that `announce` has a sample of: `change_external_chat/update`; notices to suites as `suite/suite_ticket`,
   * messages as `message/text`.
   */
  samples(): string[];
  /** The member's phone with this app open: write, tap the menu, press cards. A RangeError when the member cannot open the app. */
  phone(userid: string, agentid: number): Phone;
  /** The WeChat of a customer who writes to an account of 微信客服. A RangeError when there is none of them. */
  customer(external_userid: string, open_kfid: string): CustomerPhone;
  /**
   * The WeChat of a customer, or of somebody who is none yet: `wechat({ name: 'Wang' }).add('zhangsan', { state: 'shop 7' })`. Apps hear of
   * what customers do in it, `change_external_contact` and `change_external_chat`. A RangeError when there is no such customer.
   * {@link https://developer.work.weixin.qq.com/document/path/92130}
   */
  wechat(who: string | Stranger): WeChat;
  /** A group of customers on the phone of its owner: one that there is, by its chat_id, or a new one. A RangeError when there is none. */
  customerGroup(which: string | { owner: string; name: string }): CustomerGroup;
  /** A meeting as it is held: members join and leave, and it ends. A RangeError when there is none. */
  meeting(meetingid: string): MeetingRoom;
  /** A member agrees to an application (2) or refuses it (3), or the applicant withdraws it (4). A RangeError when it is not their turn. */
  decide(sp_no: string, userid: string, decision: Decision): Approval;
  /**
   * What a program has to survive one day, one thing after the other, against this app: dead tokens (42001, 40014), −1, a lost answer, copies
   * of a callback, one for another company, 60020, 45009. The scorecard says for each whether it was passed: `assert.ok(card.ok,
   * String(card))`. The app's tokens are others afterwards; what was ordered with `trouble` waits meanwhile.
   *
   * `app`: one of `apps`, or its agentid. Rejects with a RangeError when there is no such app and while another drill is under way, and when
   * the sandbox is reset or closed.
   */
  drill(app: number | { agentid: number }, options?: DrillOptions): Promise<Scorecard>;
  /** What would surprise in the real WeCom: `In the real WeCom text.content is cut after 2048 bytes …`. The newest 1,000, oldest first. */
  warnings(): NotedWarning[];
  /** Callbacks, oldest first; the newest 20,000, unless `keep.deliveries` says otherwise. `filter`: only those. */
  deliveries(filter?: DeliveryFilter): Delivery[];
  /** The calls of the wire log, oldest first. `filter`: only those. */
  calls(filter?: CallFilter): WireEntry[];
  /**
   * As an administrator in the console, or a member with a customer or a meeting, by the rules of the API: `admin('user/create', { userid:
   * … })`. Who hears of such changes hears of it. Gives WeCom's answer, refusals as well.
   *
   * `path`: as after /cgi-bin/, of users, departments and tags; externalcontact/ remark, mark_tag, …_corp_tag, groupchat/…transfer; meeting/
   * update and cancel. Others are a RangeError. `values`: the parameters.
   */
  admin(path: string, values: Record<string, unknown>): Promise<Record<string, unknown>>;
  /**
   * Back to the beginning, at the same URL: company, messages, callbacks, files, wire, clock, tokens, trouble and limits. What is under
   * way ends, and callbacks that were set later are gone. What `on` watches is still watched; `company.reset` tells it.
   *
   * `company`: begin with this one, and go back to it from now on. A TypeError for mistakes in it; then nothing is changed.
   */
  reset(company?: CompanyConfig): void;
  /** What there is by now, as plain data: for `restore`, or as JSON for a file. See State for what is not in it. */
  snapshot(): State;
  /** Back to what there was at a snapshot; tokens of that time are good again. A TypeError when it is no state; then nothing is changed. */
  restore(state: State): void;
  /** Ends it, also with calls still open; callbacks under way fail. */
  close(): Promise<void>;
  /** close(), for `await using sandbox = await createSandbox({ port: 0 })`. */
  [Symbol.asyncDispose](): Promise<void>;
}
