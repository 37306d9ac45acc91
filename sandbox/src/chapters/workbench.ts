// 工作台自定义展示: https://developer.work.weixin.qq.com/document/path/92535
import type { Answer, Call, Chapter } from '../api/chapter';
import { memberOf } from '../directory/member_of';
import { Workbench } from '../model/workbench';
import { failSchema } from '../protocol/errors';
import type { Input } from '../protocol/input';

const KINDS = ['keydata', 'image', 'list', 'webview'];
const MOST_ITEMS: Readonly<Record<string, number>> = { keydata: 4, list: 3 };
const MOST_USERS = 1000;

export const workbench: Chapter = {
  'agent/set_workbench_template': { verb: 'POST', secret: 'app', era: 'current', run: setTemplate },
  'agent/get_workbench_template': { verb: 'POST', secret: 'app', era: 'current', run: getTemplate },
  'agent/set_workbench_data': {
    verb: 'POST',
    secret: 'app',
    era: 'current',
    run: (call) => setData(call, [memberOf(call, call.body.text('userid'))], call.body),
  },
  'agent/batch_set_workbench_data': { verb: 'POST', secret: 'app', era: 'current', run: setMany },
  'agent/get_workbench_data': { verb: 'POST', secret: 'app', era: 'current', run: getData },
};

/** The type, and what is shown by it. `normal` shows the app's icon. */
function shownOf(body: Input, normal: boolean): Record<string, unknown> {
  const type = body.text('type') ?? '';
  if (type === 'normal' && normal) return { type };
  if (!KINDS.includes(type)) failSchema('type invalid');
  const shown = body.object(type) ?? failSchema(`${type} missing`);
  const most = MOST_ITEMS[type];
  if (most !== undefined) {
    const items = shown.objects('items') ?? failSchema(`${type}.items missing`);
    if (items.length > most) failSchema(`${type}.items exceed max size ${most}`);
  }
  return { type, [type]: shown.all() };
}

function setTemplate(call: Call): Answer {
  const { agentid } = call.agent(call.body.uint('agentid'));
  const { templates, data } = call.company.room(Workbench);
  const replace_user_data = call.body.flag('replace_user_data') ?? false;
  templates.set(agentid, { ...shownOf(call.body, true), replace_user_data });
  if (replace_user_data) for (const key of [...data.keys()]) if (key.startsWith(`${agentid} `)) data.delete(key);
  return {};
}

function getTemplate(call: Call): Answer {
  const { agentid } = call.agent(call.body.uint('agentid'));
  return call.company.room(Workbench).templates.get(agentid) ?? { type: 'normal', replace_user_data: false };
}

function setMany(call: Call): Answer {
  const { body } = call;
  const named = body.texts('userid_list') ?? failSchema('userid_list missing');
  if (named.length === 0 || named.length > MOST_USERS) failSchema('userid_list invalid');
  const wanted = body.object('data') ?? failSchema('data missing');
  return setData(
    call,
    named.map((userid) => memberOf(call, userid)),
    wanted,
  );
}

function setData(call: Call, userids: string[], wanted: Input): Answer {
  const { agentid } = call.agent(call.body.uint('agentid'));
  const { data } = call.company.room(Workbench);
  const shown = shownOf(wanted, false);
  for (const userid of userids) data.set(`${agentid} ${userid}`, shown);
  return {};
}

/** A member without data of their own sees the template. */
function getData(call: Call): Answer {
  const { agentid } = call.agent(call.body.uint('agentid'));
  const userid = memberOf(call, call.body.text('userid'));
  const { data, templates } = call.company.room(Workbench);
  const { replace_user_data, ...template } = templates.get(agentid) ?? { type: 'normal' };
  return { data: data.get(`${agentid} ${userid}`) ?? template };
}
