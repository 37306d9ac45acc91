// A sample of a callback, from its schema: with the ids of the company.
import { Approvals } from '../model/approvals';
import type { Company } from '../model/company';
import { Customers } from '../model/customers';
import { Kf } from '../model/kf';
import { randomId } from '../model/random_id';
import { Misuse } from '../model/reason';
import type { App } from '../model/records';
import { callbacks } from './callbacks';
import { Example } from './example';
import { Ids, plain } from './names';

/** Events that come from whoever did it. All others come from `sys`. */
const OF_MEMBERS = new Set(
  `LOCATION book_meeting_room cancel_meeting_room click delete_calendar delete_schedule doc_change enter_agent living_status_change
  location_select meeting_change meeting_statistics modify_calendar modify_schedule pic_photo_or_album pic_sysphoto pic_weixin
  reopen_inactive_agent respond_schedule scancode_push scancode_waitmsg smart_sheet_change submit_vip_account_approval subscribe
  taskcard_click template_card_event template_card_menu_event unlicensed_notify unsubscribe view view_miniprogram
  wedrive_space_change`.split(/\s+/),
);
const SUITE_ID = 'wwexamplesuite000';

/** All fields of the XML. A Misuse for a name that there is not. */
export function sampleOf(company: Company, app: App | undefined, name: string): Record<string, unknown> {
  const known = callbacks().get(name);
  if (known === undefined) {
    throw new Misuse(`There is no callback ${name} in the catalogue.`, { code: 'no_sample', params: { name } });
  }
  const { event, infoType, changeType, msgType, fields } = known.sent;
  const example = new Example(known.types, new CallbackIds({ company, app }), {}).object(fields);
  const isOfSystem = event !== undefined && !OF_MEMBERS.has(event) && 'FromUserName' in example;
  return {
    ...example,
    ...(isOfSystem && { FromUserName: 'sys' }),
    ...(event !== undefined && { Event: event }),
    ...(infoType !== undefined && { InfoType: infoType }),
    ...(changeType !== undefined && { ChangeType: changeType }),
    ...(msgType !== undefined && { MsgType: msgType }),
  };
}

/** Names that mean something else in callbacks than in answers. */
class CallbackIds extends Ids {
  readonly #company: Company;

  constructor(owner: { company: Company; app: App | undefined }) {
    super(owner);
    this.#company = owner.company;
  }

  override text(name: string): string {
    return this.#known(plain(name)) ?? super.text(name);
  }

  override number(name: string): number {
    return plain(name) === 'spno' ? Number(this.#number) : super.number(name);
  }

  /** Of the newest application, or of one that might be. */
  get #number(): string {
    const day = new Date(this.now * 1000).toISOString().slice(0, 10).replaceAll('-', '');
    return [...this.#company.room(Approvals).all.keys()].at(-1) ?? `${day}0001`;
  }

  #known(key: string): string | undefined {
    const { corpid } = this.#company;
    if (key === 'tousername') return corpid;
    if (/^(from|new|item|apply|buyer|comment|open)?user(name|id)$/.test(key)) return this.userid;
    if (key === 'suiteid') return SUITE_ID;
    if (/openkfid/.test(key)) return first(this.#company.room(Kf).accounts);
    if (key === 'chatid') return first(this.#company.room(Customers).chats);
    if (key === 'id') return first(this.#company.room(Customers).groups);
    if (/^sp?nostr$/.test(key)) return this.#number;
    if (key === 'templateid') return first(this.#company.room(Approvals).templates);
    if (/partyitems$/.test(key)) return String(this.department);
    if (/useritems$|^directleader$/.test(key)) return this.userid;
    if (key === 'isleaderindept') return '0';
    if (key === 'tagtype') return 'tag_group';
    if (/^(state|eventkey|taskid)$/.test(key)) return 'example';
    if (/code$|token$|ticket$|key$/.test(key)) return randomId(32);
    if (/^location[xy]$/.test(key)) return '23.134521';
    return undefined;
  }
}

function first(all: ReadonlyMap<string, unknown>): string | undefined {
  const [id] = all.keys();
  return id;
}
