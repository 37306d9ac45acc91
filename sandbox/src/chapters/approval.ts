// 审批: https://developer.work.weixin.qq.com/document/path/91853
import type { Answer, Call, Chapter } from '../api/chapter';
import { pageOf } from '../api/pages';
import { memberOf } from '../directory/member_of';
import { Approvals } from '../model/approvals';
import { randomId } from '../model/random_id';
import type { Approval, ApprovalNode, ApprovalTemplate } from '../model/records';
import { fail, failSchema } from '../protocol/errors';
import { Input } from '../protocol/input';

const MOST_AT_ONCE = 100;
/** Seconds between the two ends of getapprovalinfo. */
const LONGEST_SPAN = 31 * 24 * 60 * 60;
const MOST_TEMPLATES = 1000;

export const approval: Chapter = {
  'oa/gettemplatedetail': {
    verb: 'POST',
    secret: 'any',
    era: 'current',
    run(call) {
      const { template_names, template_content } = templateOf(call);
      return { template_names, template_content };
    },
  },
  'oa/approval/create_template': { verb: 'POST', secret: 'any', era: 'current', run: createTemplate },
  'oa/approval/update_template': { verb: 'POST', secret: 'any', era: 'current', run: updateTemplate },
  'oa/applyevent': { verb: 'POST', secret: 'any', era: 'current', run: apply },
  'oa/getapprovalinfo': { verb: 'POST', secret: 'any', era: 'current', run: list },
  'oa/getapprovaldetail': { verb: 'POST', secret: 'any', era: 'current', run: detail },
};

function templateOf({ company, body }: Call): ApprovalTemplate {
  const template_id = body.text('template_id') || failSchema('template_id missing');
  return company.room(Approvals).templates.get(template_id) ?? fail(301025);
}

function formOf(body: Input): Omit<ApprovalTemplate, 'template_id'> {
  const names = body.objects('template_name') ?? failSchema('template_name missing');
  const controls = body.object('template_content')?.objects('controls') ?? failSchema('template_content missing');
  if (names.length === 0 || controls.length === 0) failSchema('template_content invalid');
  return {
    template_names: names.map((each) => ({ text: each.text('text') ?? '', lang: each.text('lang') ?? '' })),
    template_content: { controls: controls.map((each) => each.all()) },
  };
}

function createTemplate({ company, body }: Call): Answer {
  const { templates } = company.room(Approvals);
  const form = formOf(body);
  if (templates.size >= MOST_TEMPLATES) fail(45009);
  const template_id = randomId(34);
  templates.set(template_id, { template_id, ...form });
  return { template_id };
}

function updateTemplate(call: Call): Answer {
  Object.assign(templateOf(call), formOf(call.body));
  return {};
}

function apply(call: Call): Answer {
  const { body, company, clock } = call;
  const userid = memberOf(call, body.text('creator_userid'));
  const template = templateOf(call);
  for (const name of ['use_template_approver', 'summary_list']) if (!body.has(name)) failSchema(`${name} missing`);
  const contents = contentsOf(body, template);
  const approvals = company.room(Approvals);
  const { main_department } = company.member(userid) ?? fail(60111);
  const made: Approval = {
    sp_no: approvals.number(clock.now()),
    sp_name: template.template_names[0]?.text ?? '',
    sp_status: 1,
    template_id: template.template_id,
    apply_time: clock.seconds(),
    applyer: { userid, partyid: String(body.uint('choose_department') ?? main_department) },
    nodes: body.uint('use_template_approver') === 1 ? templateNodes(call) : nodesOf(call),
    apply_data: { contents },
  };
  approvals.add(made);
  call.emit({ event: 'approval.change', data: { approval: made, how: 1 } });
  return { sp_no: made.sp_no };
}

/** What was filled in. The controls are those of the template, and the required ones have a value. */
function contentsOf(body: Input, { template_content }: ApprovalTemplate): unknown[] {
  const contents = body.object('apply_data')?.objects('contents') ?? failSchema('apply_data.contents missing');
  const controls = template_content.controls.map((each) => new Input(each).object('property') ?? new Input());
  for (const content of contents) {
    const id = content.text('id');
    if (!controls.some((control) => control.text('id') === id)) fail(301025);
  }
  for (const control of controls.filter((each) => each.uint('require') === 1)) {
    const given = contents.find((content) => content.text('id') === control.text('id'));
    if (given?.object('value') === undefined) fail(301025);
  }
  return contents.map((content) => {
    const control = controls.find((each) => each.text('id') === content.text('id'));
    return { ...content.all(), title: control?.raw('title') };
  });
}

