// After a message was sent: its card is changed, or it is taken back.
// 更新模版卡片消息: https://developer.work.weixin.qq.com/document/path/94888
// 撤回应用消息: https://developer.work.weixin.qq.com/document/path/94867
import type { Answer, Call, Chapter } from '../api/chapter';
import { checkFields } from '../content/cards';
import { reach } from '../messaging/receivers';
import { Sent } from '../messaging/sent';
import { HOUR } from '../model/clock';
import type { App, Message } from '../model/records';
import { fail, failSchema } from '../protocol/errors';
import { Input } from '../protocol/input';

const RECALLED_WITHIN = 24 * HOUR;

export const messageChanges: Chapter = {
  'message/recall': { verb: 'POST', secret: 'app', era: 'current', run: recall },
  'message/update_template_card': { verb: 'POST', secret: 'app', era: 'current', run: updateTemplateCard },
  'message/update_taskcard': { verb: 'POST', secret: 'app', era: 'current', run: updateTaskCard },
};

function recall(call: Call): Answer {
  const { app, body, clock, company } = call;
  const msgid = body.text('msgid', { min: 1 }) ?? failSchema('msgid missing');
  const message = company.room(Sent).message(msgid);
  if (message === undefined || app === undefined || !isFrom(message, app)) failSchema('msgid invalid');
  if (clock.now() - message.at > RECALLED_WITHIN) fail(42052);
  message.recalled = true;
  call.emit({ event: 'message.recall', data: message });
  return {};
}

function isFrom({ from }: Message, { agentid }: App): boolean {
  return 'agentid' in from && from.agentid === agentid;
}

/** The response_code is spent by it, whoever of the members named had the card. */
function updateTemplateCard(call: Call): Answer {
  const { body, company } = call;
  const app = call.agent(body.uint('agentid'));
  const sent = company.room(Sent);
  const code = body.text('response_code') ?? '';
  const grant = sent.granted(code) ?? fail(60140);
  if (grant.agentid !== app.agentid) fail(42015);
  const update = cardUpdate(call);
  const { userids, invaliduser } = targets(call, app, grant.message);
  sent.spend(code);
  Sent.change(company, grant.message, userids, update, call.by);
  return { invaliduser };
}

/** A pressed button's new name, or a whole new card. */
function cardUpdate(call: Call): Answer {
  const { body } = call;
  const button = body.object('button');
  const card = body.object('template_card');
  if (card === undefined) {
    const replace_name = button?.text('replace_name') || failSchema('button.replace_name missing');
    return { button: { replace_name } };
  }
  checkFields(card, call);
  return { template_card: card.all() };
}

interface Targets {
  userids: string[];
  invaliduser: string[];
}

/** Of those named, who had the message. */
function targets(call: Call, app: App, message: Message): Targets {
  const { body } = call;
  if (body.uint('atall') === 1) return { userids: message.to, invaliduser: [] };
  const users = body.texts('userids') ?? [];
  const parties = (body.uints('partyids') ?? []).map(String);
  const tags = (body.uints('tagids') ?? []).map(String);
  if (users.length + parties.length + tags.length === 0) fail(82101);
  if (users.length > 1000) fail(40032);
  if (parties.length > 100) fail(82002);
  if (tags.length > 100) fail(82003);
  const had = new Set(message.to.map((userid) => userid.toLowerCase()));
  const { members } = reach(call, app, { all: false, users, parties, tags });
  const userids = [...members].map(({ userid }) => userid).filter((userid) => had.has(userid.toLowerCase()));
  const invaliduser = users.filter((userid) => !had.has(userid.toLowerCase())).map((userid) => userid.toLowerCase());
  if (userids.length === 0) fail(82102, undefined, { invaliduser });
  return { userids, invaliduser };
}

/** Of older times, by task_id: the card of these members shows that a button was pressed. */
function updateTaskCard(call: Call): Answer {
  const { body } = call;
  const app = call.agent(body.uint('agentid'));
  const task_id = body.text('task_id') ?? '';
  const message = taskOf(call, app, task_id);
  const update = taskUpdate(body, message);
  const { userids, invaliduser } = targets(call, app, message);
  Sent.change(call.company, message, userids, update, call.by);
  return { invaliduser };
}

function taskOf({ company }: Call, { agentid }: App, task_id: string): Message {
  const sent = company.room(Sent);
  const message = sent.task(agentid, task_id);
  if (message?.msgtype === 'interactive_taskcard') return message;
  const others = [...company.apps.keys()].some((other) => other !== agentid && sent.task(other, task_id) !== undefined);
  fail(others ? 42015 : 42016);
}

/** replace_name; before that there was clicked_key, whose button names the text. */
function taskUpdate(body: Input, message: Message): Answer {
  const replace_name = body.text('replace_name');
  if (replace_name) return { replace_name };
  const clicked_key = body.text('clicked_key') || fail(42017);
  const card = new Input(message.body).object('interactive_taskcard');
  const button = card?.objects('btn')?.find((one) => one.text('key') === clicked_key) ?? fail(42017);
  return { clicked_key, replace_name: button.text('replace_name') ?? '已处理' };
}
