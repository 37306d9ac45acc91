// Every JSON call: what its promise and its callback give, and which arguments may be left out. The parameters of the
// callbacks need no annotation. Compiled by `npm run check`, never run.

import { expectTypeOf } from 'expect-type';

import API = require('wechat-enterprise-api');
import agent = require('wechat-enterprise-api/lib/api_agent');
import batch = require('wechat-enterprise-api/lib/api_batch');
import department = require('wechat-enterprise-api/lib/api_department');
import ip = require('wechat-enterprise-api/lib/api_ip');
import js = require('wechat-enterprise-api/lib/api_js');
import menu = require('wechat-enterprise-api/lib/api_menu');
import shake = require('wechat-enterprise-api/lib/api_shake');

declare const api: API;

// A callback may be absent, null, undefined or of fewer parameters, and a variable as well as a literal.
declare const maybe: API.Callback<menu.Menu> | undefined;
api.getMenu((err, result, res) => {
  expectTypeOf(err).toEqualTypeOf<API.CallError | null>();
  expectTypeOf(result).toEqualTypeOf<menu.Menu>();
  expectTypeOf(res).toEqualTypeOf<API.Response>();
});
api.getMenu((err) => err?.code);
api.getMenu(() => {});
api.getMenu(async (_err, result) => result.button?.length);
api.getMenu((_err, result) => {
  expectTypeOf(result).toEqualTypeOf<menu.Menu>();
});
api.getMenu(null);
api.getMenu(undefined);
api.getMenu(maybe);
expectTypeOf(api.getMenu()).toEqualTypeOf<Promise<menu.Menu>>();
// @ts-expect-error: getMenu takes a callback and nothing else
api.getMenu(1);
// @ts-expect-error: a callback of something else
api.getMenu((_err: unknown, result: shake.Info) => result.data);
// @ts-expect-error: nothing follows the callback
api.getMenu(() => {}, 1);

// 部门管理
expectTypeOf(api.createDepartment('name')).resolves.toEqualTypeOf<department.Created>();
api.createDepartment('name', (_err, created) => expectTypeOf(created).toEqualTypeOf<department.Created>());
api.createDepartment('name', 1, (_err, created) => expectTypeOf(created.id).toEqualTypeOf<number>());
api.createDepartment('name', { parentid: 1, order: '2', id: 3 }, (_err, created) => created.errmsg);
api.createDepartment('name', {}, null);
// @ts-expect-error: a department has a name
api.createDepartment();
// @ts-expect-error: a misspelt option
api.createDepartment('name', { parentId: 1 });

