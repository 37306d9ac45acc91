// Every endpoint that a chapter plays, called once in an order in which all succeed.
import assert from 'node:assert/strict';
import { type Entry, entryOf } from './catalogue';
import { type Answer, type Body, Client, type Upload } from './client';
import { csvUploaded, departmentsCSV, line, membersCSV } from './jobs';
import { card } from './messages';
import { APPROVALS, CALENDARS, CUSTOMERS, EXPORTS, MEDIA_STEPS, MEETINGS, SERVICE, WORKBENCH } from './played_office';
import type { World } from './world';

/** What earlier calls were answered. */
export class Told {
  readonly #answers = new Map<string, Body>();

  note(path: string, body: Body): void {
    this.#answers.set(path, body);
  }

  /** The first text there; of lists the first item counts. */
  first(path: string, place: string): string {
    let at: unknown = this.#answers.get(path);
    for (const name of place.split('.')) {
      const one: unknown = Array.isArray(at) ? at[0] : at;
      at = typeof one === 'object' && one !== null ? Reflect.get(one, name) : undefined;
    }
    const found: unknown = Array.isArray(at) ? at[0] : at;
    assert.equal(typeof found, 'string', `${path} ${place}`);
    return String(found);
  }
}

type Params = (told: Told, w: World) => Body | Promise<Body>;
export type Step = readonly [who: 'contact' | 'app' | 'nobody' | OtherKind, path: string, params: Params];
type OtherKind = 'suite_access_token' | 'model_access_token';

/** Whoever makes a step. */
export function clientOf(w: World, who: Step[0]): Client {
  if (who === 'contact' || who === 'app' || who === 'nobody') return w[who];
  return new Client(w.sandbox.url, w.sandbox.tokens.issueKind(who, 'somebody').value, who);
}

const ANN = { userid: 'ann', name: 'Ann', mobile: '13900000001', email: 'ann@example.com', department: [1] };
const TASK = {
  msgtype: 'interactive_taskcard',
  interactive_taskcard: { title: 'T', description: 'D', task_id: 'task-1', btn: [{ key: 'yes', name: 'Yes' }] },
};
const BUTTON = { type: 'click', name: 'a', key: 'k' };
const code = ({ sandbox }: World) => ({ code: sandbox.code('zhangsan', 'snsapi_privateinfo') });
const everybody = membersCSV(line('Ann', 'ann', '13900000001'), line('Boss', 'boss', '13800000000'));

