// What a browser sees where members sign in: which app asks for what, and who it is to be. In the design of the page; no scripts.
import { sees } from '../directory/visible_range';
import type { Company } from '../model/company';
import type { App, Member } from '../model/records';

export type Query = Record<string, string>;
export type Language = 'zh' | 'en';

/** A code of its own for somebody who is no member. */
export const OUTSIDER = '(outsider)';

/** A choice of its own for whoever scans the code and then declines. */
export const DECLINED = '(declined)';

/** Where the form leads, which parameters it carries on, and who may be chosen besides the members. */
export interface SignIn {
  action: string;
  fields: string[];
  other: typeof OUTSIDER | typeof DECLINED | undefined;
}

/** More are found by searching. */
const MOST_SHOWN = 100;

const WORDS = {
  zh: {
    title: '登录 · 企业微信沙箱',
    app: '请求登录的应用',
    company: '企业微信沙箱',
    back: '登录后返回',
    search: '搜索姓名或账号',
    find: '搜索',
    who: '以谁的身份登录？',
    [OUTSIDER]: '企业外部人员',
    [DECLINED]: '扫码后取消登录',
    hidden: '不在可见范围',
    more: '还有 {count} 位，请搜索',
    nobody: '没有找到',
    scan: '扫码登录：真实环境里显示二维码，由成员用企业微信扫描。应用得到 userid。',
    snsapi_base: '静默授权：应用只得到 userid。真实环境里不显示任何页面。',
    snsapi_userinfo: '应用得到 userid 和基本信息。',
    snsapi_privateinfo: '应用请求敏感信息：手机、邮箱、头像、性别、二维码。选择成员即表示该成员同意。',
  },
  en: {
    title: 'Sign in · WeCom sandbox',
    app: 'The app that asks',
    company: 'WeCom sandbox',
    back: 'Goes back to',
    search: 'Name or userid',
    find: 'Search',
    who: 'Who signs in?',
    [OUTSIDER]: 'Somebody from outside',
    [DECLINED]: 'Scan the code, and decline',
    hidden: 'out of range',
    more: '{count} more: search for them',
    nobody: 'Nobody found',
    scan: 'By QR code: the real WeCom shows one, which a member scans. The app gets the userid.',
    snsapi_base: 'Silent: the app gets the userid only. The real WeCom shows no page for this.',
    snsapi_userinfo: 'The app gets the userid and the basics.',
    snsapi_privateinfo:
      'The app asks for what is private: mobile, email, avatar, gender, QR code. Whoever is chosen gives their consent.',
  },
};

type Words = (typeof WORDS)['en'];

/** By the browser's own wish. */
export function languageOf(header: string | undefined): Language {
  return /^\s*zh\b/i.test(header ?? '') ? 'zh' : 'en';
}

export function choicePage(company: Company, query: Query, language: Language, signIn: SignIn): string {
  const words: Words = WORDS[language];
  const app = query.agentid === undefined ? undefined : company.apps.get(Number(query.agentid));
  const { scope = '', redirect_uri = '', q = '' } = query;
  const consent = Object.hasOwn(words, scope) ? Reflect.get(words, scope) : words.scan;
  const { action, fields, other } = signIn;
  return page(
    language,
    `<h1>${escaped(app?.name ?? words.company)}</h1>
<p class="hint">${words.app}${app === undefined ? '' : ` · agentid ${app.agentid}`}</p>
<p class="consent">${scope === '' ? '' : `<code>${escaped(scope)}</code> `}${consent}</p>
<p class="hint">${words.back} <code>${escaped(redirect_uri)}</code></p>
<form action="${action}" method="get">${hiddenFields(query, fields)}
<h2>${words.who}</h2>
<p class="find"><input type="search" name="q" aria-label="${words.search}" placeholder="${words.search}" value="${escaped(q)}"><button>${words.find}</button></p>
${choices(company, app, q.trim().toLowerCase(), words)}
${other === undefined ? '' : `<button class="person" name="userid" value="${other}">${words[other]}</button>`}
</form>`,
  );
}

export function refusalPage(why: Record<Language, string>, language: Language): string {
  return page(
    language,
    `<h1>${WORDS[language].company}</h1><p class="problem" role="alert">${escaped(why[language])}</p>`,
  );
}

function hiddenFields(query: Query, fields: string[]): string {
  return fields
    .filter((name) => query[name] !== undefined)
    .map((name) => `<input type="hidden" name="${name}" value="${escaped(query[name] ?? '')}">`)
    .join('');
}

function choices(company: Company, app: App | undefined, wanted: string, words: Words): string {
  const found = [...company.members.values()].filter(
    ({ userid, name }) => userid.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted),
  );
  const shown = found.slice(0, MOST_SHOWN).map((member) => {
    const isHidden = app !== undefined && !sees(company, app, member);
    return choice(member, isHidden ? words.hidden : '');
  });
  const left = found.length - shown.length;
  const rest = left > 0 ? `<p class="hint">${words.more.replace('{count}', String(left))}</p>` : '';
  return found.length === 0 ? `<p class="hint">${words.nobody}</p>` : shown.join('\n') + rest;
}

function choice({ userid, name }: Member, remark: string): string {
  const mark = remark === '' ? '' : ` <small class="mark">${remark}</small>`;
  return `<button class="person" name="userid" value="${escaped(userid)}">${escaped(name)} <small>${escaped(userid)}</small>${mark}</button>`;
}

function page(language: Language, content: string): string {
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page/authorize.css">
<title>${WORDS[language].title}</title>
<main class="authorize">
${content}
</main>
</html>
`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
