// Delivers to a callback URL: three tries, each with its own time limit, until one is answered with HTTP 200.
// 接收消息与事件: https://developer.work.weixin.qq.com/document/path/90238
import type { Company } from '../model/company';
import { type Reason, reasonOf } from '../model/reason';
import type { Callback, Delivery } from '../model/records';
import { Semaphore } from '../model/semaphore';
import type { Exchange, Wire } from '../model/wire';
import { isTooDeep } from '../protocol/depth';
import { Cipher } from './cipher';
import { seal } from './envelope';
import { exchangeOf } from './exchange';
import { accept } from './reply';
import { ask } from './request';
import { signed } from './sign';
import { whatIsWrong } from './verify';
import { type Fields, writeXml } from './xml';

const TRIES = 3;
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
  /** By URL: an app that is slow does not keep the others waiting. */
  readonly #semaphores = new Map<string, Semaphore>();
  #last = 0;

  /** timeout: ms for each try. */
  constructor(company: Company, wire: Wire, timeout: number) {
    this.#company = company;
    this.#wire = wire;
    this.#timeout = timeout;
  }

  /** An event that WeCom itself tells: there is no app to it. */
  announce(address: Address, Event: string, fields: Fields): Promise<Delivery> {
    const { corpid: ToUserName, clock } = this.#company;
    const CreateTime = clock.seconds();
    return this.deliver(address, { ToUserName, FromUserName: 'sys', CreateTime, MsgType: 'event', Event, ...fields });
  }

  /** Resolves when it was received, or has failed for good. */
  async deliver({ callback, agentid, userid }: Address, message: Fields): Promise<Delivery> {
    const { clock, delivered } = this.#company;
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
    else await this.#inTurn(delivery, callback);
    delivered.resize(delivery, sizeOf(delivery));
    this.#tell('callback.done', delivery);
    return delivery;
  }

  /** The queue of a URL is limited. WeCom, too, drops callbacks for a server that is too slow. */
  async #inTurn(delivery: Delivery, callback: Callback): Promise<void> {
    const { url } = callback;
    const most = this.#company.keep.deliveries;
    const semaphore = this.#semaphores.get(url) ?? new Semaphore(AT_ONCE);
    this.#semaphores.set(url, semaphore);
    if (semaphore.waiting >= most)
      return fail(delivery, `Not sent, as ${most} wait for this URL already.`, {
        code: 'queue_full',
        params: { most },
      });
    await semaphore.run(() => this.#tryAll(delivery, callback));
    if (semaphore.isIdle) this.#semaphores.delete(url);
  }

  /** All go to the callback that was set when it happened. */
  async #tryAll(delivery: Delivery, callback: Callback): Promise<void> {
    const { signal } = this.#company.closing;
    const wrong = whatIsWrong(callback);
    if (wrong !== undefined) return fail(delivery, wrong.message, wrong.reason);
    while (delivery.tries.length < TRIES && !signal.aborted) {
      await this.#try(delivery, callback);
      if (delivery.state === 'received') return;
    }
    if (signal.aborted) return fail(delivery, 'The sandbox was closed.', { code: 'closed' });
    const { status = 0, error = `HTTP ${status}`, reason = httpReason(status) } = delivery.tries.at(-1) ?? {};
    fail(delivery, `Given up after ${TRIES} tries: ${error}`, reason);
  }

  /** Encrypted and signed anew each time; what is inside stays the same. */
  async #try(delivery: Delivery, callback: Callback): Promise<void> {
    const { clock, closing, corpid } = this.#company;
    const at = clock.now();
    const cipher = new Cipher(callback, corpid);
    const encrypted = cipher.encrypt(delivery.xml);
    const url = signed(callback.url, cipher, encrypted, at);
    const request = seal(encrypted, corpid, delivery.agentid);
    const post = { headers: { 'content-type': 'text/xml; charset=UTF-8' }, body: request };
    const started = performance.now();
    const answer = await ask(url.href, post, this.#timeout, closing.signal);
    const ms = performance.now() - started;
    const outcome =
      answer instanceof Error ? { error: answer.message, ...reasonPart(answer) } : { status: answer.status };
    delivery.tries.push({ at, ms, ...outcome });
    if (!(answer instanceof Error) && answer.status === 200) received(this.#company, delivery, cipher, answer.text);
    this.#record(delivery, { ...exchangeOf(url, answer, post.headers), direction: 'out', method: 'POST', ms, request });
    this.#tell('callback.try', delivery);
  }

  /** First what is in the encrypted texts: nobody could read it otherwise. */
  #record({ id, agentid, xml, answer = '', message, tries, problem, reason }: Delivery, exchange: Exchange): void {
    const from = agentid === undefined ? 'contact' : this.#company.apps.get(agentid)?.name;
    this.#wire.record({
      ...exchange,
      delivery: id,
      attempt: tries.length,
      about: aboutOf(message),
      ...(problem !== undefined && { note: problem }),
      ...(reason !== undefined && { reason }),
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
function aboutOf({ MsgType, Event, ChangeType }: Fields): string {
  if (MsgType !== 'event') return String(MsgType);
  return ChangeType === undefined ? String(Event) : `${Event} · ${ChangeType}`;
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
