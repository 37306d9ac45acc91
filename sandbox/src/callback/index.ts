// Callbacks: what WeCom tells an app of. Set where they go, act as a member, and see what comes back.
import type { Era } from '../chapter';
import type { Company } from '../company';
import type { Wire } from '../live/wire';
import type { App, Callback } from '../records';
import { tellAudience } from './audience';
import { tellContacts } from './contacts';
import { Deliveries } from './delivery';
import { tellJobs } from './jobs';
import { Phone } from './phone';
import { verify } from './verify';

/** An app, or the contact assistant: 管理工具 → 通讯录同步. */
export type Receiver = number | 'contact';

export class Callbacks {
  readonly #company: Company;
  readonly #deliveries: Deliveries;

  /** timeout: ms for each try. */
  constructor(company: Company, wire: Wire, era: Era, timeout: number) {
    this.#company = company;
    this.#deliveries = new Deliveries(company, wire, timeout);
    tellContacts(company, this.#deliveries, era);
    tellAudience(company, this.#deliveries);
    tellJobs(company, this.#deliveries);
  }

  /** Rejects when the URL does not pass the verification; then everything stays as it was. */
  async set(receiver: Receiver, callback: Callback): Promise<void> {
    const { corpid, clock, closing } = this.#company;
    const app = this.#appOf(receiver);
    await verify(callback, corpid, clock.now(), closing.signal);
    if (app === undefined) this.#company.contactCallback = callback;
    else app.callback = callback;
    this.#company.emit({ event: 'app.callback', data: app });
  }

  remove(receiver: Receiver): void {
    const app = this.#appOf(receiver);
    if (app === undefined) delete this.#company.contactCallback;
    else delete app.callback;
    this.#company.emit({ event: 'app.callback', data: app });
  }

  /** origin: where the sandbox is reached. */
  phone(userid: string, agentid: number, origin: string): Phone {
    return new Phone(this.#company, this.#deliveries, origin, userid, agentid);
  }

  #appOf(receiver: Receiver): App | undefined {
    if (receiver === 'contact') return undefined;
    const app = this.#company.apps.get(receiver);
    if (app === undefined) throw new RangeError(`The company has no app ${receiver}.`);
    return app;
  }
}
