// A member taps a button of an app's menu: the event of its type, and what follows from it.
import { createHash } from 'node:crypto';
import { Misuse } from '../model/reason';
import type { App } from '../model/records';
import { Input } from '../protocol/input';
import { type PhoneFile, sampleOf } from './samples';
import { type Fields, isFields } from './xml';

/** What is sent, one after the other. A picture is kept first, then sent. */
type Step = { fields: Fields } | { picture: PhoneFile };

/** The member's input for a menu button that opens the scanner, the camera or the map. */
export interface TapDetails {
  /** In place of the sample: what was scanned, or chosen on the map. */
  fields?: Fields | undefined;
  /** For pic_…: what was photographed. */
  pictures?: PhoneFile[] | undefined;
}

/** `wanted`: the key or the name of the button. */
export function tapped({ agentid, menu }: App, wanted: string, details: TapDetails): Step[] {
  const button = buttonsOf(menu?.button).find((one) => [one.text('key'), one.text('name')].includes(wanted));
  if (button === undefined)
    throw new Misuse(`The menu of ${agentid} has no button ${wanted}.`, { code: 'no_button', params: { key: wanted } });
  const Event = button.text('type') ?? '';
  const steps = STEPS.get(Event) ?? keyed;
  return steps({ ...details.fields, MsgType: 'event', Event, EventKey: keyOf(button) }, details);
}

/** Those that do something: a button with others below it only shows them. */
function buttonsOf(buttons: unknown[] = []): Input[] {
  return buttons.filter(isFields).flatMap((fields) => {
    const button = new Input(fields);
    const below = button.objects('sub_button') ?? [];
    return below.length > 0 ? below : [button];
  });
}

function keyOf(button: Input): string {
  const names = { view: 'url', view_miniprogram: 'pagepath' };
  const type = button.text('type');
  return button.text(type === 'view' || type === 'view_miniprogram' ? names[type] : 'key') ?? '';
}

const STEPS = new Map<string, (event: Fields, details: TapDetails) => Step[]>([
  ['pic_sysphoto', photographed],
  ['pic_photo_or_album', photographed],
  ['pic_weixin', photographed],
  ['location_select', located],
]);

function keyed(fields: Fields): Step[] {
  return [{ fields }];
}

/** The event has their sums, the pictures come after it as messages. */
function photographed(event: Fields, { pictures = [sampleOf('image')] }: TapDetails): Step[] {
  const item = pictures.map(({ data }) => ({ PicMd5Sum: createHash('md5').update(data).digest('hex') }));
  const SendPicsInfo = { Count: pictures.length, PicList: { item } };
  return [{ fields: { ...event, SendPicsInfo } }, ...pictures.map((picture) => ({ picture }))];
}

/** The same place once more, as a message. */
function located(event: Fields): Step[] {
  const { Location_X, Location_Y, Scale, Label } = isFields(event.SendLocationInfo) ? event.SendLocationInfo : {};
  const numbers = { Location_X, Location_Y, Scale };
  const given = Object.entries(numbers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Number(value)]],
  );
  const place = { ...Object.fromEntries(given), ...(Label !== undefined && { Label }) };
  return [{ fields: event }, { fields: { MsgType: 'location', ...place } }];
}
