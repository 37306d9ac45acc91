// The types of all callbacks, and nothing else: the rest of the receive side imports them from here alone, so that these
// files may come from elsewhere.

export type { AnyBot, Bot, Bots } from './bots';
export type { AnyEvent, ChangeOf, Changes, ContactChange, Event, EventName, EventOf, Events } from './events';
export type { AnyInfo, Info, InfoChangeOf, InfoChanges, InfoName, InfoOf, Infos } from './infos';
export type { AnyMessage, Message, Messages, TextMessage } from './messages';
