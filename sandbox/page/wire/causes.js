// The likely cause of a refusal, from this very request and what the company has.
import { indexOf } from '../company.js';
import { text } from '../read.js';
import { state } from '../store.js';
import { clockTime } from '../time.js';
import { t } from '../words/words.js';

/**
 * @typedef {import('../types.js').WireEntry} WireEntry
 * @typedef {object} Asked
 * @property {WireEntry} entry
 * @property {URLSearchParams} query
 * @property {unknown} body
 * @property {string} from
 * @property {import('../types.js').Company} company
 */

/** @type {Record<number, (asked: Asked) => string | undefined>} */
const CAUSES = {
  41001: () => t('cause_no_token'),
  40014: unknownToken,
  42001: () => t('cause_token_old'),
  40001: ({ query }) => t('cause_secret', { secret: query.get('corpsecret') ?? '' }),
  40013: ({ query, company }) => t('cause_corpid', { given: query.get('corpid') ?? '', corpid: company.corpid }),
  48002: ({ from }) => (from === 'contact' ? t('cause_contact_secret') : t('cause_app_secret', { from })),
  301002: ({ body, query, from }) => t('cause_other_app', { from, agentid: named('agentid', body, query) }),
  40056: unknownApp,
  60111: unknownMember,
  40003: unknownMember,
  46004: unknownMember,
  60003: unknownDepartment,
  60123: unknownDepartment,
  60004: unknownDepartment,
  81013: unknownReceivers,
  82001: () => t('cause_no_receiver'),
  43012: ({ from }) => t('cause_no_callback', { from }),
  45009: () => t('cause_limits'),
  93000: ({ query }) => t('cause_robot', { key: query.get('key') ?? '' }),
  40058: said,
};

/** undefined: nothing can be said beyond what the errcode means. @param {WireEntry} entry */
export function causeOf(entry) {
  const { company } = state;
  const { note, errcode, from = '' } = entry;
  const trouble = /^trouble: (.*)$/.exec(note ?? '');
  if (trouble) return t('note_trouble', { what: trouble[1] ?? '' });
  if (company === undefined || errcode === undefined) return undefined;
  const query = new URLSearchParams(entry.query);
  return CAUSES[errcode]?.({ entry, query, body: parsed(entry.request), from, company });
}

/** @param {string} body @returns {unknown} */
function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** @param {string} name @param {unknown} body @param {URLSearchParams} query */
function named(name, body, query) {
  return text(body, name) || (query.get(name) ?? '');
}

/** @param {Asked} asked */
function unknownToken({ query }) {
  const token = query.get('access_token') ?? '';
  const given =
    token !== '' && state.wire.find(({ path, response }) => path.endsWith('/gettoken') && response.includes(token));
  return given ? t('cause_token_revoked', { time: clockTime(given.at) }) : t('cause_token_foreign');
}

/** @param {Asked} asked */
function unknownApp({ body, query, company }) {
  const known = company.apps.map(({ agentid, name }) => `${agentid} ${name}`).join(', ');
  return t('cause_agentid', { agentid: named('agentid', body, query), known });
}

/** @param {Asked} asked */
function unknownMember({ body, query, from, company }) {
  const userid = named('userid', body, query);
  if (userid === '') return undefined;
  const wanted = userid.toLowerCase();
  const { members } = indexOf(company);
  const ids = [...members.keys()];
  if (ids.some((id) => id.toLowerCase() === wanted)) return t('cause_userid_hidden', { userid, from });
  const near = ids.find((id) => distance(id.toLowerCase(), wanted) <= 2);
  return near === undefined ? t('cause_userid', { userid }) : t('cause_userid_near', { userid, near });
}

const LONGEST = 64;

/** How many letters are to be changed, added or left out. @param {string} one @param {string} other */
function distance(one, other) {
  if (Math.abs(one.length - other.length) > 2 || one.length > LONGEST) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, there] of [...other].entries()) {
      const swapped = (row[at] ?? 0) + (letter === there ? 0 : 1);
      next.push(Math.min(swapped, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

const MOST_KNOWN = 12;

/** @param {Asked} asked */
function unknownDepartment({ body, query, company }) {
  const id = text(body, 'parentid') || named('id', body, query) || named('department_id', body, query);
  const known = company.departments.slice(0, MOST_KNOWN).map((one) => one.id);
  return t('cause_department', { id, known: known.join(', ') });
}

/** @param {Asked} asked */
function unknownReceivers({ body, from }) {
  const names = ['touser', 'toparty', 'totag'].map((name) => text(body, name)).filter(Boolean);
  return t('cause_receivers', { names: names.join(', '), from });
}

/** The part of the errmsg before its hint. @param {Asked} asked */
function said({ entry }) {
  const words = text(parsed(entry.response), 'errmsg').replace(/, hint: .*$/, '');
  return words === '' ? undefined : t('cause_said', { words });
}
