// Callbacks: what WeCom tells an app of. Set where they go, act as a member, and see what comes back.
import type { Era } from '../api/chapter';
import type { Company } from '../model/company';
import type { App, Callback } from '../model/records';
import type { Wire } from '../model/wire';
import { tellApprovals } from './approval';
import { tellAudience } from './audience';
import { tellContacts } from './contacts';
import { Deliveries } from './delivery';
import { tellJobs } from './jobs';
import { tellKf } from './kf';
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
    tellApprovals(company, this.#deliveries);
    tellKf(company, this.#deliveries);
  }

  /** Rejects when the URL does not pass the verification; then everything stays as it was. */
  async set(receiver: Receiver, wanted: Callback): Promise<void> {
    const app = this.#appOf(receiver);
    const callback = { ...wanted };
    const generation = this.#nextGeneration(receiver);
    await verify(this.#company, this.#wire, app?.name ?? 'contact', callback);
    if (this.#generations.get(receiver) !== generation)
      throw new Error('Another callback was set, or removed, meanwhile.');
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
    if (app === undefined) throw new RangeError(`The company has no app ${receiver}.`);
    return app;
  }
}
