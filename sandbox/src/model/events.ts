// What can happen in a company, with the record that it happened to. Watchers get these (docs/testing.md: events).

import type { Approval } from './approval_records';
import type { Customer, CustomerChat, Greeting } from './customer_records';
import type { KfMessage } from './kf_records';
import type { Meeting } from './meeting_records';
import type { App, Chat, Delivery, Department, Job, Media, Member, Message, Robot, Tag, UrlJob } from './records';
import type { Trouble } from './trouble';

/** An event and the record that it happened to, as it is afterwards. */
export type Happened =
  | { event: 'department.create' | 'department.delete'; data: Department }
  | { event: 'department.update'; data: { department: Department; before: Department } }
  | { event: 'member.create' | 'member.delete' | 'member.activate'; data: Member }
  | { event: 'member.update'; data: { member: Member; before: Member } }
  | { event: 'tag.create' | 'tag.rename' | 'tag.delete'; data: Tag }
  | { event: 'tag.add' | 'tag.remove'; data: { tag: Tag; userlist: string[]; partylist: number[] } }
  | { event: 'message.send' | 'message.recall' | 'message.update'; data: Message }
  | { event: 'media.create' | 'media.update' | 'media.delete' | 'media.expire'; data: Media }
  | { event: 'chat.create' | 'chat.update'; data: Chat }
  | { event: 'menu.create' | 'menu.delete' | 'agent.set' | 'app.create' | 'app.update'; data: App }
  | { event: 'robot.create'; data: Robot }
  /** userid: who follows the customer. */
  | { event: 'customer.update'; data: { customer: Customer; userid: string; changed: CustomerPart[] } }
  /** half: without the member's consent, and before they talk. */
  | { event: 'customer.add'; data: { customer: Customer; userid: string; half: boolean; welcome_code?: string } }
  /** by: who deleted the other. */
  | { event: 'customer.delete'; data: { customer: Customer; userid: string; by: 'customer' | 'member' } }
  /** The customer does not want the member who should take over. */
  | { event: 'customer.refuse'; data: { customer: Customer; userid: string } }
  | { event: 'customer.greet'; data: Greeting }
  | {
      event: 'customer_tag.create' | 'customer_tag.update' | 'customer_tag.delete';
      data: { id: string; type: 'tag' | 'tag_group' };
    }
  /** id: the group whose tags have another order; undefined: the groups have. */
  | { event: 'customer_tag.shuffle'; data: { id: string | undefined } }
  | { event: 'customer_chat.create' | 'customer_chat.dismiss'; data: CustomerChat }
  | { event: 'customer_chat.update'; data: ChatUpdate }
  /** how: 1 applied, 2 agreed, 3 refused, 6 withdrawn. */
  | { event: 'approval.change'; data: { approval: Approval; how: 1 | 2 | 3 | 6 } }
  /** userid: who did it. */
  | { event: 'meeting.change'; data: { meeting: Meeting; change: MeetingChange; userid: string } }
  /** What a customer wrote, and the token for kf/sync_msg. */
  | { event: 'kf.message'; data: { message: KfMessage; token: string } }
  | { event: 'kf.send'; data: KfMessage }
  /** undefined: the contact assistant's. */
  | { event: 'app.callback'; data: App | undefined }
  | { event: 'callback.send' | 'callback.try' | 'callback.done'; data: Delivery }
  | { event: 'job.start' | 'job.done'; data: Job }
  | { event: 'upload.start' | 'upload.done'; data: UrlJob }
  | { event: 'invite.send'; data: { userid: string; type?: 1 | 2; invite_tips?: string } }
  | { event: 'shake.shake'; data: { ticket: string } & ({ userid: string } | { openid: string }) }
  | { event: 'clock.advance'; data: { ms: number } }
  /** Over HTTP; in code whoever did it knows. */
  | { event: 'trouble.change'; data: { path: string; trouble: Trouble; left: number }[] }
  | { event: 'limits.change'; data: { enabled: boolean } }
  /** After reset and restore; `data.started` tells this life of the company from those before. */
  | { event: 'company.reset'; data: { started: string } };

/** As meeting_change names them. */
export type MeetingChange =
  | 'modify_meeting'
  | 'cancel_meeting'
  | 'meeting_start'
  | 'join_meeting'
  | 'quit_meeting'
  | 'meeting_end';

/** What a member knows of a customer. */
export type CustomerPart = 'remark' | 'mobiles' | 'tags' | 'transfer';

/** members: who came or went, and `byThemselves`: by the group's QR code, or of their own accord. */
export type ChatUpdate = { chat: CustomerChat } & (
  | { detail: 'change_owner' | 'change_name' | 'change_notice' }
  | { detail: 'add_member' | 'del_member'; members: string[]; byThemselves: boolean }
);

/** `department.create`, `message.send` … */
export type EventName = Happened['event'];

/** A change by its event: what a watcher of that event gets. */
export type ChangeOf<E extends EventName | '*'> = E extends EventName ? Of<Change, E> : Change;

type Of<C, E> = C extends { event: infer N } ? (E extends N ? Omit<C, 'event'> & { event: E } : never) : never;

/** `at` in clock milliseconds; `by`: 'contact', an agentid, 'sandbox', or a userid. */
export type Change = Happened & { at: number; by: string };
