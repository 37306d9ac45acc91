import type { OfSuite, Unlisted } from '../common';
import type { ArchiveInfos } from './archive';
import type { AuthInfos } from './auth';
import type { ContactInfoChanges } from './contact';
import type {
  AcquisitionInfoChanges,
  CustomerInfos,
  ExternalChatInfoChanges,
  ExternalContactInfoChanges,
  ExternalTagInfoChanges,
} from './customer';
import type { OrderInfos } from './order';
import type { SchoolInfoChanges, SchoolInfos } from './school';

// The notices to service providers. A chapter holds its own; what it has is listed here, and nowhere else.

/** The notices that say in ChangeType what changed, by InfoType. */
export interface InfoChanges {
  change_contact: ContactInfoChanges;
  change_external_chat: ExternalChatInfoChanges;
  change_external_contact: ExternalContactInfoChanges;
  change_external_tag: ExternalTagInfoChanges;
  change_school_contact: SchoolInfoChanges;
  customer_acquisition: AcquisitionInfoChanges;
}

/** A change that is not known here. */
export interface OtherInfoChange<I extends keyof InfoChanges> extends OfSuite {
  InfoType: I;
  ChangeType: Unlisted;
  [field: string]: unknown;
}

type Changed = { [I in keyof InfoChanges]: InfoChanges[I][keyof InfoChanges[I]] | OtherInfoChange<I> };

/** By InfoType. */
export interface Infos extends ArchiveInfos, AuthInfos, Changed, CustomerInfos, OrderInfos, SchoolInfos {}

/** A notice that is not known here. */
export interface OtherInfo extends Omit<OfSuite, 'SuiteId'> {
  InfoType: Unlisted;
  [field: string]: unknown;
}

/** What a handler for a notice that is not known here gets. */
export interface AnyInfo extends Omit<OfSuite, 'SuiteId'> {
  InfoType: string;
  ChangeType?: string;
  [field: string]: unknown;
}

export type Info = Infos[keyof Infos] | OtherInfo;

/** What a notice may be asked for by: its InfoType. */
export type InfoName = keyof Infos;

/** What a notice may be asked for by, beside its InfoType. */
export type InfoChangeOf<I extends keyof InfoChanges> = keyof InfoChanges[I];

/** The notices of a name, or of an InfoType and a ChangeType: `InfoOf<'suite_ticket'>`, `InfoOf<'change_contact', 'create_user'>`. */
export type InfoOf<I extends InfoName, C = never> = [C] extends [never]
  ? Infos[I]
  : I extends keyof InfoChanges
    ? C extends keyof InfoChanges[I]
      ? InfoChanges[I][C]
      : never
    : never;
