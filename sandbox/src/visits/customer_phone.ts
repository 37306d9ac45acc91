// A customer's WeChat: whoever writes to 微信客服 is no member, and has a phone of another kind.
import type { Company } from '../model/company';
import { Customers } from '../model/customers';
import { Kf } from '../model/kf';
import { randomId } from '../model/random_id';
import type { KfMessage, KfSession } from '../model/records';

/** A customer's phone with an account of customer service open. A RangeError when there is none of them. */
export class CustomerPhone {
  readonly #company: Company;
  readonly #external_userid: string;
  readonly #open_kfid: string;

  constructor(company: Company, external_userid: string, open_kfid: string) {
    this.#company = company;
    this.#external_userid = external_userid;
    this.#open_kfid = open_kfid;
    this.#check();
  }

  /** Opens the conversation: `enter_session`, with the scene of the link. */
  enter(scene = ''): KfMessage {
    const { open_kfid, external_userid } = this.#session();
    const event = { event_type: 'enter_session', open_kfid, external_userid, scene, welcome_code: randomId(43) };
    return this.#kf.take(this.#company, { open_kfid, external_userid, origin: 4, msgtype: 'event' }, event);
  }

  text(content: string): KfMessage {
    return this.send('text', { content });
  }

  /** Any message, in the names of kf/sync_msg: `send('location', { latitude, longitude, name, address })`. */
  send(msgtype: string, content: Record<string, unknown>): KfMessage {
    const session = this.#session();
    if (session.service_state === 4) session.service_state = 0;
    Object.assign(session, { asked: this.#company.clock.seconds(), answered: 0 });
    const { open_kfid, external_userid } = session;
    return this.#kf.take(this.#company, { open_kfid, external_userid, origin: 3, msgtype }, content);
  }

  /** What the account has sent to the customer, oldest first. */
  received(): KfMessage[] {
    return this.#kf.sent.filter(
      ({ open_kfid, external_userid }) => open_kfid === this.#open_kfid && external_userid === this.#external_userid,
    );
  }

  get #kf(): Kf {
    return this.#company.room(Kf);
  }

  #session(): KfSession {
    this.#check();
    return this.#kf.session(this.#open_kfid, this.#external_userid);
  }

  #check(): void {
    if (!this.#company.room(Customers).all.has(this.#external_userid)) {
      throw new RangeError(`There is no customer ${this.#external_userid}.`);
    }
    if (!this.#kf.accounts.has(this.#open_kfid)) throw new RangeError(`There is no account ${this.#open_kfid}.`);
  }
}
