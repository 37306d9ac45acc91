// 会议: the app that made a meeting hears of what members do with it, not of what came through the API.
// https://developer.work.weixin.qq.com/document/path/99081
import type { Company } from '../model/company';
import type { Deliveries } from './delivery';
import { isOfApi } from './origin';

export function tellMeetings(company: Company, deliveries: Deliveries): void {
  company.watch('meeting.change', (change) => {
    const { meeting, change: ChangeType, userid: FromUserName } = change.data;
    const { meetingid: MeetingId, agentid } = meeting;
    const callback = agentid === undefined ? undefined : company.apps.get(agentid)?.callback;
    if (agentid === undefined || callback === undefined || isOfApi(company, change)) return;
    void deliveries.announce({ callback, agentid }, 'meeting_change', { FromUserName, ChangeType, MeetingId });
  });
}