const ADDRESS_BOOK: Step[] = [
  ['nobody', 'gettoken', (_, { sandbox }) => ({ corpid: sandbox.corpid, corpsecret: sandbox.contactSecret })],
  ['nobody', 'service/get_suite_token', () => ({ suite_id: 'a', suite_secret: 'b', suite_ticket: 'c' })],
  ['nobody', 'service/get_provider_token', () => ({ corpid: 'a', provider_secret: 'b' })],
  [
    'suite_access_token',
    'service/get_corp_token',
    (_, { sandbox }) => ({ auth_corpid: sandbox.corpid, permanent_code: 'a' }),
  ],
  ['app', 'corpgroup/corp/gettoken', (_, { sandbox, agentid }) => ({ corpid: sandbox.corpid, agentid })],
  ['nobody', 'openhw/get_model_token', () => ({ model_id: 'a', model_secret: 'b', model_ticket: 'c' })],
  ['model_access_token', 'openhw/get_device_token', () => ({ device_sn: 'a', device_secret: 'b' })],
  ['contact', 'department/create', () => ({ id: 50, name: 'd', parentid: 1 })],
  ['contact', 'department/update', () => ({ id: 50, name: 'e' })],
  ['contact', 'department/list', () => ({})],
  ['contact', 'department/simplelist', () => ({})],
  ['contact', 'department/get', () => ({ id: 50 })],
  ['contact', 'department/delete', () => ({ id: 50 })],
  ['contact', 'user/create', () => ANN],
  ['contact', 'user/update', () => ({ userid: 'ann', position: 'head' })],
  ['contact', 'invite/send', () => ({ userid: 'ann' })],
  ['contact', 'batch/invite', () => ({ user: ['ann'] })],
  ['contact', 'batch/inviteuser', () => ({ touser: 'ann' })],
  ['contact', 'user/authsucc', () => ({ userid: 'ann' })],
  ['contact', 'user/get', () => ({ userid: 'ann' })],
  ['contact', 'user/simplelist', () => ({ department_id: 1 })],
  ['contact', 'user/list', () => ({ department_id: 1 })],
  [
    'contact',
    'user/get_active_stat',
    (_, { sandbox }) => ({ date: new Date(sandbox.clock.now()).toISOString().slice(0, 10) }),
  ],
  ['contact', 'user/list_id', () => ({})],
  ['app', 'user/convert_to_openid', () => ({ userid: 'zhangsan' })],
  ['app', 'user/convert_to_userid', (told) => ({ openid: told.first('user/convert_to_openid', 'openid') })],
  ['app', 'user/getuserid', () => ({ mobile: '13800000001' })],
  ['app', 'user/get_userid_by_email', () => ({ email: 'zhangsan@example.com', email_type: 2 })],
  ['contact', 'corp/get_join_qrcode', () => ({ size_type: 1 })],
  ['app', 'getcallbackip', () => ({})],
  ['app', 'get_api_domain_ip', () => ({})],
  ['app', 'tag/create', () => ({ tagname: 't', tagid: 77 })],
  ['app', 'tag/update', () => ({ tagid: 77, tagname: 'u' })],
  ['app', 'tag/addtagusers', () => ({ tagid: 77, userlist: ['ann'] })],
  ['app', 'tag/get', () => ({ tagid: 77 })],
  ['app', 'tag/list', () => ({})],
  ['app', 'tag/deltagusers', () => ({ tagid: 77, userlist: ['ann'] })],
  ['app', 'tag/delete', () => ({ tagid: 77 })],
];

const APPS: Step[] = [
  ['app', 'get_jsapi_ticket', () => ({})],
  ['app', 'ticket/get', () => ({ type: 'agent_config' })],
  ['app', 'auth/getuserinfo', (_, w) => code(w)],
  ['app', 'auth/getuserdetail', (told) => ({ user_ticket: told.first('auth/getuserinfo', 'user_ticket') })],
  ['app', 'user/getuserinfo', (_, w) => code(w)],
  ['app', 'user/getuserdetail', (told) => ({ user_ticket: told.first('user/getuserinfo', 'user_ticket') })],
  ['app', 'auth/get_tfa_info', (_, w) => code(w)],
  ['app', 'user/tfa_succ', (told) => ({ userid: 'zhangsan', tfa_code: told.first('auth/get_tfa_info', 'tfa_code') })],
  ['app', 'agent/get', (_, { agentid }) => ({ agentid })],
  ['app', 'agent/list', () => ({})],
  ['app', 'agent/set', (_, { agentid }) => ({ agentid, name: 'renamed' })],
  ['app', 'appchat/create', () => ({ chatid: 'c1', name: 'chat', userlist: ['ann', 'lisi'], owner: 'ann' })],
  ['app', 'appchat/update', () => ({ chatid: 'c1', name: 'renamed' })],
  ['app', 'appchat/get', () => ({ chatid: 'c1' })],
  ['app', 'appchat/send', () => ({ chatid: 'c1', msgtype: 'text', text: { content: 'hello' } })],
  ['app', 'menu/create', (_, { agentid }) => ({ agentid, button: [BUTTON] })],
  ['app', 'menu/get', (_, { agentid }) => ({ agentid })],
  ['app', 'menu/delete', (_, { agentid }) => ({ agentid })],
  ['app', 'shakearound/getshakeinfo', (_, { sandbox }) => ({ ticket: sandbox.shake('zhangsan') })],
  ['app', 'message/send', (_, { agentid }) => ({ agentid, touser: 'zhangsan', ...TASK })],
  [
    'app',
    'message/update_taskcard',
    (_, { agentid }) => ({ agentid, userids: ['zhangsan'], task_id: 'task-1', replace_name: 'Done' }),
  ],
  [
    'app',
    'message/send',
    (_, { agentid }) => ({ agentid, touser: 'zhangsan', ...card('button_interaction', 'task-2') }),
  ],
  [
    'app',
    'message/update_template_card',
    (told, { agentid }) => ({
      agentid,
      userids: ['zhangsan'],
      response_code: told.first('message/send', 'response_code'),
      button: { replace_name: 'Done' },
    }),
  ],
  ['app', 'message/recall', (told) => ({ msgid: told.first('message/send', 'msgid') })],
];

