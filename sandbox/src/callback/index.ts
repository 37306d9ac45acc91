// Callbacks: what WeCom tells an app of. Set where they go, act as a member, and see what comes back.
import type { Era } from '../api/chapter';
import type { Company } from '../model/company';
import { Failure, Misuse } from '../model/reason';
import type { App, Callback, Delivery } from '../model/records';
import type { Wire } from '../model/wire';
import { tellAudience } from './audience';
import { tellContacts } from './contacts';
import { Deliveries } from './delivery';
import { tellJobs } from './jobs';
import { Phone } from './phone';
import { verify } from './verify';

/** An app, or the contact assistant: 管理工具 → 通讯录同步. */
export type Receiver = number | 'contact';

/** The callbacks of a sandbox: where they go, and the phones that cause them. */
export class Callbacks {
  readonly #company: Company;
  readonly #deliveries: Deliveries;
  readonly #wire: Wire;
  /** How often each was set or removed: of several at once the last one counts. */
  readonly #generations = new Map<Receiver, number>();

  /** timeout: ms for each try. */
  constructor(company: Company, wire: Wire, era: Era, timeout: number) {
    this.#company = company;
    this.#wire = wire;
    this.#deliveries = new Deliveries(company, wire, timeout);
    tellContacts(company, this.#deliveries, era);
    tellAudience(company, this.#deliveries);
    tellJobs(company, this.#deliveries);
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

  /** The same message once more, to the callback that is set now. */
  async resend(id: number): Promise<Delivery> {
    const delivery = this.#company.deliveries.find((one) => one.id === id);
    if (delivery === undefined)
      throw new Misuse(`There is no delivery ${id}.`, { code: 'no_delivery', params: { id } });
    const { agentid, userid, message } = delivery;
    const callback = agentid === undefined ? this.#company.contactCallback : this.#company.apps.get(agentid)?.callback;
    const who = { ...(agentid !== undefined && { agentid }), ...(userid !== undefined && { userid }) };
    return this.#deliveries.deliver({ callback, ...who }, message);
  }

  /** origin: where the sandbox is reached. */
  phone(userid: string, agentid: number, origin: string): Phone {
    return new Phone(this.#company, this.#deliveries, origin, userid, agentid);
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
