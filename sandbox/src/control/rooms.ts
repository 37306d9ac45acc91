// What the chapters keep, as plain data: a room is saved by the names of its properties.
import { Leaving } from '../batch/import_departments';
import { Jobs } from '../batch/jobs';
import { Invitations } from '../chapters/invite';
import { Fetches } from '../chapters/media_by_url';
import { Recent } from '../chapters/message';
import { Tickets } from '../chapters/ticket';
import type { SavedRooms } from '../config/state';
import { Sent } from '../messaging/sent';
import { Approvals } from '../model/approvals';
import { Calendars } from '../model/calendars';
import type { Company, Room } from '../model/company';
import { Customers } from '../model/customers';
import { Expiring } from '../model/expiring';
import { Exports } from '../model/exports';
import { Kf } from '../model/kf';
import { Meetings } from '../model/meetings';
import { Workbench } from '../model/workbench';
import { OAuth } from '../visits/oauth_codes';
import { Shakes } from '../visits/shakes';

interface Saved {
  room: Room<object>;
  properties: string[];
  /** Jobs that are under way end with the sandbox. */
  isOver?: (job: object) => boolean;
}

/** All rooms that are saved, by their names in a state. A chapter's new room comes here, and its form into rooms_schema.ts. */
export const ROOMS: Readonly<Record<string, Saved>> = {
  approvals: { room: Approvals, properties: ['templates', 'all', 'counted'] },
  calendars: { room: Calendars, properties: ['all', 'schedules'] },
  codes: { room: OAuth, properties: ['codes', 'tickets'] },
  customers: {
    room: Customers,
    properties: ['all', 'groups', 'chats', 'transfers', 'welcomes', 'greetings'],
  },
  exports: { room: Exports, properties: ['all'] },
  fetches: { room: Fetches, properties: ['jobs'], isOver: (job) => Reflect.get(job, 'status') !== 1 },
  invitations: { room: Invitations, properties: ['sent'] },
  jobs: { room: Jobs, properties: ['all'], isOver: (job) => Reflect.get(job, 'status') === 3 },
  kf: { room: Kf, properties: ['accounts', 'messages', 'dropped', 'sent', 'sessions', 'tokens'] },
  leaving: { room: Leaving, properties: ['ids'] },
  meetings: { room: Meetings, properties: ['all'] },
  recent: { room: Recent, properties: ['answers'] },
  sent: { room: Sent, properties: ['grants'] },
  shakes: { room: Shakes, properties: ['tickets'] },
  tickets: { room: Tickets, properties: ['all'] },
  workbench: { room: Workbench, properties: ['templates', 'data'] },
};

/** Shares the records with the company. */
export function savedRooms({ rooms }: Company): SavedRooms {
  const saved: SavedRooms = {};
  for (const [name, { room: Kind, properties, isOver = () => true }] of Object.entries(ROOMS)) {
    const room = rooms.find((each) => each instanceof Kind);
    if (!(room instanceof Kind)) continue;
    saved[name] = Object.fromEntries(
      properties.map((property) => [property, plainOf(Reflect.get(room, property), isOver)]),
    );
  }
  return saved;
}

/** `saved` was checked. */
export function restoreRooms(company: Company, saved: SavedRooms): void {
  for (const [name, values] of Object.entries(saved)) {
    const known = ROOMS[name];
    if (known === undefined) continue;
    const room = company.room(known.room);
    for (const property of known.properties) fill(room, property, values[property]);
  }
}

function plainOf(value: unknown, isOver: (job: object) => boolean): unknown {
  if (value instanceof Map || value instanceof Set) return [...value];
  if (value instanceof Expiring) return value.all.filter(([, job]) => isOver(Object(job)));
  return Array.isArray(value) ? value.filter((job) => isOver(Object(job))) : value;
}

/** What kind of property it is, a new room tells. */
function fill(room: object, property: string, value: unknown): void {
  const now: unknown = Reflect.get(room, property);
  const items: unknown[] = Array.isArray(value) ? value : [];
  if (now instanceof Map) {
    now.clear();
    for (const [key, one] of items.filter(Array.isArray)) now.set(key, one);
  } else if (now instanceof Set) {
    now.clear();
    for (const one of items) now.add(one);
  } else if (now instanceof Expiring) now.replace(items.filter(isExpiring));
  else if (Array.isArray(now)) now.splice(0, now.length, ...items);
  else Reflect.set(room, property, value);
}

function isExpiring(value: unknown): value is [string, unknown, number] {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[2] === 'number';
}