/** The template's way is the founder, or whoever is there first: templates have no ways of their own here. */
function templateNodes({ company }: Call): ApprovalNode[] {
  const [first] = company.members.values();
  return [nodeOf(1, 2, [company.creator || (first?.userid ?? '')])];
}

function nodesOf(call: Call): ApprovalNode[] {
  const nodes = call.body.object('process')?.objects('node_list') ?? failSchema('process missing');
  if (nodes.length === 0) failSchema('process.node_list missing');
  return nodes.map((node) => {
    const type = oneOf(node.uint('type')) ?? failSchema('process.node_list.type invalid');
    const userids = (node.texts('userid') ?? []).map((userid) => memberOf(call, userid));
    return userids.length === 0
      ? failSchema('process.node_list.userid missing')
      : nodeOf(type, oneOf(node.uint('apv_rel')) ?? 2, userids);
  });
}

function oneOf(value: number | undefined): 1 | 2 | 3 | undefined {
  return value === 1 || value === 2 || value === 3 ? value : undefined;
}

function nodeOf(type: 1 | 2 | 3, apv_rel: 1 | 2 | 3, userids: string[]): ApprovalNode {
  return { type, apv_rel, details: userids.map((userid) => ({ userid, sp_status: 1, speech: '', sptime: 0 })) };
}

function list({ body, company }: Call): Answer {
  for (const name of ['starttime', 'endtime', 'new_cursor', 'size']) if (!body.has(name)) failSchema(`${name} missing`);
  const [from = 0, to = 0] = [body.uint('starttime'), body.uint('endtime')];
  if (to < from || to - from > LONGEST_SPAN) fail(301025);
  const filters = (body.objects('filters') ?? []).map((each) => ({
    key: each.text('key') ?? '',
    value: each.text('value') ?? '',
  }));
  const found = [...company.room(Approvals).all.values()].filter(
    (each) => each.apply_time >= from && each.apply_time <= to && filters.every((filter) => passes(each, filter)),
  );
  const paged = new Input({ cursor: body.text('new_cursor') ?? '', limit: body.uint('size') ?? MOST_AT_ONCE });
  const { items, next } = pageOf(found, paged, MOST_AT_ONCE);
  return { sp_no_list: items.map(({ sp_no }) => sp_no), ...(next !== '' && { new_next_cursor: next }) };
}

function passes(approval: Approval, { key, value }: { key: string; value: string }): boolean {
  switch (key) {
    case 'template_id':
      return approval.template_id === value;
    case 'creator':
      return approval.applyer.userid === value;
    case 'department':
      return approval.applyer.partyid === value;
    case 'sp_status':
      return String(approval.sp_status) === value;
    default:
      return true;
  }
}

function detail({ company, body }: Call): Answer {
  const found = company.room(Approvals).all.get(body.text('sp_no') || failSchema('sp_no missing')) ?? fail(301025);
  const { nodes, ...info } = found;
  const approvers = nodes.filter(({ type }) => type !== 2);
  const notified = nodes.filter(({ type }) => type === 2).flatMap(({ details }) => details);
  return {
    info: {
      ...info,
      sp_record: approvers.map((node) => ({
        sp_status: Approvals.statusOf(node),
        approverattr: node.apv_rel === 2 ? 1 : 2,
        details: node.details.map(({ userid, ...rest }) => ({ approver: { userid }, ...rest, media_id: [] })),
      })),
      notifyer: notified.map(({ userid }) => ({ userid })),
      comments: [],
      process_list: {
        node_list: nodes.map((node) => ({
          node_type: node.type,
          sp_status: Approvals.statusOf(node),
          apv_rel: node.apv_rel,
          sub_node_list: node.details.map(({ userid, speech, sp_status, sptime }) => ({
            userid,
            speech,
            sp_yj: sp_status,
            sptime,
            media_ids: [],
          })),
        })),
      },
    },
  };
}
