// 应用管理: https://developer.work.weixin.qq.com/document/path/90227
import type { Answer, Call, Chapter } from '../api/chapter';
import { find, showForEver } from '../media/keep';
import type { App } from '../model/records';
import { fail } from '../protocol/errors';
import { characterCount } from '../protocol/input';

export const agent: Chapter = {
  'agent/get': { verb: 'GET', secret: 'app', run: get },
  'agent/list': { verb: 'GET', secret: 'app', empty: () => ({ agentlist: [] }), run: list },
  'agent/set': { verb: 'POST', secret: 'app', run: set },
};

function get(call: Call): Answer {
  const app = call.agent(call.query.uint('agentid'));
  const { agentid, name, square_logo_url, description, close, redirect_domain, visible } = app;
  const { report_location_flag, isreportenter, home_url } = app;
  return {
    agentid,
    name,
    square_logo_url,
    description,
    ...rangeOf(call, visible),
    close,
    redirect_domain,
    report_location_flag,
    isreportenter,
    home_url,
    ...(call.era === 'legacy' ? ofOldTimes(app) : { customized_publish_status: 1 }),
  };
}

function rangeOf({ company, era }: Call, { users, parties, tags }: App['visible']): Answer {
  const status = (userid: string) => (era === 'legacy' ? { status: company.member(userid)?.status ?? 4 } : {});
  return {
    allow_userinfos: { user: users.map((userid) => ({ userid, ...status(userid) })) },
    allow_partys: { partyid: parties },
    allow_tags: { tagid: tags },
  };
}

function ofOldTimes({ round_logo_url, isreportuser }: App): Answer {
  return { round_logo_url, isreportuser, type: 1, chat_extension_url: '' };
}

/** Only the token's own; in 企业号 all that its group managed. */
function list({ app, company, era }: Call): Answer {
  const apps = era === 'legacy' || app === undefined ? [...company.apps.values()] : [app];
  return {
    agentlist: apps.map(({ agentid, name, square_logo_url, round_logo_url }) => ({
      agentid,
      name,
      square_logo_url,
      ...(era === 'legacy' && { round_logo_url }),
    })),
  };
}

function set(call: Call): Answer {
  const app = call.agent(call.body.uint('agentid'));
  const changes = { ...textsOf(call), ...flagsOf(call), ...logoOf(call, app) };
  Object.assign(app, changes);
  call.emit({ event: 'agent.set', data: app });
  return {};
}

const DOMAIN = /^(?=.{1,253}$)([\w-]+\.)*[\w-]+(:\d+)?$/;

function textsOf({ body }: Call): Partial<App> {
  const name = body.text('name');
  if (name !== undefined && (name === '' || characterCount(name) > 32)) fail(45022);
  const description = body.text('description');
  if (description !== undefined && (characterCount(description) < 4 || characterCount(description) > 120)) fail(45004);
  const redirect_domain = body.text('redirect_domain');
  if (redirect_domain && !DOMAIN.test(redirect_domain)) fail(85005);
  const home_url = body.text('home_url');
  if (home_url && !/^https?:\/\//i.test(home_url)) fail(45034);
  return given({ name, description, redirect_domain, home_url });
}

function flagsOf({ body, era }: Call): Partial<App> {
  const report_location_flag = body.uint('report_location_flag');
  // 2, in 企业号: all the time.
  if ((report_location_flag ?? 0) > (era === 'current' ? 1 : 2)) fail(40059);
  const isreportenter = body.uint('isreportenter');
  const isreportuser = era === 'current' ? undefined : body.uint('isreportuser');
  return given({ report_location_flag, isreportenter, isreportuser });
}

function logoOf(call: Call, { square_logo_url }: App): Partial<App> {
  if (call.body.blank('logo_mediaid')) return {};
  const media = find(call.company, call.body.text('logo_mediaid'));
  if (media.type !== 'image') fail(40007);
  const url = showForEver(call, media, square_logo_url);
  return { square_logo_url: url, round_logo_url: url };
}

/** What is absent stays as it is. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
