// The page that a browser sees at /connect/oauth2/authorize: pick who you are, and go back with a code.
import type { FastifyInstance } from 'fastify';
import type { Company } from '../model/company';
import {
  choicePage,
  type Language,
  languageOf,
  OUTSIDER,
  type Query,
  refusalPage,
  type SignIn,
} from './authorize_page';
import { codeFor } from './oauth_codes';

const SCOPES = ['snsapi_base', 'snsapi_userinfo', 'snsapi_privateinfo'];

export type Refusal = Record<Language, string>;

const SIGN_IN: SignIn = {
  action: '/connect/oauth2/authorize',
  fields: ['appid', 'redirect_uri', 'response_type', 'scope', 'state', 'agentid'],
  other: OUTSIDER,
};

export function addAuthorize(server: FastifyInstance, company: Company): void {
  server.get(SIGN_IN.action, (request, reply) => {
    const query: Query = Object.fromEntries(new URL(request.url, 'http://sandbox').searchParams);
    const wrong = whatIsWrong(company, query);
    reply.header('content-type', 'text/html; charset=UTF-8').header('content-security-policy', "script-src 'none'");
    const language = languageOf(request.headers['accept-language']);
    if (wrong !== undefined) return reply.code(400).send(refusalPage(wrong, language));
    const { userid, scope = '' } = query;
    const isKnown = userid === OUTSIDER || (userid !== undefined && company.member(userid) !== undefined);
    if (!isKnown) return reply.send(choicePage(company, query, language, SIGN_IN));
    const back = new URL(query.redirect_uri ?? '');
    back.searchParams.set('code', codeFor(company, userid === OUTSIDER ? undefined : userid, scope));
    back.searchParams.set('state', query.state ?? '');
    return reply.redirect(back.href, 302);
  });
}

function whatIsWrong(company: Company, query: Query): Refusal | undefined {
  if (query.appid !== company.corpid)
    return refusal('40013 invalid corpid: appid has to be the corpid.', '40013：appid 应该是 corpid。');
  if (!SCOPES.includes(query.scope ?? ''))
    return refusal(`scope has to be one of ${SCOPES.join(', ')}.`, `scope 应该是 ${SCOPES.join('、')} 之一。`);
  if (!/^[A-Za-z0-9]{0,128}$/.test(query.state ?? ''))
    return refusal('state takes letters and digits, 128 at most.', 'state 最多 128 位字母和数字。');
  return whatIsWrongWithAddress(company, query);
}

/** Of where the browser is to go back to. */
export function whatIsWrongWithAddress(company: Company, query: Query): Refusal | undefined {
  const { redirect_uri = '' } = query;
  if (!/^https?:/.test(redirect_uri) || !URL.canParse(redirect_uri))
    return refusal('redirect_uri has to begin with http or https.', 'redirect_uri 要以 http 或 https 开头。');
  if (!isTrusted(company, query, new URL(redirect_uri)))
    return refusal(
      '50001 redirect_uri not match: its host is not the trusted domain of the app.',
      '50001：redirect_uri 的域名不是应用的可信域名。',
    );
  return undefined;
}

export function refusal(en: string, zh: string): Refusal {
  return { en, zh };
}

/** An app without a trusted domain lets everything pass: on a developer's machine there is none. */
function isTrusted({ apps }: Company, { agentid }: Query, { host, hostname }: URL): boolean {
  const named = agentid === undefined ? undefined : apps.get(Number(agentid));
  const candidates = named === undefined ? [...apps.values()] : [named];
  return candidates.some(({ redirect_domain }) => redirect_domain === '' || [host, hostname].includes(redirect_domain));
}
