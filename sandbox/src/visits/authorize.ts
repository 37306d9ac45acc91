// The page that a browser sees at /connect/oauth2/authorize: pick who you are, and go back with a code.
import type { FastifyInstance } from 'fastify';
import type { Company } from '../model/company';
import type { Member } from '../model/records';
import { codeFor } from './oauth_codes';

type Query = Record<string, string>;

const FIELDS = ['appid', 'redirect_uri', 'response_type', 'scope', 'state', 'agentid'];
const SCOPES = ['snsapi_base', 'snsapi_userinfo', 'snsapi_privateinfo'];
const OUTSIDER = '(outsider)';

export function addAuthorize(server: FastifyInstance, company: Company): void {
  server.get('/connect/oauth2/authorize', (request, reply) => {
    const query: Query = Object.fromEntries(new URL(request.url, 'http://sandbox').searchParams);
    const wrong = whatIsWrong(company, query);
    reply.header('content-type', 'text/html; charset=UTF-8').header('content-security-policy', "script-src 'none'");
    if (wrong !== undefined) return reply.code(400).send(page(`<p class="wrong">${escaped(wrong)}</p>`));
    const { userid, scope = '' } = query;
    const isKnown = userid === OUTSIDER || (userid !== undefined && company.member(userid) !== undefined);
    if (!isKnown) return reply.send(page(form(company, query)));
    const back = new URL(query.redirect_uri ?? '');
    back.searchParams.set('code', codeFor(company, userid === OUTSIDER ? undefined : userid, scope));
    back.searchParams.set('state', query.state ?? '');
    return reply.redirect(back.href, 302);
  });
}

function whatIsWrong(company: Company, query: Query): string | undefined {
  if (query.appid !== company.corpid) return '40013 invalid corpid: appid has to be the corpid.';
  if (!SCOPES.includes(query.scope ?? '')) return `scope has to be one of ${SCOPES.join(', ')}.`;
  if (!/^[A-Za-z0-9]{0,128}$/.test(query.state ?? '')) return 'state takes letters and digits, 128 at most.';
  const { redirect_uri = '' } = query;
  if (!/^https?:/.test(redirect_uri) || !URL.canParse(redirect_uri))
    return 'redirect_uri has to begin with http or https.';
  if (!isTrusted(company, query, new URL(redirect_uri)))
    return '50001 redirect_uri not match: its host is not the trusted domain of the app.';
  return undefined;
}

/** An app without a trusted domain lets everything pass: on a developer's machine there is none. */
function isTrusted({ apps }: Company, { agentid }: Query, { host, hostname }: URL): boolean {
  const named = agentid === undefined ? undefined : apps.get(Number(agentid));
  const candidates = named === undefined ? [...apps.values()] : [named];
  return candidates.some(({ redirect_domain }) => redirect_domain === '' || [host, hostname].includes(redirect_domain));
}

function form(company: Company, query: Query): string {
  const hidden = FIELDS.filter((name) => query[name] !== undefined).map(
    (name) => `<input type="hidden" name="${name}" value="${escaped(query[name] ?? '')}">`,
  );
  const buttons = [...company.members.values()].map(button);
  return `<p>Who opens <code>${escaped(query.redirect_uri ?? '')}</code>?</p>
<form action="/connect/oauth2/authorize" method="get">${hidden.join('')}
${buttons.join('\n')}
<button name="userid" value="${OUTSIDER}">Somebody from outside</button>
</form>`;
}

function button({ userid, name }: Member): string {
  return `<button name="userid" value="${escaped(userid)}">${escaped(name)} <small>${escaped(userid)}</small></button>`;
}

function page(content: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>WeCom sandbox: sign in</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 30rem; margin: 3rem auto; padding: 0 1rem; }
button { display: block; width: 100%; margin: .5rem 0; padding: .6rem 1rem; font: inherit; text-align: left; }
code { word-break: break-all; }
.wrong { color: #b00; }
</style>
<h1>WeCom sandbox</h1>
${content}
</html>
`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
