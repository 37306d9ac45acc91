// Delivers to a callback URL: three tries, each with its own time limit, until one is answered with HTTP 200.
// 接收消息与事件: https://developer.work.weixin.qq.com/document/path/90238
import type { Company } from '../model/company';
import { pause } from '../model/pause';
import { type Reason, reasonOf } from '../model/reason';
import type { Callback, Delivery } from '../model/records';
import { Semaphore } from '../model/semaphore';
import type { CallbackTrouble, Troubles } from '../model/trouble';
import type { Warnings } from '../model/warnings';
import type { Exchange, Wire } from '../model/wire';
import { isTooDeep } from '../protocol/depth';
import { Cipher } from './cipher';
import { seal } from './envelope';
import { exchangeOf } from './exchange';
import { Overtaken } from './overtaken';
import { accept } from './reply';
import { ask } from './request';
import { signed } from './sign';
import { whatIsWrong } from './verify';
import { type Fields, writeXml } from './xml';

const TRIES = 3;
/** A company's id and a token that nobody has. */
export const ANOTHER = 'wwanothercompany';
/** Deliveries to one URL at a time. Thousands at once would time out on this machine, not at the app. */
const AT_ONCE = 20;

/** Who is told, and who did it. */
export interface Address {
  callback: Callback | undefined;
  agentid?: number;
  userid?: string;
}

export class Deliveries {
  readonly #company: Company;
  readonly #wire: Wire;
  readonly #timeout: number;
  readonly #trouble: Troubles;
  readonly #warnings: Warnings;
  readonly #overtaken = new Overtaken();
  /** By URL: an app that is slow does not keep the others waiting. */
  readonly #semaphores = new Map<string, Semaphore>();
  #last = 0;

  /** timeout: ms for each try. */
  constructor(company: Company, wire: Wire, timeout: number, trouble: Troubles, warnings: Warnings) {
    this.#company = company;
    this.#wire = wire;
    this.#timeout = timeout;
    this.#trouble = trouble;
    this.#warnings = warnings;
  }

  /** Adds one that is over: nobody is told. */
  restore(delivery: Delivery): void {
    this.#last = Math.max(this.#last, delivery.id);
    this.#company.delivered.add(delivery, sizeOf(delivery));
  }

  /** The next one is number `last` + 1. */
  countFrom(last: number): void {
    this.#last = last;
  }

  /** An event that WeCom itself tells: there is no app to it. */
  announce(address: Address, Event: string, fields: Fields): Promise<Delivery> {
    const { corpid: ToUserName, clock } = this.#company;
    const CreateTime = clock.seconds();
    return this.deliver(address, { ToUserName, FromUserName: 'sys', CreateTime, MsgType: 'event', Event, ...fields });
  }

  /** Resolves when it was received, or has failed for good. */
  async deliver({ callback, agentid, userid }: Address, message: Fields): Promise<Delivery> {
    const { clock, delivered, started } = this.#company;
    if (isTooDeep(message)) throw new RangeError('The message is nested too deep.');
    this.#last += 1;
    const delivery: Delivery = {
      id: this.#last,
      at: clock.now(),
      ...(agentid !== undefined && { agentid }),
      ...(userid !== undefined && { userid }),
      url: callback?.url ?? '',
      message,
      xml: writeXml(message),
      tries: [],
      state: 'sending',
    };
    delivered.add(delivery, sizeOf(delivery));
    this.#company.caused(delivery.id);
    this.#tell('callback.send', delivery);
    if (callback === undefined) fail(delivery, 'There is no callback URL to send it to.', { code: 'no_callback' });
    else await this.#send(delivery, callback);
    // After a reset it is nobody's any more.
    if (started !== this.#company.started) return delivery;
    delivered.resize(delivery, sizeOf(delivery));
    this.#tell('callback.done', delivery);
    return delivery;
  }

  /** As it should, or with the trouble that was ordered. */
  async #send(delivery: Delivery, callback: Callback): Promise<void> {
    const { underWay } = this.#company;
    const trouble = this.#trouble.takeCallback(delivery.agentid ?? 'contact') ?? {};
    if (trouble.delay !== undefined) await pause(trouble.delay, underWay);
    if (trouble.fault === 'order') await this.#overtaken.wait(callback.url, underWay);
    await this.#inTurn(delivery, callback, trouble, underWay);
    this.#overtaken.passed(callback.url);
  }

  /** The queue of a URL is limited. WeCom, too, drops callbacks for a server that is too slow. */
  async #inTurn(delivery: Delivery, callback: Callback, trouble: CallbackTrouble, signal: AbortSignal): Promise<void> {
    const { url } = callback;
    const most = this.#company.keep.deliveries;
    const semaphore = this.#semaphores.get(url) ?? new Semaphore(AT_ONCE);
    this.#semaphores.set(url, semaphore);
    if (semaphore.waiting >= most)
      return fail(delivery, `Not sent, as ${most} wait for this URL already.`, {
        code: 'queue_full',
        params: { most },
      });
    await semaphore.run(() => this.#tryAll(delivery, callback, trouble, signal));
    if (semaphore.isIdle) this.#semaphores.delete(url);
  }

