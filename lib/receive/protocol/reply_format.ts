import { read } from '../../core/property';
import type { Reply } from '../types/replies';

/** What the XML of a reply is made of. */
export interface ReplyInfo {
  toUsername?: string;
  fromUsername?: string;
  /** s since 1970. */
  createTime?: number;
  msgType?: string;
  content?: unknown;
}

/** The XML that says `content` to `toUsername`. */
export function reply(content: Reply, fromUsername = '', toUsername = ''): string {
  if (Array.isArray(content)) return xmlOf(toUsername, fromUsername, seconds(), 'news', content);
  if (typeof content !== 'object' || content === null) {
    return xmlOf(toUsername, fromUsername, seconds(), 'text', content || '');
  }
  if (!Object.hasOwn(content, 'type')) return xmlOf(toUsername, fromUsername, seconds(), 'music', content);
  return xmlOf(toUsername, fromUsername, seconds(), String(read(content, 'type')), read(content, 'content'));
}

/** The text that answers a message: in XML, or in JSON where the message is. */
export function replyTo(message: object, content: Reply, inJSON: boolean): string {
  const from = read(message, 'ToUserName');
  const to = read(message, 'FromUserName');
  return inJSON ? replyJSON(content, from, to) : reply(content, text(from), text(to));
}

/** A text in the form that the message had: with parties, or that of the bots. Anything else is written as it is. */
function replyJSON(content: Reply, from: unknown, to: unknown): string {
  const isText = typeof content !== 'object' || content === null;
  if (!isText && (Object.hasOwn(content, 'msgtype') || Object.hasOwn(content, 'MsgType')))
    return JSON.stringify(content);
  if (!isText) throw new TypeError('A reply to a JSON message is a text or an object with a msgtype');
  const said = text(content);
  if (from === undefined) return JSON.stringify({ msgtype: 'text', text: { content: said } });
  return JSON.stringify({ ToUserName: to, FromUserName: from, CreateTime: seconds(), MsgType: 'text', Content: said });
}

/** The time in s since 1970, which is WeCom's unit everywhere. */
export function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** The XML of a reply whose parts are known. */
export function toXML({ toUsername, fromUsername, createTime, msgType = 'text', content }: ReplyInfo): string {
  return xmlOf(toUsername, fromUsername, createTime, msgType, content);
}

function xmlOf(to: unknown, from: unknown, createTime: unknown, msgType: string, content: unknown): string {
  return (
    `<xml><ToUserName>${cdata(to)}</ToUserName><FromUserName>${cdata(from)}</FromUserName>` +
    `<CreateTime>${text(createTime)}</CreateTime><MsgType>${cdata(msgType)}</MsgType>${bodyOf(msgType, content)}</xml>`
  );
}

/** Text that may stand in an element: a section cannot hold its own end, so that is split over two. */
export function cdata(value: unknown): string {
  const said = text(value);
  return `<![CDATA[${said.includes(']]>') ? said.replaceAll(']]>', ']]]]><![CDATA[>') : said}]]>`;
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : String(value);
}

function element(name: string, value: unknown): string {
  return `<${name}>${cdata(value)}</${name}>`;
}

/** How each type writes its content. */
const BODIES = new Map<string, (content: unknown) => string>([
  ['text', textBody],
  ['news', news],
  ['music', (music) => `<Music>${musicBody(music)}</Music>`],
  ['voice', (media) => `<Voice>${element('MediaId', read(media, 'mediaId'))}</Voice>`],
  ['image', (media) => `<Image>${element('MediaId', read(media, 'mediaId'))}</Image>`],
  ['video', (media) => `<Video>${element('MediaId', read(media, 'mediaId'))}${described(media)}</Video>`],
  ['transfer_customer_service', transfer],
  ['update_button', (content) => `<Button>${replaced(content)}</Button>`],
  ['update_taskcard', (content) => `<TaskCard>${replaced(content)}</TaskCard>`],
  ['update_template_card', (card) => `<TemplateCard>${cardBody(card, 'TemplateCard')}</TemplateCard>`],
]);

function bodyOf(msgType: string, content: unknown): string {
  const write = BODIES.get(msgType);
  if (write) return write(content);
  if (typeof content === 'object' && content !== null) throw new TypeError(`Cannot write a reply of type ${msgType}`);
  return textBody(content);
}

function textBody(content: unknown): string {
  if (typeof content === 'object' && content !== null) throw new TypeError('The content of a text reply is no text');
  return element('Content', content);
}

function described(content: unknown): string {
  return element('Title', read(content, 'title')) + element('Description', read(content, 'description'));
}

function news(content: unknown): string {
  if (!Array.isArray(content)) throw new TypeError('The content of a news reply is no list of articles');
  const items = content.map((article: unknown) => {
    const picture = read(article, 'picUrl') || read(article, 'picurl') || read(article, 'pic');
    return `<item>${described(article)}${element('PicUrl', picture)}${element('Url', read(article, 'url'))}</item>`;
  });
  return `<ArticleCount>${content.length}</ArticleCount><Articles>${items.join('')}</Articles>`;
}

function musicBody(music: unknown): string {
  const url = read(music, 'musicUrl') || read(music, 'url');
  const best = read(music, 'hqMusicUrl') || read(music, 'hqUrl');
  return described(music) + element('MusicUrl', url) + element('HQMusicUrl', best);
}

function transfer(content: unknown): string {
  const account = read(content, 'kfAccount');
  return account ? `<TransInfo>${element('KfAccount', account)}</TransInfo>` : '';
}

function replaced(content: unknown): string {
  const isObject = typeof content === 'object' && content !== null;
  return element('ReplaceName', isObject ? (read(content, 'replaceName') ?? read(content, 'replace_name')) : content);
}

// Cards: `api.send` takes them as JSON in snake_case, a reply writes the same in XML and CamelCase.

/** The names that are more than one word to WeCom's XML, though one to its JSON. */
const NAMES = new Map([
  ['checkbox', 'CheckBox'],
  ['keyname', 'KeyName'],
  ['appid', 'AppId'],
  ['pagepath', 'PagePath'],
  ['userid', 'UserId'],
  // The documentation writes these two so, and the others as above.
  ['QuoteArea.appid', 'Appid'],
  ['ImageTextArea.appid', 'Appid'],
]);

function cardBody(card: unknown, name: string): string {
  if (typeof card !== 'object' || card === null) throw new TypeError('The content of a card reply is no card');
  return Object.entries(card)
    .map(([key, value]) => part(nameOf(key, name), value))
    .join('');
}

function nameOf(key: string, parent: string): string {
  if (!/^[a-z]\w*$/i.test(key)) throw new TypeError(`A card has no field ${key}`);
  return (
    NAMES.get(`${parent}.${key}`) ??
    NAMES.get(key) ??
    key.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
  );
}

/** An element, or one after the other for the entries of a list. */
function part(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((one) => part(name, one)).join('');
  if (typeof value === 'object') return `<${name}>${cardBody(value, name)}</${name}>`;
  return typeof value === 'string' ? element(name, value) : `<${name}>${String(value)}</${name}>`;
}
