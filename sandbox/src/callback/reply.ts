// Passive replies: opened, checked, and given the shape of a message that was sent.
// 被动回复消息格式: https://developer.work.weixin.qq.com/document/path/90241

import { checkFields } from '../content/cards';
import { cutBytes } from '../content/text';
import { findFor } from '../media/keep';
import { unreachable } from '../messaging/reachable';
import { Sent } from '../messaging/sent';
import type { Company } from '../model/company';
import { type Code, Failure } from '../model/reason';
import type { Delivery, Message } from '../model/records';
import { type Warning, warningOf } from '../model/warnings';
import { cut } from '../model/wire';
import { Input } from '../protocol/input';
import { cardOf } from './card_xml';
import type { Cipher } from './cipher';
import { open } from './envelope';
import { asRangeError } from './refusals';
import { type Fields, isFields, readXml, textOf } from './xml';

type Reply = NonNullable<Delivery['reply']>;

const MOST_TEXT = 2048;
/** Unix seconds, of the year 5138: what is later is in milliseconds. */
const LATEST = 10 ** 11;
const MOST_TITLE = 128;
const MOST_DESCRIPTION = 512;
const MOST_ARTICLES = 8;
/** More than a card that is sent may have. */
const MOST_ACTIONS = 10;

/** Events whose reply is shown; all messages are such. */
const ANSWERED = new Set([
  'subscribe',
  'enter_agent',
  'LOCATION',
  'click',
  'view',
  'view_miniprogram',
  'scancode_waitmsg',
  'template_card_menu_event',
]);
/** What changes the card. */
const UPDATES = new Map([
  ['template_card_event', ['update_button', 'update_template_card']],
  ['template_card_menu_event', ['update_button', 'update_template_card']],
  ['taskcard_click', ['update_taskcard']],
]);
const CARD_UPDATES = [...UPDATES.values()].flat();

/** Acknowledgements without a reply. WeCom wants an empty answer; its sibling platforms want `success`. */
const ACKNOWLEDGED = ['', 'success'];

/** Throws why a reply is not taken. */
export function accept(company: Company, delivery: Delivery, cipher: Cipher, body: string): void {
  if (ACKNOWLEDGED.includes(body.trim().toLowerCase())) return;
  const xml = open(cipher, body);
  delivery.answer = cut(xml);
  const fields = readXml(xml);
  const msgtype = textOf(fields, 'MsgType');
  checkParties(company, delivery, fields);
  checkWanted(delivery, msgtype);
  const read = READERS.get(msgtype) ?? refuse(`no reply has the MsgType ${msgtype}`, 'reply_msgtype', { msgtype });
  const content = asRangeError(() => read(fields, company));
  if (CARD_UPDATES.includes(msgtype)) updateCard(company, delivery, msgtype, content);
  delivery.reply = { msgtype, body: content };
  const warnings = [...surprises(msgtype, fields), ...unreachable(content[msgtype], msgtype)];
  if (warnings.length > 0) delivery.warnings = warnings;
}

/** A reply is taken all the same. */
function surprises(msgtype: string, fields: Fields): Warning[] {
  const time = textOf(fields, 'CreateTime');
  const isLong = msgtype === 'text' && Buffer.byteLength(textOf(fields, 'Content')) > MOST_TEXT;
  return [
    ...(Number(time) > LATEST ? [warningOf('milliseconds', { field: 'CreateTime', value: time })] : []),
    ...(isLong ? [warningOf('cut', { field: 'Content', most: MOST_TEXT, unit: 'bytes' })] : []),
  ];
}

function refuse(why: string, code: Code, params: Record<string, string | number> = {}): never {
  throw new Failure(why, { code, params });
}

function checkParties({ corpid }: Company, { userid }: Delivery, fields: Fields): void {
  const [to, from] = [textOf(fields, 'ToUserName'), textOf(fields, 'FromUserName')];
  if (userid === undefined) refuse('nobody would see it', 'reply_nobody');
  if (to.toLowerCase() !== userid.toLowerCase())
    refuse(`its ToUserName is ${to}, not ${userid}`, 'reply_to', { to, userid });
  if (from !== corpid) refuse(`its FromUserName is ${from}, not ${corpid}`, 'reply_from', { from, corpid });
  if (!/^\d+$/.test(textOf(fields, 'CreateTime'))) refuse('its CreateTime is no number', 'reply_createtime');
}

