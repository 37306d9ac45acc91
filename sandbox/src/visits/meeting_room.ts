// A meeting as it is held: on the phones of those who are there.
import type { Company } from '../model/company';
import type { MeetingChange } from '../model/events';
import { Meetings } from '../model/meetings';
import type { Meeting, MeetingAttendance } from '../model/records';

/** Members come and go. RangeErrors tell what is not possible. */
export class MeetingRoom {
  readonly #company: Company;
  readonly #meetingid: string;

  constructor(company: Company, meetingid: string) {
    this.#company = company;
    this.#meetingid = meetingid;
    this.#meeting();
  }

  /** A member joins: `join_meeting`, and for the first one `meeting_start`. */
  join(userid: string): void {
    const meeting = this.#open();
    const name = this.#company.member(userid)?.userid ?? refuse(`The company has no member ${userid}.`);
    const now = this.#company.clock.seconds();
    const known = meeting.attendance.find((each) => each.userid === name);
    if (known?.since !== undefined) refuse(`${name} is there already.`);
    const blank = { userid: name, first_join_time: now, last_quit_time: 0, total_join_count: 0, cumulative_time: 0 };
    const attendance: MeetingAttendance = known ?? blank;
    if (known === undefined) meeting.attendance.push(attendance);
    Object.assign(attendance, { since: now, total_join_count: attendance.total_join_count + 1 });
    if (meeting.began === undefined) {
      meeting.began = now;
      this.#tell('meeting_start', name);
    }
    this.#tell('join_meeting', name);
  }

  /** A member leaves: `quit_meeting`. */
  quit(userid: string): void {
    const meeting = this.#open();
    const name = this.#company.member(userid)?.userid;
    const there = meeting.attendance.find((each) => each.userid === name && each.since !== undefined);
    leave(there ?? refuse(`${userid} is not there.`), this.#company.clock.seconds());
    this.#tell('quit_meeting', there?.userid ?? userid);
  }

  /** Its administrator ends it for all: `meeting_end`. */
  end(): void {
    const meeting = this.#open();
    const now = this.#company.clock.seconds();
    if (meeting.began === undefined) refuse(`${this.#meetingid} has not begun.`);
    for (const there of meeting.attendance) if (there.since !== undefined) leave(there, now);
    meeting.ended = now;
    this.#tell('meeting_end', meeting.admin_userid);
  }

  #meeting(): Meeting {
    return this.#company.room(Meetings).all.get(this.#meetingid) ?? refuse(`There is no meeting ${this.#meetingid}.`);
  }

  #open(): Meeting {
    const meeting = this.#meeting();
    const status = Meetings.statusOf(meeting, this.#company.clock.seconds());
    return status > 2 ? refuse(`${this.#meetingid} is over (status ${status}).`) : meeting;
  }

  #tell(change: MeetingChange, userid: string): void {
    this.#company.emit({ event: 'meeting.change', data: { meeting: this.#meeting(), change, userid } }, userid);
  }
}

function leave(there: MeetingAttendance, now: number): void {
  there.cumulative_time += now - (there.since ?? now);
  there.last_quit_time = now;
  delete there.since;
}

function refuse(message: string): never {
  throw new RangeError(message);
}
