// Passive replies (protocol 5.6): opened, checked, and given the shape of a message that was sent.
// 被动回复消息格式: https://developer.work.weixin.qq.com/document/path/90241
import type { Company } from '../company';
import { checkFields } from '../content/cards';
import { findFor } from '../content/keep';
import { cutBytes } from '../content/text';
import { WeComError } from '../errors';
import { Input } from '../input';
import type { Delivery } from '../records';
import { Sent } from '../sent';
import { cardOf } from './card_xml';
import type { Cipher } from './cipher';
import { open } from './envelope';
import { type Fields, isFields, readXml, textOf } from './xml';

type Reply = NonNullable<Delivery['reply']>;

const MOST_TEXT = 2048;
const MOST_TITLE = 128;
const MOST_DESCRIPTION = 512;
const MOST_ARTICLES = 8;

const CARD_UPDATES = ['update_button', 'update_template_card', 'update_taskcard'];
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
/** Their reply changes the card, and is nothing else. */
const CARD_EVENTS = new Set(['template_card_event', 'taskcard_click']);

/** Nothing, or `success` as the platforms beside this one want it, is no reply. Throws why a reply is not taken. */
export function accept(company: Company, delivery: Delivery, cipher: Cipher, body: string): void {
  if (body === '' || body === 'success') return;
  delivery.answer = open(cipher, body);
  const fields = readXml(delivery.answer);
  const msgtype = textOf(fields, 'MsgType');
  checkParties(company, delivery, fields);
  checkWanted(delivery, msgtype);
  const read = READERS.get(msgtype) ?? refuse(`no reply has the MsgType ${msgtype}`);
  const content = asRefusal(() => read(fields, company));
  if (CARD_UPDATES.includes(msgtype)) updateCard(company, delivery, content);
  delivery.reply = { msgtype, body: content };
}

function refuse(why: string): never {
  throw new Error(why);
}

/** What an API would refuse with an errcode. */
function asRefusal<T>(run: () => T): T {
  try {
    return run();
  } catch (err) {
    throw err instanceof WeComError ? new Error(`${err.errcode} ${err.words}`) : err;
  }
}

function checkParties({ corpid }: Company, { userid }: Delivery, fields: Fields): void {
  const [to, from] = [textOf(fields, 'ToUserName'), textOf(fields, 'FromUserName')];
  if (userid === undefined) refuse('nobody would see it');
  if (to.toLowerCase() !== userid.toLowerCase()) refuse(`its ToUserName is ${to}, not ${userid}`);
  if (from !== corpid) refuse(`its FromUserName is ${from}, not ${corpid}`);
  if (!/^\d+$/.test(textOf(fields, 'CreateTime'))) refuse('its CreateTime is no number');
}

function checkWanted({ message: { Event: event } }: Delivery, msgtype: string): void {
  const isUpdate = CARD_UPDATES.includes(msgtype);
  const isOfCard = CARD_EVENTS.has(String(event)) || event === 'template_card_menu_event';
  if (isUpdate && !isOfCard) refuse(`${msgtype} answers the events of cards only`);
  if (event === undefined || isUpdate || ANSWERED.has(String(event))) return;
  refuse(CARD_EVENTS.has(String(event)) ? `${event} is answered by an update of its card only` : `${event} takes none`);
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
  const content = textOf(fields, 'Content') || refuse('its Content is empty');
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
  if (items.length < 1 || items.length > MOST_ARTICLES) refuse(`it has ${items.length} articles, and takes 1 to 8`);
  if (ArticleCount !== String(items.length)) refuse(`its ArticleCount is ${ArticleCount}, but it has ${items.length}`);
  const articles = items.map((item: unknown) => {
    const { Url, PicUrl } = isFields(item) ? item : {};
    return { ...described(item), url: Url ?? '', picurl: PicUrl ?? '' };
  });
  return { news: { articles } };
}

function templateCard({ TemplateCard }: Fields, company: Company): Reply['body'] {
  const template_card = isFields(TemplateCard) ? cardOf(TemplateCard) : refuse('it has no TemplateCard');
  checkFields(new Input(template_card), { company });
  return { template_card };
}

/** Of the member who pressed, and nobody else. */
function updateCard(company: Company, { message: event, agentid, userid }: Delivery, update: Fields): void {
  const message = company.room(Sent).task(agentid ?? 0, String(event.TaskId));
  if (message === undefined) refuse(`there is no card with the TaskId ${event.TaskId}`);
  Sent.change(company, message, [userid ?? ''], update, String(agentid));
}