expectTypeOf(api.updateDepartment(1, { name: 'name' })).resolves.toEqualTypeOf<API.Ack>();
api.updateDepartment('1', 'name', (_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());
// @ts-expect-error: what is to change is not optional
api.updateDepartment(1, () => {});

expectTypeOf(api.deleteDepartment(1)).resolves.toEqualTypeOf<API.Ack>();
api.deleteDepartment([1, '2'], (_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());

expectTypeOf(api.getDepartments()).resolves.toEqualTypeOf<department.List>();
expectTypeOf(api.getDepartments(1)).resolves.toEqualTypeOf<department.List>();
api.getDepartments((_err, list) => expectTypeOf(list).toEqualTypeOf<department.List>());
api.getDepartments(1, (_err, list) => expectTypeOf(list.department[0]?.id).toEqualTypeOf<number | undefined>());
api.getDepartments(undefined, (_err, list) => expectTypeOf(list).toEqualTypeOf<department.List>());

// 自定义菜单
expectTypeOf(
  api.createMenu({ button: [{ type: 'click', name: '今日歌曲', key: 'V1' }] }),
).resolves.toEqualTypeOf<API.Ack>();
api.createMenu('{"button":[]}', (_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());
api.createMenu({ button: [{ name: 'more', sub_button: [{ type: 'view', name: 'a', url: 'https://a' }] }] }, null);
// @ts-expect-error: a menu has buttons
api.createMenu({});
expectTypeOf(api.removeMenu()).resolves.toEqualTypeOf<API.Ack>();
api.removeMenu((_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());

// 应用管理
expectTypeOf(api.getAgent()).resolves.toEqualTypeOf<agent.Detail>();
expectTypeOf(api.getAgent(1)).resolves.toEqualTypeOf<agent.Detail>();
api.getAgent((_err, detail) => expectTypeOf(detail).toEqualTypeOf<agent.Detail>());
api.getAgent('1', (_err, detail) => expectTypeOf(detail.agentid).toEqualTypeOf<number>());
expectTypeOf(api.setAgent({ agentid: 1, name: 'name' })).resolves.toEqualTypeOf<API.Ack>();
api.setAgent({ agentid: '1', report_location_flag: '0' }, (_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());
// @ts-expect-error: which app?
api.setAgent({ name: 'name' });
expectTypeOf(api.listAgent()).resolves.toEqualTypeOf<agent.List>();
api.listAgent((_err, list) => expectTypeOf(list).toEqualTypeOf<agent.List>());

// 异步批量接口
const job: batch.JobCallback = { url: 'https://example.com', token: 'token', encodingaeskey: 'key' };
expectTypeOf(api.batchInviteUser({ touser: 'a|b' })).resolves.toEqualTypeOf<batch.Started>();
api.batchInviteUser({ touser: 'a|b' }, (_err, started) => expectTypeOf(started).toEqualTypeOf<batch.Started>());
api.batchInviteUser({ toparty: '1' }, job, (_err, started) => expectTypeOf(started.jobid).toEqualTypeOf<string>());
api.batchInviteUser({ toparty: '1' }, null, (_err, started) => expectTypeOf(started).toEqualTypeOf<batch.Started>());
for (const start of [api.batchSyncUser, api.batchReplaceUser, api.batchReplaceParty]) {
  expectTypeOf(start('media_id')).resolves.toEqualTypeOf<batch.Started>();
  start('media_id', (_err, started) => expectTypeOf(started).toEqualTypeOf<batch.Started>());
  start('media_id', job, (_err, started) => expectTypeOf(started).toEqualTypeOf<batch.Started>());
  start('media_id', undefined, (_err, started) => expectTypeOf(started).toEqualTypeOf<batch.Started>());
}
expectTypeOf(api.batchGetResult('jobid')).resolves.toEqualTypeOf<batch.Result>();
api.batchGetResult('jobid', (_err, result) => expectTypeOf(result).toEqualTypeOf<batch.Result>());
// @ts-expect-error: a jobid is a string
api.batchGetResult(1);

// JS-SDK
expectTypeOf(api.getTicket()).resolves.toEqualTypeOf<API.Ticket>();
api.getTicket((_err, ticket) => expectTypeOf(ticket).toEqualTypeOf<API.Ticket>());
expectTypeOf(api.getAgentTicket()).resolves.toEqualTypeOf<API.Ticket>();
expectTypeOf(api.getJsConfig({ url: 'https://a/' })).resolves.toEqualTypeOf<js.Config>();
api.getJsConfig({ url: 'https://a/', debug: true, beta: true, jsApiList: ['scanQRCode'] }, (_err, config) => {
  expectTypeOf(config).toEqualTypeOf<js.Config>();
});
// @ts-expect-error: the page's address
api.getJsConfig({ jsApiList: [] });
expectTypeOf(api.getAgentConfig({ url: 'https://a/' })).resolves.toEqualTypeOf<js.AgentConfig>();
api.getAgentConfig({ url: 'https://a/' }, (_err, config) => expectTypeOf(config).toEqualTypeOf<js.AgentConfig>());

// The rest
expectTypeOf(api.getCallbackIP()).resolves.toEqualTypeOf<ip.List>();
api.getCallbackIP((_err, list) => expectTypeOf(list).toEqualTypeOf<ip.List>());
api.getCallbackIP('name', (_err, list) => expectTypeOf(list.ip_list).toEqualTypeOf<string[]>());
expectTypeOf(api.getShakeInfo('ticket')).resolves.toEqualTypeOf<shake.Info>();
api.getShakeInfo('ticket', (_err, info) => expectTypeOf(info).toEqualTypeOf<shake.Info>());

// A call with a callback gives nothing to wait for.
expectTypeOf(api.getUser('zhangsan', () => {})).toBeVoid();
// @ts-expect-error: there is no promise
api.getUser('zhangsan', () => {}).catch(() => {});
// @ts-expect-error: the name is misspelt, and it is the name that is complained of
api.createDepartment('name', { parentId: 1 });
// @ts-expect-error: the twins are there, and are not for completion
api._getMenu();
