// A member's phone, with the conversation of one app open on it.
import { randomInt } from 'node:crypto';
import { sees } from '../directory/visible_range';
import { checkMedia } from '../media/files';
import { findFor, keep, pictureUrl, THREE_DAYS } from '../media/keep';
import { Sent } from '../messaging/sent';
import type { Company } from '../model/company';
import type { Happened } from '../model/events';
import { type Code, Misuse } from '../model/reason';
import type { App, Delivery, Media, Member } from '../model/records';
import type { Deliveries } from './delivery';
import { fieldsOf } from './kinds';
import { type TapDetails, tapped } from './menu';
import { pressed, type Selected, senderOf } from './press';
import { asRangeError } from './refusals';
import { isMedium, type Medium, type PhoneFile, sampleOf, uploadOf } from './samples';
import type { Fields } from './xml';

/**
 * A member's phone with one app open. Each action becomes callbacks to the app, and resolves with their deliveries once these are
 * received or have failed for good. Throws a RangeError when the member is not active or does not see the app, and for unknown buttons
 * and fields.
 */
export class Phone {
  readonly #company: Company;
  readonly #deliveries: Deliveries;
  readonly #origin: string;
  readonly #userid: string;
  readonly #agentid: number;

  /** origin: where pictures can be seen, e.g. http://127.0.0.1:8686. */
  constructor(company: Company, deliveries: Deliveries, origin: string, userid: string, agentid: number) {
    this.#company = company;
    this.#deliveries = deliveries;
    this.#origin = origin;
    this.#userid = userid;
    this.#agentid = agentid;
    this.#check();
  }

  /**
   * Any message or event, in the names of its XML: `{ MsgType: 'text', Content: 'hello' }`, `{ MsgType: 'event', Event: 'subscribe' }`.
   * Missing fields get samples. Unknown events are sent as they are.
   *
   * {@link https://developer.work.weixin.qq.com/document/path/90239} {@link https://developer.work.weixin.qq.com/document/path/90240}
   */
  async send({ MsgId = newMsgId(), CreateTime, ...given }: Fields): Promise<Delivery> {
    this.#check();
    checkHead(MsgId, CreateTime);
    const { type, event, fields } = fieldsOf(given);
    if (event !== undefined) return this.#happened(event, { CreateTime, ...fields });
    const content = isMedium(type) ? this.#withMedium(type, fields) : fields;
    return this.#deliver({ CreateTime, MsgType: type, ...content, MsgId, AgentID: this.#app.agentid });
  }

  /** Writes to the app. */
  text(Content: string): Promise<Delivery> {
    return this.send({ MsgType: 'text', Content });
  }

