// Meetings over HTTP, under /_sandbox/meeting.
import type { FastifyInstance } from 'fastify';
import { MeetingRoom } from '../visits/meeting_room';
import type { World } from '../world';
import { object, TEXT } from './schema';

const VISIT = object({ meetingid: TEXT, userid: TEXT }, ['meetingid', 'userid']);
const END = object({ meetingid: TEXT }, ['meetingid']);

interface Visit {
  meetingid: string;
  userid: string;
}

export function addMeetings(server: FastifyInstance, { company }: World): void {
  server.post<{ Body: Visit }>('/meeting/join', { schema: VISIT }, ({ body }) => {
    new MeetingRoom(company, body.meetingid).join(body.userid);
    return {};
  });
  server.post<{ Body: Visit }>('/meeting/quit', { schema: VISIT }, ({ body }) => {
    new MeetingRoom(company, body.meetingid).quit(body.userid);
    return {};
  });
  server.post<{ Body: { meetingid: string } }>('/meeting/end', { schema: END }, ({ body }) => {
    new MeetingRoom(company, body.meetingid).end();
    return {};
  });
}