/** At the end, as these take members away. */
const JOBS: Step[] = [
  ['contact', 'batch/syncuser', async (_, { contact }) => ({ media_id: await csvUploaded(contact, everybody) })],
  ['contact', 'batch/getresult', (told) => ({ jobid: told.first('batch/syncuser', 'jobid') })],
  ['contact', 'batch/replaceuser', async (_, { contact }) => ({ media_id: await csvUploaded(contact, everybody) })],
  [
    'contact',
    'batch/replaceparty',
    async (_, { contact }) => ({ media_id: await csvUploaded(contact, departmentsCSV('Root,1,0,1')) }),
  ],
  ['contact', 'user/create', () => ({ ...ANN, userid: 'bob', mobile: '13900000002', email: 'bob@example.com' })],
  ['contact', 'user/delete', () => ({ userid: 'bob' })],
  ['contact', 'user/create', () => ({ ...ANN, userid: 'cid', mobile: '13900000003', email: 'cid@example.com' })],
  ['contact', 'user/batchdelete', () => ({ useridlist: ['cid'] })],
];

export const STEPS: readonly Step[] = [
  ...ADDRESS_BOOK,
  ...APPS,
  ...MEDIA_STEPS,
  ...CUSTOMERS,
  ...SERVICE,
  ...APPROVALS,
  ...CALENDARS,
  ...MEETINGS,
  ...EXPORTS,
  ...WORKBENCH,
  ...JOBS,
];

/** Sends the parameters where the catalogue has them. */
export function ask(client: Client, path: string, params: Body): Promise<Answer> {
  const entry = known(path);
  const inURL = new Set(Object.keys(entry.query ?? {}).map((name) => name.replace('?', '')));
  const { media, ...rest } = params;
  // Of those that are known by their path only, all go into the body.
  const isInURL = (name: string) => entry.verb === 'GET' || inURL.has(name);
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  const query = Object.fromEntries(given.flatMap(([name, value]) => (isInURL(name) ? [[name, String(value)]] : [])));
  if (isUpload(media)) return client.upload(path, media, query);
  if (entry.verb === 'GET') return client.get(path, query);
  return client.post(path, Object.fromEntries(given.filter(([name]) => !isInURL(name))), query);
}

function isUpload(value: unknown): value is Upload {
  return typeof value === 'object' && value !== null && 'content' in value;
}

export function known(path: string): Entry {
  const entry = entryOf.get(path);
  assert.ok(entry, `${path} is in the catalogue`);
  return entry;
}

/** Takes all steps, and gives what was asked and told. */
export async function play(w: World): Promise<{ who: Step[0]; path: string; params: Body }[]> {
  const told = new Told();
  const taken: { who: Step[0]; path: string; params: Body }[] = [];
  for (const [who, path, paramsFor] of STEPS) {
    const params = await paramsFor(told, w);
    const answer = await ask(clientOf(w, who), path, params);
    told.note(path, answer.body);
    taken.push({ who, path, params });
  }
  return taken;
}
