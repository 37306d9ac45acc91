// 会话分配与消息收发: https://developer.work.weixin.qq.com/document/path/94670
import type { Answer, Call, Chapter } from '../api/chapter';
import { find } from '../media/keep';
import { HOUR } from '../model/clock';
import { Customers } from '../model/customers';
import { Kf } from '../model/kf';
import { randomId } from '../model/random_id';
import type { KfSession, KfState } from '../model/records';
import { fail, failSchema } from '../protocol/errors';
import type { Input } from '../protocol/input';
import { accountOf } from './kf_account';

const MOST_AT_ONCE = 1000;
/** Answers to one question. */
const MOST_ANSWERS = 5;
const ANSWERED_WITHIN = (48 * HOUR) / 1000;
const MOST_CUSTOMERS = 100;
const WITH_FILE: ReadonlySet<string> = new Set(['image', 'voice', 'video', 'file']);
const TYPES: ReadonlySet<string> = new Set([
  ...WITH_FILE,
  'text',
  'link',
  'miniprogram',
  'msgmenu',
  'location',
  'ca_link',
]);

export const kfMessage: Chapter = {
  'kf/sync_msg': { verb: 'POST', secret: 'any', era: 'current', run: sync },
  'kf/send_msg': { verb: 'POST', secret: 'any', era: 'current', run: send },
  'kf/service_state/get': {
    verb: 'POST',
    secret: 'any',
    era: 'current',
    run(call) {
      const { service_state, servicer_userid } = sessionOf(call, 'external_userid');
      return { service_state, ...(servicer_userid !== undefined && { servicer_userid }) };
    },
  },
  'kf/service_state/trans': { verb: 'POST', secret: 'any', era: 'current', run: trans },
  'kf/customer/batchget': { verb: 'POST', secret: 'any', era: 'current', run: customers },
};

/** A cursor counts the messages of all accounts, so that it stays good when more come. */
function sync(call: Call): Answer {
  const { body, company, clock } = call;
  const { open_kfid } = accountOf(call, body);
  const kf = company.room(Kf);
  const token = body.text('token', { maxBytes: 128 }) ?? '';
  if (token !== '' && (kf.tokens.get(token) ?? 0) <= clock.now()) fail(95007);
  const cursor = body.text('cursor') ?? '';
  const from = cursor === '' ? 0 : Number(/^kf-(\d+)$/.exec(cursor)?.[1] ?? failSchema('cursor invalid'));
  const limit = Math.min(body.uint('limit') || MOST_AT_ONCE, MOST_AT_ONCE);
  let at = Math.max(0, from - kf.dropped);
  const msg_list = [];
  for (; at < kf.messages.length && msg_list.length < limit; at++) {
    const message = kf.messages[at];
    if (message?.open_kfid === open_kfid) msg_list.push(message);
  }
  const has_more = kf.messages.slice(at).some((message) => message.open_kfid === open_kfid) ? 1 : 0;
  return { next_cursor: `kf-${kf.dropped + at}`, has_more, msg_list };
}

function sessionOf(call: Call, field: string): KfSession {
  const { open_kfid } = accountOf(call, call.body);
  const external_userid = call.body.text(field) ?? '';
  if (!call.company.room(Customers).all.has(external_userid)) fail(40096);
  return call.company.room(Kf).session(open_kfid, external_userid);
}

/** Five within 48 hours after the customer wrote, and not while a member talks. */
function send(call: Call): Answer {
  const { body, company, clock } = call;
  const session = sessionOf(call, 'touser');
  const { open_kfid, external_userid } = session;
  const { msgtype, content } = contentOf(call);
  const kf = company.room(Kf);
  const msgid = body.text('msgid') || randomId(32);
  if (!/^[\w-]{1,32}$/.test(msgid)) failSchema('msgid invalid');
  if (kf.sent.some((message) => message.msgid === msgid)) fail(95033);
  if (session.service_state === 4) fail(95013);
  if (session.service_state > 1) fail(95018);
  const now = clock.seconds();
  if (session.asked === 0 || now - session.asked > ANSWERED_WITHIN) fail(95002);
  if (session.answered >= MOST_ANSWERS) fail(95001);
  session.answered += 1;
  const head = { msgid, open_kfid, external_userid, send_time: now, origin: 5 as const, msgtype };
  const message = { ...head, [msgtype]: content };
  kf.note(message);
  call.emit({ event: 'kf.send', data: message });
  return { msgid };
}

function contentOf({ body, company }: Call): { msgtype: string; content: Record<string, unknown> } {
  const msgtype = body.text('msgtype') ?? '';
  if (!TYPES.has(msgtype)) fail(40008);
  const content: Input = body.object(msgtype) ?? failSchema(`${msgtype} missing`);
  if (msgtype === 'text' && !content.text('content', { maxBytes: 2048 })) fail(44004);
  if (WITH_FILE.has(msgtype)) find(company, content.text('media_id'));
  return { msgtype, content: content.all() };
}

/** Nothing follows the end, and only those who serve the account are given a customer. */
function trans(call: Call): Answer {
  const { body, company } = call;
  const session = sessionOf(call, 'external_userid');
  const wanted = stateOf(body.uint('service_state'));
  if (session.service_state === 4 || wanted <= session.service_state - 2) fail(95016);
  const { open_kfid, external_userid } = session;
  const servicer = wanted === 3 ? servicerOf(call) : undefined;
  delete session.servicer_userid;
  session.service_state = wanted;
  if (servicer !== undefined) session.servicer_userid = servicer;
  if (wanted === 3 || wanted === 4) {
    const change = {
      change_type: wanted === 3 ? 1 : 3,
      ...(servicer !== undefined && { new_servicer_userid: servicer }),
    };
    const event = { event_type: 'session_status_change', open_kfid, external_userid, ...change };
    company.room(Kf).take(company, { open_kfid, external_userid, origin: 4, msgtype: 'event' }, event);
  }
  return { msg_code: randomId(32) };
}

function stateOf(value: number | undefined): KfState {
  return value === 1 || value === 2 || value === 3 || value === 4 ? value : failSchema('service_state invalid');
}

function servicerOf(call: Call): string {
  const { company, body } = call;
  const member = company.member(body.text('servicer_userid') ?? '') ?? fail(95014);
  const serves = accountOf(call, body).servicers.some((each) =>
    'userid' in each ? each.userid === member.userid : member.department.includes(each.department_id),
  );
  return serves ? member.userid : fail(95014);
}

function customers({ body, company }: Call): Answer {
  const ids = body.texts('external_userid_list') ?? failSchema('external_userid_list missing');
  if (ids.length > MOST_CUSTOMERS) failSchema(`external_userid_list exceed max size ${MOST_CUSTOMERS}`);
  const { all } = company.room(Customers);
  const customer_list = ids.flatMap((id) => {
    const customer = all.get(id);
    if (customer === undefined) return [];
    const { external_userid, name: nickname, avatar, gender, unionid } = customer;
    return [{ external_userid, nickname, avatar, gender, unionid }];
  });
  return { customer_list, invalid_external_userid: ids.filter((id) => !all.has(id)) };
}
