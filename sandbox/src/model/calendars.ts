// All calendars of a company.
import type { Calendar, Schedule } from './calendar_records';

/** Calendars and schedules, of each so many. Further ones are refused. */
export const MOST_CALENDARS = 10_000;

export class Calendars {
  /** By cal_id. */
  readonly all = new Map<string, Calendar>();
  /** By schedule_id. */
  readonly schedules = new Map<string, Schedule>();
}
