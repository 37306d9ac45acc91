// 通讯录变更事件: the address book has changed, and whoever did not do it is told.
// https://developer.work.weixin.qq.com/document/path/90970
import type { Era } from '../api/chapter';
import type { Company } from '../model/company';
import type { Change } from '../model/events';
import { changeOf } from './contact_changes';
import type { Address, Deliveries } from './delivery';

/** What is told of a change: everything that changed, as to URLs saved before 2022-08-15, or ids only. */
export function tellContacts(company: Company, deliveries: Deliveries, era: Era): void {
  company.watch('*', (change) => {
    const fields = changeOf(change, era === 'legacy');
    if (fields === undefined) return;
    for (const address of addressesOf(company, change)) void deliveries.announce(address, 'change_contact', fields);
  });
}

/** The contact assistant, and apps that get such changes: nobody hears of what was its own doing. */
function addressesOf({ contactCallback, apps }: Company, { by }: Change): Address[] {
  const ofApps = [...apps.values()]
    .filter(({ agentid, callback }) => callback?.contacts && by !== String(agentid))
    .map(({ agentid, callback }) => ({ agentid, callback }));
  return contactCallback === undefined || by === 'contact' ? ofApps : [{ callback: contactCallback }, ...ofApps];
}