  /** All go to the callback that was set when it happened. */
  async #tryAll(delivery: Delivery, callback: Callback, trouble: CallbackTrouble, signal: AbortSignal): Promise<void> {
    const wrong = whatIsWrong(callback);
    if (wrong !== undefined) return fail(delivery, wrong.message, wrong.reason);
    while (delivery.tries.length < TRIES && !signal.aborted) {
      await this.#try(delivery, callback, trouble, signal);
      if (delivery.state === 'received') return this.#repeat(delivery, callback, trouble, signal);
    }
    if (signal.aborted) return fail(delivery, String(signal.reason), { code: 'closed' });
    const { status = 0, error = `HTTP ${status}`, reason = httpReason(status) } = delivery.tries.at(-1) ?? {};
    fail(delivery, `Given up after ${TRIES} tries: ${error}`, reason);
  }

  /** Once more, although it was received. */
  async #repeat(delivery: Delivery, callback: Callback, trouble: CallbackTrouble, signal: AbortSignal): Promise<void> {
    const { copies = 1 } = trouble;
    for (let copy = 1; copy < copies && !signal.aborted; copy++) await this.#try(delivery, callback, trouble, signal);
  }

  /** Encrypted and signed anew each time; what is inside stays the same. */
  async #try(delivery: Delivery, callback: Callback, trouble: CallbackTrouble, signal: AbortSignal): Promise<void> {
    const { clock, corpid } = this.#company;
    const at = clock.now();
    const receiveid = receiveidOf(delivery.message) ?? corpid;
    const cipher = new Cipher(callback, receiveid);
    const encrypted = (trouble.fault === 'receiveid' ? new Cipher(callback, ANOTHER) : cipher).encrypt(delivery.xml);
    const signer = trouble.fault === 'signature' ? new Cipher({ ...callback, token: ANOTHER }, receiveid) : cipher;
    const url = signed(callback.url, signer, encrypted, at);
    const request = seal(encrypted, receiveid, receiveid === corpid ? delivery.agentid : undefined);
    const post = { headers: { 'content-type': 'text/xml; charset=UTF-8' }, body: request };
    const started = performance.now();
    const answer = await ask(url.href, post, this.#timeout, signal);
    const ms = performance.now() - started;
    const outcome =
      answer instanceof Error ? { error: answer.message, ...reasonPart(answer) } : { status: answer.status };
    delivery.tries.push({ at, ms, ...outcome });
    if (signal.aborted && !this.#company.closing.signal.aborted) return;
    const isFirst = delivery.state !== 'received';
    if (isFirst && !(answer instanceof Error) && answer.status === 200) {
      received(this.#company, delivery, cipher, answer.text);
      for (const warning of delivery.warnings ?? []) this.#warnings.add({ ...warning, at, delivery: delivery.id });
    }
    this.#record(delivery, { ...exchangeOf(url, answer, post.headers), direction: 'out', method: 'POST', ms, request });
    this.#tell('callback.try', delivery);
  }

  /** First what is in the encrypted texts: nobody could read it otherwise. */
  #record(delivery: Delivery, exchange: Exchange): void {
    const { id, agentid, xml, answer = '', message, tries, problem, reason, warnings } = delivery;
    const from = agentid === undefined ? 'contact' : this.#company.apps.get(agentid)?.name;
    this.#wire.record({
      ...exchange,
      delivery: id,
      attempt: tries.length,
      about: aboutOf(message),
      ...(problem !== undefined && { note: problem }),
      ...(reason !== undefined && { reason }),
      ...(warnings !== undefined && { warnings }),
      request: `${xml}\n\n${exchange.request}`,
      response: `${answer}\n\n${exchange.response}`.trim(),
      ...(from !== undefined && { from }),
    });
  }

  #tell(event: 'callback.send' | 'callback.try' | 'callback.done', delivery: Delivery): void {
    this.#company.emit({ event, data: delivery }, delivery.userid);
  }
}

function fail(delivery: Delivery, problem: string, reason: Reason): void {
  Object.assign(delivery, { state: 'failed', problem, reason });
}

function httpReason(status: number): Reason {
  return { code: 'http_status', params: { status } };
}

function reasonPart(err: unknown): { reason?: Reason } {
  const reason = reasonOf(err);
  return reason === undefined ? {} : { reason };
}

/** What it tells of: `text`, `click`, `change_contact · update_user`. */
function aboutOf({ MsgType, Event, InfoType, ChangeType }: Fields): string {
  if (MsgType !== 'event' && InfoType === undefined) return String(MsgType);
  return [InfoType ?? Event, ChangeType].filter((part) => part !== undefined).join(' · ');
}

/** Notices to a suite are for the suite, or for whoever made it. */
function receiveidOf({ InfoType, SuiteId, ServiceCorpId }: Fields): string | undefined {
  const id = InfoType === undefined ? undefined : (SuiteId ?? ServiceCorpId);
  return typeof id === 'string' ? id : undefined;
}

/** Approximate bytes in memory. The message and its XML hold the same texts. */
function sizeOf({ url, xml, answer = '', reply }: Delivery): number {
  return url.length + 2 * xml.length + answer.length + (reply === undefined ? 0 : JSON.stringify(reply).length);
}

/** A reply that is wrong does not make it undelivered. */
function received(company: Company, delivery: Delivery, cipher: Cipher, text: string): void {
  delivery.state = 'received';
  try {
    accept(company, delivery, cipher, text);
  } catch (err) {
    const why = err instanceof Error ? err.message : String(err);
    delivery.problem = `The reply is not shown: ${why}.`;
    const reason = reasonOf(err) ?? { code: 'reply_refused', params: { why } };
    delivery.reason = reason.code === 'errcode' ? { ...reason, code: 'reply_errcode' } : reason;
  }
}
