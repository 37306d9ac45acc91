// The pages that websites send members to for signing in: instead of a QR code they show who may scan it.
// 构造企业微信登录链接: https://developer.work.weixin.qq.com/document/path/98152
// 构造扫码登录链接: https://developer.work.weixin.qq.com/document/path/91019
import type { FastifyInstance } from 'fastify';
import { sees } from '../directory/visible_range';
import type { Company } from '../model/company';
import type { App } from '../model/records';
import { byteCount } from '../protocol/input';
import { type Refusal, refusal, whatIsWrongWithAddress } from './authorize';
import {
  choicePage,
  DECLINED,
  type Language,
  languageOf,
  type Query,
  refusalPage,
  type SignIn,
} from './authorize_page';
import { codeFor } from './oauth_codes';

const FIELDS = ['appid', 'agentid', 'redirect_uri', 'state', 'lang'];
const LOGIN: SignIn = { action: '/wwlogin/sso/login', fields: ['login_type', ...FIELDS], other: undefined };
const CONNECT: SignIn = { action: '/wwopen/sso/qrConnect', fields: FIELDS, other: DECLINED };
const MOST_STATE = 128;

export function addQRLogin(server: FastifyInstance, company: Company): void {
  for (const signIn of [LOGIN, CONNECT]) {
    server.get(signIn.action, (request, reply) => {
      const query: Query = Object.fromEntries(new URL(request.url, 'http://sandbox').searchParams);
      const language = wishOf(query, request.headers['accept-language']);
      reply.header('content-type', 'text/html; charset=UTF-8').header('content-security-policy', "script-src 'none'");
      const app = company.apps.get(Number(query.agentid));
      const wrong = whatIsWrong(company, app, query, signIn) ?? whoIsWrong(company, app, query.userid);
      if (wrong !== undefined) return reply.code(400).send(refusalPage(wrong, language));
      const back = backTo(company, query);
      return back === undefined
        ? reply.send(choicePage(company, query, language, signIn))
        : reply.redirect(back.href, 302);
    });
  }
}

/** `lang` before the browser's own wish; Chinese when there is neither. */
function wishOf({ lang }: Query, header: string | undefined): Language {
  return lang === 'zh' || lang === 'en' ? lang : languageOf(header ?? 'zh');
}

function whatIsWrong(company: Company, app: App | undefined, query: Query, signIn: SignIn): Refusal | undefined {
  if (signIn === LOGIN && query.login_type !== 'CorpApp')
    return refusal(
      'login_type has to be CorpApp: the sandbox has no apps of service providers.',
      'login_type 应该是 CorpApp：沙箱里没有服务商应用。',
    );
  if (query.appid !== company.corpid)
    return refusal('40013 invalid corpid: appid has to be the corpid.', '40013：appid 应该是 corpid。');
  if (app === undefined)
    return refusal('agentid has to be that of an app of the company.', 'agentid 应该是企业应用的 agentid。');
  if (byteCount(query.state ?? '') > MOST_STATE)
    return refusal(`state takes ${MOST_STATE} bytes at most.`, `state 最多 ${MOST_STATE} 字节。`);
  return whatIsWrongWithAddress(company, query);
}

/** Whoever scans has to see the app. */
function whoIsWrong(company: Company, app: App | undefined, userid: string | undefined): Refusal | undefined {
  const member = userid === undefined ? undefined : company.member(userid);
  if (member === undefined || app === undefined || sees(company, app, member)) return undefined;
  return refusal(
    `${member.userid} has no permission: the app is not visible to this member.`,
    `${member.userid} 无权限：不在应用的可见范围内。`,
  );
}

/** undefined as long as nobody was chosen. Whoever declines goes back without a code. */
function backTo(company: Company, { userid = '', redirect_uri = '', state }: Query): URL | undefined {
  const member = company.member(userid);
  if (member === undefined && userid !== DECLINED) return undefined;
  const back = new URL(redirect_uri);
  if (member !== undefined) back.searchParams.set('code', codeFor(company, member.userid, 'snsapi_base'));
  if (state !== undefined) back.searchParams.set('state', state);
  return back;
}
