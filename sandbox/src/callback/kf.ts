// 微信客服: that something has come is told to the apps; they fetch it with kf/sync_msg.
// https://developer.work.weixin.qq.com/document/path/94670
import type { Company } from '../model/company';
import type { Deliveries } from './delivery';

export function tellKf(company: Company, deliveries: Deliveries): void {
  company.watch('kf.message', (change) => {
    if (change.event !== 'kf.message') return;
    const { message, token: Token } = change.data;
    const head = { ToUserName: company.corpid, CreateTime: company.clock.seconds() };
    const event = { MsgType: 'event', Event: 'kf_msg_or_event', Token, OpenKfId: message.open_kfid };
    for (const { agentid, callback } of company.apps.values()) {
      if (callback !== undefined) void deliveries.deliver({ callback, agentid }, { ...head, ...event });
    }
  });
}
