// 审批申请状态变化: told to every app that hears callbacks.
// https://developer.work.weixin.qq.com/document/path/91815
import { Approvals } from '../model/approvals';
import type { Company } from '../model/company';
import type { Approval } from '../model/records';
import type { Deliveries } from './delivery';
import type { Fields } from './xml';

export function tellApprovals(company: Company, deliveries: Deliveries): void {
  company.watch('approval.change', (change) => {
    if (change.event !== 'approval.change') return;
    const { approval, how } = change.data;
    const ApprovalInfo = { ...infoOf(approval), StatuChangeEvent: how };
    for (const { agentid, callback } of company.apps.values()) {
      const fields = { AgentID: agentid, ApprovalInfo };
      if (callback !== undefined) void deliveries.announce({ callback, agentid }, 'sys_approval_change', fields);
    }
  });
}

function infoOf({ sp_no, sp_name, sp_status, template_id, apply_time, applyer, nodes }: Approval): Fields {
  const notified = nodes.filter(({ type }) => type === 2).flatMap(({ details }) => details);
  return {
    SpNo: Number(sp_no),
    SpNoStr: sp_no,
    SpName: sp_name,
    SpStatus: sp_status,
    TemplateId: template_id,
    ApplyTime: apply_time,
    Applyer: { UserId: applyer.userid, Party: applyer.partyid },
    SpRecord: nodes
      .filter(({ type }) => type === 1)
      .map((node) => ({
        SpStatus: Approvals.statusOf(node),
        ApproverAttr: node.apv_rel === 2 ? 1 : 2,
        Details: node.details.map(({ userid, speech, sp_status: SpStatus, sptime }) => ({
          Approver: { UserId: userid },
          Speech: speech,
          SpStatus,
          SpTime: sptime,
        })),
      })),
    Notifyer: notified.map(({ userid }) => ({ UserId: userid })),
  };
}
