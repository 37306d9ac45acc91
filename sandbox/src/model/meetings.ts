// All meetings of a company.
import type { Meeting } from './meeting_records';

/** Further ones are refused. */
export const MOST_MEETINGS = 10_000;

export class Meetings {
  /** By meetingid. */
  readonly all = new Map<string, Meeting>();

  /** 1 to come, 2 under way, 3 over, 4 called off, 5 over without anybody. */
  static statusOf({ isCancelled, ended, began, meeting_start, meeting_duration }: Meeting, now: number): number {
    if (isCancelled) return 4;
    if (ended !== undefined) return 3;
    if (began !== undefined) return 2;
    return now < meeting_start + meeting_duration ? 1 : 5;
  }
}