  /** A picture, a voice or a video of the member's own, which is kept for 3 days as an upload. A RangeError where WeCom would not take it. */
  async file(type: Medium, file: PhoneFile): Promise<Delivery> {
    this.#check();
    return this.send({ MsgType: type, MediaId: this.#keep(type, file).media_id });
  }

  /** Opens the conversation. The app hears of it (enter_agent, LOCATION) if it asked for that with agent/set; otherwise none is sent. */
  async open(): Promise<Delivery[]> {
    this.#check();
    const { isreportenter, report_location_flag } = this.#app;
    const events = [...(isreportenter ? ['enter_agent'] : []), ...(report_location_flag ? ['LOCATION'] : [])];
    return Promise.all(events.map((Event) => this.send({ MsgType: 'event', Event })));
  }

  /**
   * Taps a button of the app's menu: its event, and the messages that follow from it.
   *
   * `button`: its key or its name. `details`: the scan, the place or the pictures, instead of samples.
   */
  async menu(button: string, details: TapDetails = {}): Promise<Delivery[]> {
    this.#check();
    const steps = tapped(this.#app, button, details);
    const messages = steps.map((step) => ('fields' in step ? step.fields : this.#imageOf(step.picture)));
    // What is wrong with one of them is found before any is sent.
    messages.forEach(fieldsOf);
    const deliveries: Delivery[] = [];
    for (const message of messages) deliveries.push(await this.send(message));
    return deliveries;
  }

  /**
   * Presses something on a card that the member got.
   *
   * `msgid`: of the message. `key`: of the button, of the submit button, or of an entry of its menu. `selected`: option ids by
   * question_key; other questions keep the card's own choice.
   */
  async press(msgid: string, key: string, selected: Selected = {}): Promise<Delivery> {
    this.#check();
    const message = this.#company.room(Sent).message(msgid) ?? refuse(`There is no message ${msgid}.`, 'no_message');
    if (senderOf(message) !== this.#agentid) refuse(`It is no message of ${this.#agentid}.`, 'no_app_message');
    const { event, fields } = pressed(this.#company, this.#member, message, key, selected);
    return this.#happened(event, fields);
  }

  get #app(): App {
    return (
      this.#company.apps.get(this.#agentid) ??
      refuse(`The company has no app ${this.#agentid}.`, 'no_app', { agentid: this.#agentid })
    );
  }

  get #member(): Member {
    return (
      this.#company.member(this.#userid) ??
      refuse(`The company has no member ${this.#userid}.`, 'no_member', { userid: this.#userid })
    );
  }

  /** Before anything is done: somebody may have left, or cannot see the app any more. */
  #check(): void {
    const { userid, status } = this.#member;
    if (status !== 1) refuse(`${userid} is not active (status ${status}).`, 'not_active', { userid });
    const agentid = this.#agentid;
    if (!sees(this.#company, this.#app, this.#member))
      refuse(`${userid} does not see the app ${agentid}.`, 'not_visible', { userid, agentid });
  }

  #happened(event: string, { CreateTime, ...fields }: Fields): Promise<Delivery> {
    const { agentid } = this.#app;
    // That event alone has another casing.
    const of = event === 'taskcard_click' ? { AgentId: agentid } : { AgentID: agentid };
    return this.#deliver({ CreateTime, MsgType: 'event', Event: event, ...fields, ...of });
  }

  #deliver({ CreateTime = this.#company.clock.seconds(), ...fields }: Fields): Promise<Delivery> {
    const { callback, agentid } = this.#app;
    const { userid } = this.#member;
    const parties = { ToUserName: this.#company.corpid, FromUserName: userid, CreateTime };
    return this.#deliveries.deliver({ callback, agentid, userid }, { ...parties, ...fields });
  }

  #imageOf(picture: PhoneFile): Fields {
    return { MsgType: 'image', MediaId: this.#keep('image', picture).media_id };
  }

  /** The addresses of what is sent; a sample where nothing was given. */
  #withMedium(type: Medium, fields: Fields): Fields {
    const media = this.#mediumOf(type, String(fields.MediaId));
    if (type === 'image') {
      return { PicUrl: fields.PicUrl || pictureUrl({ origin: this.#origin }, media), MediaId: media.media_id };
    }
    if (type === 'voice') return { ...fields, MediaId: media.media_id };
    const thumb = fields.ThumbMediaId || this.#keep('image', sampleOf('image')).media_id;
    return { MediaId: media.media_id, ThumbMediaId: thumb };
  }

  #mediumOf(type: Medium, media_id: string): Media {
    if (media_id === '') return this.#keep(type, sampleOf(type));
    return asRangeError(() => findFor(this.#company, media_id, type));
  }

  #keep(type: Medium, file: PhoneFile): Media {
    const company = this.#company;
    const emit = (happened: Happened) => company.emit(happened, this.#member.userid);
    const upload = asRangeError(() => checkMedia(type, uploadOf(type, file)));
    return keep({ company, emit }, upload, { type, lasts: THREE_DAYS });
  }
}

function checkHead(MsgId: unknown, CreateTime: unknown): void {
  if (!/^\d{1,20}$/.test(String(MsgId))) refuse('MsgId takes up to 20 digits.', 'msgid_format');
  if (CreateTime !== undefined && !Number.isSafeInteger(CreateTime))
    refuse('CreateTime takes Unix seconds.', 'createtime_format');
}

function refuse(why: string, code: Code, params: Record<string, string | number> = {}): never {
  throw new Misuse(why, { code, params });
}

/** 64 bits, as WeCom's are: too long for a number in JavaScript. */
function newMsgId(): string {
  return `7${String(randomInt(10 ** 9)).padStart(9, '0')}${String(randomInt(10 ** 9)).padStart(9, '0')}`;
}
