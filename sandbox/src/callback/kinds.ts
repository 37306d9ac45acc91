// What each message and event carries. A sample of each says which fields there are, of which type, and
// stands in for what the caller leaves out.
import { type Code, Misuse } from '../model/reason';
import { type Fields, isFields } from './xml';

const PLACE = { Scale: 16, Label: '广州市海珠区客村艺苑路 106号' };
const PICTURES = { Count: 1, PicList: { item: [{ PicMd5Sum: '1b5f7c23b5bf75682a53e7b6d163e185' }] } };
const CHOSEN = { SelectedItem: [{ QuestionKey: 'question', OptionIds: { OptionId: ['option'] } }] };
const SCAN = { EventKey: 'key', ScanCodeInfo: { ScanType: 'qrcode', ScanResult: 'https://example.com/' } };
const SEND_PICTURES = { EventKey: 'key', SendPicsInfo: PICTURES };
const CARD = { EventKey: 'key', TaskId: 'task', CardType: 'button_interaction', ResponseCode: 'code' };

/** 消息格式: https://developer.work.weixin.qq.com/document/path/90239 */
const MESSAGES: Record<string, Fields> = {
  text: { Content: 'hello' },
  image: { PicUrl: '', MediaId: '' },
  voice: { MediaId: '', Format: 'amr' },
  video: { MediaId: '', ThumbMediaId: '' },
  location: { Location_X: 23.134521, Location_Y: 113.358803, ...PLACE, AppType: 'wxwork' },
  link: {
    Title: 'Example',
    Description: 'An example',
    Url: 'https://example.com/',
    PicUrl: 'https://example.com/example.png',
  },
};

/** 事件格式: https://developer.work.weixin.qq.com/document/path/90240 */
const EVENTS: Record<string, Fields> = {
  subscribe: { EventKey: '' },
  unsubscribe: { EventKey: '' },
  enter_agent: { EventKey: '' },
  LOCATION: { Latitude: 23.134521, Longitude: 113.358803, Precision: 65, AppType: 'wxwork' },
  click: { EventKey: 'key' },
  view: { EventKey: 'https://example.com/' },
  view_miniprogram: { EventKey: 'pages/index' },
  scancode_push: SCAN,
  scancode_waitmsg: SCAN,
  pic_sysphoto: SEND_PICTURES,
  pic_photo_or_album: SEND_PICTURES,
  pic_weixin: SEND_PICTURES,
  location_select: {
    EventKey: 'key',
    // Texts, other than in a location message.
    SendLocationInfo: {
      Location_X: '23.134521',
      Location_Y: '113.358803',
      Scale: '16',
      Label: PLACE.Label,
      Poiname: '',
    },
    AppType: 'wxwork',
  },
  template_card_event: { ...CARD, SelectedItems: CHOSEN },
  template_card_menu_event: CARD,
  taskcard_click: { EventKey: 'key', TaskId: 'task' },
};

/** Not sent unless given: a card may ask nothing. */
const OPTIONAL: ReadonlySet<string> = new Set(['SelectedItems']);

/** MsgType, the event's name, and the fields with the samples' where none were given. An event that is not known is sent as it is. */
export function fieldsOf(given: Fields): { type: string; event?: string; fields: Fields } {
  const { MsgType, Event, ...rest } = given;
  const type = nameOf('MsgType', MsgType ?? (Event === undefined ? undefined : 'event'));
  if (type !== 'event') {
    const sample =
      sampleOf(MESSAGES, type) ??
      unknown(`Members send no ${type}: only ${Object.keys(MESSAGES).join(', ')}.`, 'msgtype_unknown', type);
    return { type, fields: merged(type, sample, rest) };
  }
  const event = nameOf('Event', Event);
  const sample = sampleOf(EVENTS, event);
  return { type, event, fields: sample === undefined ? free(event, rest) : merged(event, sample, rest) };
}

/** Whatever it is, it comes from the member whose phone it is, and goes to that app. */
function free(event: string, given: Fields): Fields {
  const ours = ['ToUserName', 'FromUserName', 'AgentID'].find((name) => Object.hasOwn(given, name));
  return ours === undefined ? given : unknown(`${event} cannot be given a ${ours}.`, 'field_of_ours', ours);
}

function sampleOf(samples: Record<string, Fields>, name: string): Fields | undefined {
  return Object.hasOwn(samples, name) ? samples[name] : undefined;
}

function nameOf(field: string, value: unknown): string {
  return typeof value === 'string' && value !== ''
    ? value
    : unknown(`The message needs a ${field}.`, 'field_missing', field);
}

function unknown(message: string, code: Code, field: string): never {
  throw new Misuse(message, { code, params: { field } });
}

function merged(where: string, sample: Fields, given: Fields): Fields {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(sample, name))
      unknown(`${where} has no ${name}: only ${Object.keys(sample).join(', ')}.`, 'field_unknown', name);
  }
  const entries = Object.entries(sample)
    .filter(([name]) => given[name] !== undefined || !OPTIONAL.has(name))
    .map(([name, value]) => [name, filled(`${where}.${name}`, value, given[name])]);
  return Object.fromEntries(entries);
}

function filled(where: string, sample: unknown, given: unknown): unknown {
  if (given === undefined) return sample;
  if (Array.isArray(sample)) return [given].flat().map((one: unknown) => filled(where, sample[0], one));
  if (isFields(sample))
    return isFields(given)
      ? merged(where, sample, given)
      : unknown(`${where} has to be an object.`, 'field_type', where);
  if (typeof sample === 'string' && typeof given === 'number') return String(given);
  if (typeof given !== typeof sample || Number.isNaN(given))
    unknown(`${where} has to be a ${typeof sample}.`, 'field_type', where);
  return given;
}
