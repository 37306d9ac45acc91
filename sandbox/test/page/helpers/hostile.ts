// What a page must take for text, whoever wrote it.
import type API = require('../../../../index');

import type { CompanyConfig } from '../../../src/index';

export const IMG = '<img src=x onerror=window.hacked=1>';
export const SVG = '"><svg onload=a()>';
/** Within 128 bytes, so that titles are not cut. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: that is the attack
export const HOSTILE = `${IMG}<script>window.hacked=1</script>${SVG}${'${window.hacked=1}'}' "&lt;b`;
/** At most 12 letters. */
export const SHORT = '<b>&lt;</b>';
export const SCRIPT_URL = 'javascript:window.hacked=1';

/** Every name that it has. */
export const hostileCompany: CompanyConfig = {
  corpid: 'ww5a8dbc0ffee0cafe',
  contactSecret: 'sandbox-contact-secret',
  departments: [
    { id: 1, name: HOSTILE },
    { id: 2, name: SVG },
  ],
  members: [
    { userid: 'zhangsan', name: HOSTILE, position: HOSTILE, avatar: SCRIPT_URL },
    { userid: '"><img src=x>', name: IMG, department: [2] },
  ],
  apps: [
    { agentid: 1000002, name: HOSTILE, secret: 'sandbox-app-1000002-secret', description: HOSTILE },
    { agentid: 1000003, name: SVG, secret: `${SVG}${IMG}`, square_logo_url: SCRIPT_URL },
  ],
  robots: [{ key: `robot ${SVG}`, name: HOSTILE }],
};

/** What WeCom goes by, or measures to the letter. */
const KEPT = new Set([
  ...['msgtype', 'card_type', 'task_id', 'media_id', 'thumb_media_id', 'userid', 'key', 'question_key', 'id'],
  ...['selected_id', 'color', 'author'],
]);

/** The same message with every text hostile, and every address a script. */
export function poisoned(message: API.Message): API.OtherMessage {
  const text = message.msgtype === 'miniprogram_notice' ? SHORT : HOSTILE;
  const made: unknown = JSON.parse(JSON.stringify(message), (name, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (/url$/.test(name)) return SCRIPT_URL;
    return KEPT.has(name) ? value : text;
  });
  return Object.assign({ msgtype: message.msgtype }, made);
}

/** The elements that no text of ours may have become. */
export const INTRUDERS = `[...document.querySelectorAll('*')].filter((element) =>
  element.matches('img[src=x], svg[onload], [onerror], [onclick], body script, iframe, object, embed') ||
  ['href', 'src', 'action', 'xlink:href'].some((name) => /^\\s*javascript:/i.test(element.getAttribute(name) ?? ''))
).map((element) => element.outerHTML)`;