function checkWanted({ message }: Delivery, msgtype: string): void {
  const event = message.Event === undefined ? undefined : String(message.Event);
  const updates = UPDATES.get(event ?? '') ?? [];
  if (updates.includes(msgtype)) return;
  if (CARD_UPDATES.includes(msgtype))
    refuse(`${msgtype} does not answer ${event ?? 'a message'}`, 'reply_update', { msgtype });
  if (event === undefined || ANSWERED.has(event)) return;
  if (updates.length > 0) refuse(`${event} is answered by an update of its card only`, 'reply_only_update', { event });
  refuse(`${event} takes none`, 'reply_none', { event });
}

const READERS = new Map<string, (fields: Fields, company: Company) => Reply['body']>([
  ['text', text],
  ['image', (fields, company) => ({ image: medium('image', fields.Image, company) })],
  ['voice', (fields, company) => ({ voice: medium('voice', fields.Voice, company) })],
  ['video', video],
  ['news', news],
  ['update_button', ({ Button }) => ({ button: { replace_name: textOf(Button, 'ReplaceName') } })],
  ['update_taskcard', ({ TaskCard }) => ({ replace_name: textOf(TaskCard, 'ReplaceName') })],
  ['update_template_card', templateCard],
]);

function text(fields: Fields): Reply['body'] {
  const content = textOf(fields, 'Content') || refuse('its Content is empty', 'reply_empty');
  return { text: { content: cutBytes(content, MOST_TEXT) } };
}

function medium(type: string, part: unknown, company: Company): Fields {
  const media_id = textOf(part, 'MediaId');
  findFor(company, media_id, type);
  return { media_id };
}

function video({ Video }: Fields, company: Company): Reply['body'] {
  return { video: { ...medium('video', Video, company), ...described(Video) } };
}

/** A text, if it is there. */
function optional(fields: unknown, name: string): string {
  return isFields(fields) && fields[name] !== undefined ? textOf(fields, name) : '';
}

/** As far as they are shown. */
function described(part: unknown): Fields {
  const { Title, Description } = isFields(part) ? part : {};
  return {
    ...(typeof Title === 'string' && { title: cutBytes(Title, MOST_TITLE) }),
    ...(typeof Description === 'string' && { description: cutBytes(Description, MOST_DESCRIPTION) }),
  };
}

function news({ Articles, ArticleCount }: Fields): Reply['body'] {
  const items = isFields(Articles) ? [Articles.item ?? []].flat() : [];
  if (items.length < 1 || items.length > MOST_ARTICLES)
    refuse(`it has ${items.length} articles, and takes 1 to 8`, 'reply_articles', { count: items.length });
  if (ArticleCount !== String(items.length))
    refuse(`its ArticleCount is ${ArticleCount}, but it has ${items.length}`, 'reply_count', { count: items.length });
  const articles = items.map((item: unknown) => {
    textOf(item, 'Title');
    return { ...described(item), url: optional(item, 'Url'), picurl: optional(item, 'PicUrl') };
  });
  return { news: { articles } };
}

function templateCard({ TemplateCard }: Fields, company: Company): Reply['body'] {
  const template_card = isFields(TemplateCard)
    ? cardOf(TemplateCard)
    : refuse('it has no TemplateCard', 'reply_no_card');
  checkFields(new Input(template_card), { company }, MOST_ACTIONS);
  return { template_card };
}

/** Of the member who pressed, and nobody else. */
function updateCard(
  company: Company,
  { message, agentid, userid = '' }: Delivery,
  msgtype: string,
  update: Fields,
): void {
  const card = company.room(Sent).task(agentid ?? 0, String(message.TaskId));
  if (card === undefined) refuse(`there is no card with the TaskId ${message.TaskId}`, 'reply_no_card');
  if (card.recalled || !card.to.includes(userid))
    refuse(`${userid} does not have the card`, 'not_received', { userid });
  if (msgtype === 'update_button' && !hasButton(card)) refuse('the card has no button', 'reply_no_button');
  Sent.change(company, card, [userid], update, String(agentid));
}

function hasButton({ body }: Message): boolean {
  const card = new Input(body).object('template_card');
  return card !== undefined && (card.has('button_list') || card.has('submit_button'));
}
