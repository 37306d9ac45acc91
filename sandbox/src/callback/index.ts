// Callbacks: what WeCom tells an app of. Set where they go, act as a member, and see what comes back.
import type { Era } from '../api/chapter';
import { sampleOf } from '../catalogue/callback_sample';
import type { Company } from '../model/company';
import { Failure, Misuse } from '../model/reason';
import type { App, Callback, Delivery } from '../model/records';
import type { Troubles } from '../model/trouble';
import type { Warnings } from '../model/warnings';
import type { Wire } from '../model/wire';
import { tellApprovals } from './approval';
import { tellAudience } from './audience';
import { tellContacts } from './contacts';
import { tellCustomers } from './customers';
import { Deliveries } from './delivery';
import { tellJobs } from './jobs';
import { tellKf } from './kf';
import { tellMeetings } from './meetings';
import { Phone } from './phone';
import { verify } from './verify';
import type { Fields } from './xml';

/** An app, or the contact assistant: 管理工具 → 通讯录同步. */
export type Receiver = number | 'contact';

/** The callbacks of a sandbox: where they go, and the phones that cause them. */
export class Callbacks {
  readonly #company: Company;
  /** What goes out. */
  readonly deliveries: Deliveries;
  readonly #wire: Wire;
  /** How often each was set or removed: of several at once the last one counts. */
  readonly #generations = new Map<Receiver, number>();

  /** timeout: ms for each try. */
  constructor(company: Company, wire: Wire, era: Era, timeout: number, trouble: Troubles, warnings: Warnings) {
    this.#company = company;
    this.#wire = wire;
    this.deliveries = new Deliveries(company, wire, timeout, trouble, warnings);
    tellContacts(company, this.deliveries, era);
    tellAudience(company, this.deliveries);
    tellJobs(company, this.deliveries);
    tellApprovals(company, this.deliveries);
    tellKf(company, this.deliveries);
    tellCustomers(company, this.deliveries);
    tellMeetings(company, this.deliveries);
  }

  /** Rejects when the URL does not pass the verification; then everything stays as it was. */
  async set(receiver: Receiver, wanted: Callback): Promise<void> {
    const app = this.#appOf(receiver);
    const callback = { ...wanted };
    const generation = this.#nextGeneration(receiver);
    await verify(this.#company, this.#wire, app?.name ?? 'contact', callback);
    if (this.#generations.get(receiver) !== generation)
      throw new Failure('Another callback was set, or removed, meanwhile.', { code: 'overtaken' });
    if (app === undefined) this.#company.contactCallback = callback;
    else app.callback = callback;
    this.#company.emit({ event: 'app.callback', data: app });
  }

  /** From now on nobody is told. */
  remove(receiver: Receiver): void {
    const app = this.#appOf(receiver);
    this.#nextGeneration(receiver);
    if (app === undefined) delete this.#company.contactCallback;
    else delete app.callback;
    this.#company.emit({ event: 'app.callback', data: app });
  }

  /**
   * An event that no member causes. `what`: the fields of its XML, `Event` at least, where FromUserName is `sys` unless given; or the name of
   * a callback of the catalogue, of which a sample is sent, with `more` over it. The company and the time are ours.
   */
  async announce(receiver: Receiver, what: string | Fields, more: Fields = {}): Promise<Delivery> {
    const app = this.#appOf(receiver);
    const callback = app === undefined ? this.#company.contactCallback : app.callback;
    const address = { callback, ...(app && { agentid: app.agentid }) };
    if (typeof what === 'string') {
      return this.deliveries.deliver(address, { ...sampleOf(this.#company, app, what), ...checked(what, more) });
    }
    const { Event, ...fields } = what;
    if (typeof Event !== 'string' || Event === '') throw new Misuse('The event needs an Event.', { code: 'no_event' });
    return this.deliveries.announce(address, Event, checked(Event, fields));
  }

  /** The same message once more, to the callback that is set now. */
  async resend(id: number): Promise<Delivery> {
    const delivery = this.#company.deliveries.find((one) => one.id === id);
    if (delivery === undefined)
      throw new Misuse(`There is no delivery ${id}.`, { code: 'no_delivery', params: { id } });
    const { agentid, userid, message } = delivery;
    const callback = agentid === undefined ? this.#company.contactCallback : this.#company.apps.get(agentid)?.callback;
    const who = { ...(agentid !== undefined && { agentid }), ...(userid !== undefined && { userid }) };
    return this.deliveries.deliver({ callback, ...who }, message);
  }

  /** origin: where the sandbox is reached. */
  phone(userid: string, agentid: number, origin: string): Phone {
    return new Phone(this.#company, this.deliveries, origin, userid, agentid);
  }

  #nextGeneration(receiver: Receiver): number {
    const generation = (this.#generations.get(receiver) ?? 0) + 1;
    this.#generations.set(receiver, generation);
    return generation;
  }

  #appOf(receiver: Receiver): App | undefined {
    if (receiver === 'contact') return undefined;
    const app = this.#company.apps.get(receiver);
    if (app === undefined)
      throw new Misuse(`The company has no app ${receiver}.`, { code: 'no_app', params: { agentid: receiver } });
    return app;
  }
}

/** What cannot be given: a callback of another company or kind would be none of ours. */
function checked(name: string, fields: Fields): Fields {
  const ours = ['ToUserName', 'MsgType'].find((field) => Object.hasOwn(fields, field));
  if (ours === undefined) return fields;
  throw new Misuse(`${name} cannot be given a ${ours}.`, { code: 'field_of_ours', params: { field: ours } });
}
