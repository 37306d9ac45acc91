// 发送应用消息. What happens to a message afterwards is in message_changes.ts.
// https://developer.work.weixin.qq.com/document/path/90236
import { createHash } from 'node:crypto';
import type { Answer, Call, Chapter } from '../api/chapter';
import { PER_MINUTE } from '../api/rate_limits';
import { isInteractive } from '../content/cards';
import { CONTENTS, contentOf } from '../content/contents';
import { isNobody, named, type Reached, reach } from '../messaging/receivers';
import { Sent } from '../messaging/sent';
import { SECOND } from '../model/clock';
import type { Company } from '../model/company';
import { Expiring } from '../model/expiring';
import { randomId } from '../model/random_id';
import type { App, Member, Message } from '../model/records';
import { fail, failSchema } from '../protocol/errors';

export const message: Chapter = {
  'message/send': { verb: 'POST', secret: 'app', run: send },
};

const LONGEST_INTERVAL = 14_400;

function send(call: Call): Answer {
  const app = senderOf(call);
  checkSafe(call);
  const to = named(call);
  const { msgtype, body: content } = contentOf(CONTENTS, call);
  // A notice of a mini program goes to members by name: @all is none.
  const reached = reach(call, app, { ...to, all: to.all && msgtype !== 'miniprogram_notice' });
  const invalid = invalidOf(reached);
  if (isNobody(reached)) fail(81013, undefined, invalid);
  return once(call, app, () => {
    const message = compose(call, app, msgtype, content, reached);
    Sent.record(call, message);
    const { msgid, response_code } = message;
    const card = response_code === undefined ? {} : { response_code };
    return call.era === 'legacy' ? invalid : { ...invalid, msgid, ...card };
  });
}

/** The app of the token when the msgtype does not name one. */
function senderOf(call: Call): App {
  const { app, body } = call;
  if (body.text('msgtype') === 'miniprogram_notice' && !body.has('agentid') && app !== undefined) return app;
  return call.agent(body.uint('agentid'));
}

/** 1: not to be shared. 2: not outside, for mpnews only. */
function checkSafe({ body }: Call): void {
  const safe = body.uint('safe') ?? 0;
  const msgtype = body.text('msgtype');
  if (safe > 2 || (safe === 2 && msgtype !== 'mpnews')) failSchema('safe invalid');
  if (safe === 1 && msgtype === 'news') fail(40074);
}

function compose(call: Call, app: App, msgtype: string, body: Answer, reached: Reached): Message {
  const { limits, clock } = call;
  const isTooMuch = ({ userid }: Member) => limits.exceeds(`member ${app.agentid} ${userid}`, PER_MINUTE.member);
  const [spared, reachable] = parted([...reached.members], isTooMuch);
  for (const { userid } of spared) call.warn('rate_limited', { userid, most: PER_MINUTE.member });
  const to = (limits.enabled ? reachable : [...reached.members]).map(({ userid }) => userid);
  const message: Message = { msgid: randomId(64), at: clock.now(), from: { agentid: app.agentid }, to, msgtype, body };
  const card = call.body.object('template_card');
  if (msgtype === 'template_card' && card && isInteractive(card)) message.response_code = randomId(64);
  return message;
}

/** Those of whom it is true, and the others. */
function parted<T>(all: T[], holds: (one: T) => boolean): [T[], T[]] {
  const those = new Set(all.filter(holds));
  return [[...those], all.filter((one) => !those.has(one))];
}

function invalidOf({ users, parties, tags }: Reached): Answer {
  return {
    ...(users.length > 0 && { invaliduser: users.join('|') }),
    ...(parties.length > 0 && { invalidparty: parties.join('|') }),
    ...(tags.length > 0 && { invalidtag: tags.join('|') }),
  };
}

const MOST_REMEMBERED = 10_000;

/** Recent answers, by app and request. */
export class Recent {
  readonly answers: Expiring<Answer>;

  constructor({ clock }: Company) {
    this.answers = new Expiring(clock, MOST_REMEMBERED);
  }
}

/** With enable_duplicate_check the same request within the interval is swallowed: the answer is the first one's. */
function once(call: Call, app: App, run: () => Answer): Answer {
  const { body, clock, company } = call;
  if (body.uint('enable_duplicate_check') !== 1) return run();
  const { answers } = company.room(Recent);
  const request = createHash('sha256').update(JSON.stringify(body.all())).digest('base64');
  const key = `${app.agentid} ${request}`;
  const answered = answers.get(key);
  if (answered !== undefined) {
    call.warn('duplicate');
    return answered;
  }
  const interval = Math.min(body.uint('duplicate_check_interval') ?? 1800, LONGEST_INTERVAL);
  const answer = run();
  answers.set(key, answer, clock.now() + interval * SECOND);
  return answer;
}
