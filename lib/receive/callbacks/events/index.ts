import type { Happened, Unlisted } from '../common';
import type { AcquisitionChanges } from './acquisition';
import type { AppEvents } from './app';
import type { ApprovalEvents } from './approval';
import type { CardEvents } from './card';
import type { ChainChanges } from './chain';
import type { ContactChanges } from './contact';
import type { ExternalChatChanges, ExternalContactChanges, ExternalTagChanges } from './customer';
import type { DeviceEvents } from './device';
import type {
  DocChanges,
  DocumentEvents,
  SmartSheetChanges,
  WedriveFileChanges,
  WedriveSpaceChanges,
} from './document';
import type { MeetingChanges, MeetingEvents, MeetingStatisticsChanges } from './meeting';
import type { MenuEvents } from './menu';
import type { AppEmailChanges, OfficeEvents, PublicEmailChanges } from './office';
import type { SchoolChanges } from './school';
import type { SecurityChanges, ServiceEvents } from './service';

// All events. A chapter holds its own; what it has is listed here, and nowhere else.

/** The events that say in ChangeType what changed, by Event. */
export interface Changes {
  app_email_change: AppEmailChanges;
  change_chain: ChainChanges;
  change_contact: ContactChanges;
  change_external_chat: ExternalChatChanges;
  change_external_contact: ExternalContactChanges;
  change_external_tag: ExternalTagChanges;
  change_school_contact: SchoolChanges;
  customer_acquisition: AcquisitionChanges;
  doc_change: DocChanges;
  meeting_change: MeetingChanges;
  meeting_statistics: MeetingStatisticsChanges;
  public_email_change: PublicEmailChanges;
  security: SecurityChanges;
  smart_sheet_change: SmartSheetChanges;
  wedrive_file_change: WedriveFileChanges;
  wedrive_space_change: WedriveSpaceChanges;
}

/** A change that is not known here. */
export interface OtherChange<E extends keyof Changes> extends Happened {
  Event: E;
  ChangeType: Unlisted;
  [field: string]: unknown;
}

type Changed = { [E in keyof Changes]: Changes[E][keyof Changes[E]] | OtherChange<E> };

/** By Event. */
export interface Events
  extends AppEvents,
    ApprovalEvents,
    CardEvents,
    Changed,
    DeviceEvents,
    DocumentEvents,
    MeetingEvents,
    MenuEvents,
    OfficeEvents,
    ServiceEvents {}

/** An event that is not known here. */
export interface OtherEvent extends Happened {
  Event: Unlisted;
  [field: string]: unknown;
}

/** What a handler for an event that is not known here gets. */
export interface AnyEvent extends Happened {
  Event: string;
  ChangeType?: string;
  [field: string]: unknown;
}

export type Event = Events[keyof Events] | OtherEvent;

/** The changes of the contacts may be named alone: WeCom has no other event of these names. */
export type ContactChange = keyof ContactChanges;

/** What an event may be asked for by, alone: its Event, or the ChangeType of `change_contact`. */
export type EventName = keyof Events | ContactChange;

/** What an event may be asked for by, beside its Event. */
export type ChangeOf<E extends keyof Changes> = keyof Changes[E];

/** The events of a name, or of an Event and a ChangeType: `EventOf<'click'>`, `EventOf<'change_external_chat', 'update'>`. */
export type EventOf<E extends EventName, C = never> = [C] extends [never]
  ? E extends keyof Events
    ? Events[E]
    : E extends ContactChange
      ? ContactChanges[E]
      : never
  : E extends keyof Changes
    ? C extends keyof Changes[E]
      ? Changes[E][C]
      : never
    : never;
