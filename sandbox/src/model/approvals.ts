// All approvals of a company.
import type { Approval, ApprovalNode, ApprovalStatus, ApprovalTemplate } from './approval_records';
import type { Company } from './company';

/** Applications; the oldest are dropped. */
const MOST_APPROVALS = 10_000;

const CONTROLS = [
  { property: { control: 'Text', id: 'Text-1', title: [{ text: '事由', lang: 'zh_CN' }], require: 1, un_print: 0 } },
  {
    property: {
      control: 'Textarea',
      id: 'Textarea-2',
      title: [{ text: '说明', lang: 'zh_CN' }],
      require: 0,
      un_print: 0,
    },
  },
];

/** Made at the first use, with one template: templates are otherwise made by administrators. */
export class Approvals {
  /** By template_id. */
  readonly templates = new Map<string, ApprovalTemplate>();
  /** By sp_no, oldest first. */
  readonly all = new Map<string, Approval>();
  /** How many there were on a day, as sp_no counts them. */
  counted = 0;

  constructor(_company: Company) {
    const template_id = 'ExampleApprovalTemplate00000000001';
    const template_names = [{ text: '通用审批', lang: 'zh_CN' }];
    this.templates.set(template_id, { template_id, template_names, template_content: { controls: CONTROLS } });
  }

  /** Of a new application. */
  number(now: number): string {
    this.counted += 1;
    const date = new Date(now).toISOString().slice(0, 10).replaceAll('-', '');
    return `${date}${String(this.counted).padStart(4, '0')}`;
  }

  add(approval: Approval): void {
    this.all.set(approval.sp_no, approval);
    const [oldest] = this.all.keys();
    if (this.all.size > MOST_APPROVALS && oldest !== undefined) this.all.delete(oldest);
  }

  /** What its members have decided together. */
  static statusOf({ apv_rel, details }: ApprovalNode): ApprovalStatus {
    if (details.some(({ sp_status }) => sp_status === 3)) return 3;
    const agreed = details.filter(({ sp_status }) => sp_status === 2).length;
    return agreed === details.length || (apv_rel === 2 && agreed > 0) ? 2 : 1;
  }

  /**
   * A member agrees or refuses, or the applicant withdraws. Gives the application as it is afterwards. A RangeError when it is not there,
   * is over, or is not this member's turn.
   */
  decide(company: Company, sp_no: string, userid: string, decision: Decision): Approval {
    const approval = this.all.get(sp_no) ?? refuse(`There is no application ${sp_no}.`);
    if (approval.sp_status !== 1) refuse(`${sp_no} is over (sp_status ${approval.sp_status}).`);
    const isWithdrawn = decision.status === 4;
    if (isWithdrawn && approval.applyer.userid !== userid) refuse(`${userid} did not apply for it.`);
    if (!isWithdrawn) say(approval, userid, decision, company.clock.seconds());
    const states = approval.nodes.filter(({ type }) => type === 1).map(Approvals.statusOf);
    if (isWithdrawn) approval.sp_status = 4;
    else if (states.includes(3)) approval.sp_status = 3;
    else if (states.every((state) => state === 2)) approval.sp_status = 2;
    company.emit({ event: 'approval.change', data: { approval, how: HOW[decision.status] } }, userid);
    return approval;
  }
}

/** StatuChangeEvent of sys_approval_change. */
const HOW = { 2: 2, 3: 3, 4: 6 } as const;

/** What somebody says to an application. */
export interface Decision {
  /** 2 agrees, 3 refuses, 4 withdraws. */
  status: 2 | 3 | 4;
  speech?: string;
}

function say({ nodes }: Approval, userid: string, { status, speech = '' }: Decision, sptime: number): void {
  const node = nodes.find((each) => each.type === 1 && Approvals.statusOf(each) === 1);
  const waiting = node?.details.filter(({ sp_status }) => sp_status === 1) ?? [];
  const turn = node?.apv_rel === 3 ? waiting.slice(0, 1) : waiting;
  const own = turn.find((each) => each.userid === userid) ?? refuse(`It is not the turn of ${userid}.`);
  Object.assign(own, { sp_status: status, speech, sptime });
}

function refuse(message: string): never {
  throw new RangeError(message);
}
