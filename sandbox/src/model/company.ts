// The company: all state, and the one place where its changes are told.
import { setMaxListeners } from 'node:events';
import { KEEP, KEPT_TEXT, type Keep } from './bounds';
import type { Clock } from './clock';
import type { Change, ChangeOf, EventName, Happened } from './events';
import { MediaMap } from './media_map';
import { MemberMap } from './member_map';
import { Newest } from './newest';
import { randomId } from './random_id';
import type { App, Callback, Chat, Delivery, Department, Member, Message, Robot, Tag } from './records';

/** Called after each change. An exception in it ends the process; the watched call succeeds. */
export type Watcher<E extends EventName | '*' = '*'> = (change: ChangeOf<E>) => void;

/** What came of a call. */
export interface Effects {
  /** Of messages. */
  msgids: string[];
  /** Ids of callbacks. */
  deliveries: number[];
}

/** Later than any rule. */
export const TODAY = '9999-12-31';

/** What a chapter keeps of a company. */
export type Room<T> = new (company: Company) => T;

/** A company with all its state. Read it freely; change it through the API, the phones and `sandbox.admin`. */
export class Company {
  /** The corpid for `gettoken`. */
  corpid = '';
  /** The contact assistant's secret (通讯录同步): it writes the address book. */
  contactSecret = '';
  /** The contact assistant's: changes in the address book go there. */
  contactCallback?: Callback;
  /** The day on which it was made, `2024-01-31`: what apps are told depends on it. */
  created = TODAY;
  /** The userid that cannot be deleted. */
  creator = '';
  /** By id. */
  readonly departments = new Map<number, Department>();
  /** By lower-cased userid: WeCom takes `ZhangSan` and `zhangsan` for one. Use member(). */
  readonly members = new MemberMap();
  /** By tagid. */
  readonly tags = new Map<number, Tag>();
  /** By agentid. */
  readonly apps = new Map<number, App>();
  /** By key. */
  readonly robots = new Map<string, Robot>();
  /** By media_id: uploaded files, material, pictures. */
  readonly media: MediaMap;
  /** Takes new messages; `messages` reads them. */
  readonly sent: Newest<Message>;
  /** By chatid. */
  readonly chats = new Map<string, Chat>();
  /** Takes new callbacks; `deliveries` reads them. */
  readonly delivered: Newest<Delivery>;
  /** Of the call that is being told of. */
  #effects: Effects | undefined;
  /** Aborted when the sandbox closes. */
  readonly closing = new AbortController();
  #started = randomId(16);
  #life = new AbortController();
  readonly #watchers = new Map<string, Set<Watcher>>();
  readonly #rooms = new Map<Room<unknown>, unknown>();

  constructor(
    readonly clock: Clock,
    readonly keep: Keep = KEEP,
  ) {
    this.media = new MediaMap(clock, keep, (data) => this.emit({ event: 'media.expire', data }));
    this.sent = new Newest(keep.messages, KEPT_TEXT);
    this.delivered = new Newest(keep.deliveries, KEPT_TEXT);
    this.closing.signal.addEventListener('abort', () => this.#life.abort('The sandbox was closed.'), { once: true });
    setMaxListeners(0, this.#life.signal);
  }

  /** Another one after a restart or a reset: what was known of the company before is not this one's. */
  get started(): string {
    return this.#started;
  }

  /** Aborted when the sandbox is reset or closes, with the reason in words: whatever is under way in the background ends with it. */
  get underWay(): AbortSignal {
    return this.#life.signal;
  }

  /** Forgets everything, so that the company can be filled again. Only the watchers stay. */
  clear(): void {
    this.#life.abort('The sandbox was reset.');
    this.#life = new AbortController();
    // As many as there is under way.
    setMaxListeners(0, this.#life.signal);
    this.#started = randomId(16);
    delete this.contactCallback;
    const { departments, members, tags, apps, robots, media, sent, chats, delivered } = this;
    for (const all of [departments, members, tags, apps, robots, media, sent, chats, delivered]) all.clear();
    for (const [kind, room] of this.#rooms) {
      if (isClearable(room)) room.clear();
      else this.#rooms.delete(kind);
    }
  }

  /** Sent messages, oldest first. */
  get messages(): readonly Message[] {
    return this.sent.all;
  }

  /** Callbacks, oldest first. */
  get deliveries(): readonly Delivery[] {
    return this.delivered.all;
  }

  /** Finds a member. Capitals in the userid make no difference. */
  member(userid: string): Member | undefined {
    return this.members.get(userid.toLowerCase());
  }

  /** A chapter's own state that nobody else reads, e.g. `company.room(Jobs)`: made at the first use, one for a company. */
  room<T>(kind: Room<T>): T {
    const room = this.#rooms.get(kind);
    if (room instanceof kind) return room;
    const made = new kind(this);
    this.#rooms.set(kind, made);
    return made;
  }

  /** Those that were used so far. */
  get rooms(): readonly unknown[] {
    return [...this.#rooms.values()];
  }

  /** `event` is a name like `department.create` or `*` for every change. Gives back how to stop watching. */
  watch<E extends EventName | '*'>(event: E, watcher: Watcher<E>): () => void {
    const watchers = this.#watchers.get(event) ?? new Set();
    const told = (change: Change) => {
      if (isOf(change, event)) watcher(change);
    };
    this.#watchers.set(event, watchers.add(told));
    return () => watchers.delete(told);
  }

  /** To be called after the change has been made. Callbacks that come of it are noted in `effects`. */
  emit(happened: Happened, by = 'sandbox', effects = this.#effects): void {
    const change: Change = { ...happened, at: this.clock.now(), by };
    const before = this.#effects;
    this.#effects = effects;
    for (const name of [happened.event, '*'])
      for (const watcher of this.#watchers.get(name) ?? []) tell(watcher, change);
    this.#effects = before;
  }

  /** A callback is on its way: the call that is being told of has caused it. */
  caused(delivery: number): void {
    this.#effects?.deliveries.push(delivery);
  }
}

/** A room that watches the company stays its whole life long, and clears itself. */
function isClearable(room: unknown): room is { clear(): void } {
  return typeof room === 'object' && room !== null && 'clear' in room && typeof room.clear === 'function';
}

function isOf<E extends EventName | '*'>(change: Change, event: E): change is Change & ChangeOf<E> {
  return event === '*' || change.event === event;
}

/** A watcher that throws is its owner's affair: it fails the process, not the call that it watched. */
function tell(watcher: Watcher, change: Change): void {
  try {
    watcher(change);
  } catch (err) {
    queueMicrotask(() => {
      throw err;
    });
  }
}
