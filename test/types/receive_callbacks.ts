// The types of callbacks against what WeCom documents. Compiled by `npm run check`, never run.

import { expectTypeOf } from 'expect-type';

import wechat = require('../../lib/receive/index');

import type { Bots, ChangeOf, Changes, Events, InfoChangeOf, InfoChanges, Infos } from '../../lib/receive/callbacks';
import type { EVENTS } from '../receive/helpers/documented_events';
import type { BOTS, INFOS } from '../receive/helpers/documented_infos';

type Words<S> = S extends `${infer W} ${infer R}` ? W | Words<R> : Exclude<S, ''>;
/** `change_contact` and `create_user` of `change_contact/create_user`; `click` and never of `click`. */
type Before<S> = S extends `${infer A}/${string}` ? A : S;
type Behind<S, A> = S extends `${A & string}/${infer C}` ? C : never;

// The names: all that are documented, and no others.

type Named<Facts> = { [A in Before<keyof Facts> & string]: Behind<keyof Facts, A> };
type EventNames = { [E in keyof Events]: E extends keyof Changes ? ChangeOf<E> : never };
type InfoNames = { [I in keyof Infos]: I extends keyof InfoChanges ? InfoChangeOf<I> : never };

expectTypeOf<EventNames>().toEqualTypeOf<Named<typeof EVENTS>>();
expectTypeOf<InfoNames>().toEqualTypeOf<Named<typeof INFOS>>();
expectTypeOf<keyof Bots>().toEqualTypeOf<keyof typeof BOTS>();

// Their fields: none of those that are documented is unknown.

type Callback<K, Singles, Families> = K extends keyof Singles
  ? Singles[K]
  : Before<K> extends infer A extends keyof Families
    ? Behind<K, A> extends infer C extends keyof Families[A]
      ? Families[A][C]
      : never
    : never;
type Unknown<Facts, Singles, Families> = {
  [K in keyof Facts]: Exclude<Words<Facts[K]>, keyof Callback<K, Singles, Families>>;
}[keyof Facts];

expectTypeOf<Unknown<typeof EVENTS, Events, Changes>>().toEqualTypeOf<never>();
expectTypeOf<Unknown<typeof INFOS, Infos, InfoChanges>>().toEqualTypeOf<never>();
expectTypeOf<Unknown<typeof BOTS, Bots, object>>().toEqualTypeOf<never>();
expectTypeOf<Unknown<{ click: 'EventKey Nowhere' }, Events, Changes>>().toEqualTypeOf<'Nowhere'>();

// A name gets what it says, and nothing else.

expectTypeOf<wechat.EventOf<'subscribe'>['Event']>().toEqualTypeOf<'subscribe'>();
expectTypeOf<wechat.EventOf<'change_school_contact', 'subscribe'>['Id']>().toEqualTypeOf<string>();
expectTypeOf<wechat.EventOf<'change_external_chat', 'update'>['ChatId']>().toEqualTypeOf<string>();
expectTypeOf<wechat.EventOf<'create_user'>>().toEqualTypeOf<wechat.EventOf<'change_contact', 'create_user'>>();
expectTypeOf<wechat.EventOf<'create_user'>['Event']>().toEqualTypeOf<'change_contact'>();
expectTypeOf<wechat.EventOf<'kf_msg_or_event'>['FromUserName']>().toEqualTypeOf<undefined>();
expectTypeOf<wechat.InfoOf<'suite_ticket'>['SuiteTicket']>().toEqualTypeOf<string>();
expectTypeOf<wechat.InfoOf<'change_contact', 'create_user'>['AuthCorpId']>().toEqualTypeOf<string>();

wechat
  .event('subscribe', (event) => {
    // @ts-expect-error: that is the ChangeType of a school's contacts
    event.ChangeType;
  })
  .event('change_external_chat', (event) => {
    if (event.ChangeType === 'update') expectTypeOf(event.MemChangeList?.Item).not.toBeAny();
  })
  .event('change_external_chat', 'update', (event) => {
    expectTypeOf(event.ChangeType).toEqualTypeOf<'update'>();
    expectTypeOf(event.UpdateDetail).toExtend<string>();
  })
  .event('change_external_tag', 'update', (event) => expectTypeOf(event.Event).toEqualTypeOf<'change_external_tag'>())
  .event('change_contact', 'a_change_of_tomorrow', (event) => expectTypeOf(event.Event).toEqualTypeOf<string>())
  .info('suite_ticket', (info) => expectTypeOf(info.SuiteTicket).toEqualTypeOf<string>())
  .info('change_contact', (info) => {
    if (info.ChangeType === 'delete_user') expectTypeOf(info.UserID).toEqualTypeOf<string>();
  })
  .info('change_contact', 'create_user', (info) => expectTypeOf(info.AuthCorpId).toEqualTypeOf<string>())
  .info('a_notice_of_tomorrow', (info) => expectTypeOf(info.InfoType).toEqualTypeOf<string>())
  .info((info) => expectTypeOf(info).toEqualTypeOf<wechat.Info>())
  .bot('text', (message) => expectTypeOf(message.text.content).toEqualTypeOf<string>())
  .bot('enter_chat', (message) => expectTypeOf(message.event.eventtype).toEqualTypeOf<'enter_chat'>())
  .bot('a_kind_of_tomorrow', (message) => expectTypeOf(message.msgtype).toEqualTypeOf<string>())
  .bot((message) => expectTypeOf(message).toEqualTypeOf<wechat.Bot>());
// @ts-expect-error: more than one Event has this ChangeType
wechat.event('update', () => '');
// @ts-expect-error: so named, it is not clear that only one has it
wechat.event('add_external_contact', () => '');

// Any callback may be asked what it is.

declare const message: wechat.Message;
if (message.InfoType === 'suite_ticket') expectTypeOf(message.SuiteTicket).toEqualTypeOf<string>();
if (message.msgtype === 'voice') expectTypeOf(message.voice.content).toEqualTypeOf<string>();
if (message.MsgType === 'event' && message.Event === 'change_chain' && message.ChangeType === 'corp_join') {
  expectTypeOf(message.CorpIds.CorpId).toEqualTypeOf<string | string[]>();
}
