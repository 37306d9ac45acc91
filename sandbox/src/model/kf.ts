// Everything of a company's customer service.
import { MINUTE } from './clock';
import type { Company } from './company';
import type { KfAccount, KfMessage, KfSession } from './kf_records';
import { randomId } from './random_id';

/** Messages that wait to be fetched; the oldest are dropped, as WeCom drops those of more than three days ago. */
const MOST_MESSAGES = 10_000;
const TOKEN_LIFE = 10 * MINUTE;

type Head = Pick<KfMessage, 'open_kfid' | 'external_userid' | 'origin' | 'msgtype'>;

/** Made at the first use, with one account. */
export class Kf {
  /** By open_kfid. */
  readonly accounts = new Map<string, KfAccount>();
  /** What kf/sync_msg gives, oldest first. */
  messages: KfMessage[] = [];
  /** Messages that were dropped: cursors count these too. */
  dropped = 0;
  /** What was sent to customers, oldest first. */
  sent: KfMessage[] = [];
  /** By open_kfid and external_userid. */
  readonly sessions = new Map<string, KfSession>();
  /** The tokens of events, with when they end, in clock milliseconds. */
  readonly tokens = new Map<string, number>();

  constructor({ members }: Company) {
    const first = [...members.values()].find(({ status }) => status === 1);
    const open_kfid = 'wkExampleAccount0000000000000001';
    const servicers = first === undefined ? [] : [{ userid: first.userid, status: 0 as const }];
    this.accounts.set(open_kfid, { open_kfid, name: '示例客服', avatar: 'https://example.com/kf.png', servicers });
  }

  /** With a state of its own from the first time on. */
  session(open_kfid: string, external_userid: string): KfSession {
    const key = `${open_kfid} ${external_userid}`;
    const session = this.sessions.get(key) ?? { open_kfid, external_userid, service_state: 0, asked: 0, answered: 0 };
    this.sessions.set(key, session);
    return session;
  }

  /** Puts it where kf/sync_msg finds it, and tells the apps. */
  take(company: Company, head: Head, content: unknown): KfMessage {
    const { clock } = company;
    const taken: KfMessage = { msgid: randomId(32), send_time: clock.seconds(), ...head, [head.msgtype]: content };
    this.messages.push(taken);
    const tooMany = this.messages.length - MOST_MESSAGES;
    if (tooMany > 0) this.dropped += this.messages.splice(0, tooMany).length;
    const token = randomId(32);
    for (const [old, until] of this.tokens) if (until <= clock.now()) this.tokens.delete(old);
    this.tokens.set(token, clock.now() + TOKEN_LIFE);
    company.emit({ event: 'kf.message', data: { message: taken, token } }, head.external_userid);
    return taken;
  }

  /** Keeps it for whoever asks what the customer got. */
  note(message: KfMessage): void {
    this.sent.push(message);
    if (this.sent.length > MOST_MESSAGES) this.sent.shift();
  }
}
