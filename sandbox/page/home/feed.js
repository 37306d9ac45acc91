// What happened last in the whole company, the newest first: messages, callbacks, and calls that were refused.

import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { avatar } from '../avatar.js';
import { callOf, show, showDelivery, showMessage, tryOf } from '../chain.js';
import { nameOf } from '../company.js';
import { copyText } from '../copy.js';
import { entryKey, entryTime } from '../entries.js';
import { meaningOf } from '../errcodes/index.js';
import { previewOf } from '../preview.js';
import { state } from '../store.js';
import { clockTime } from '../time.js';
import { tell } from '../toasts.js';
import { reveal } from '../wire/reveal.js';
import { failed } from '../wire/row.js';
import { failureWords, t } from '../words/words.js';
import { testFile } from './as_test.js';

/**
 * @typedef {import('../types.js').Entry} Entry
 * @typedef {import('../types.js').Delivery} Delivery
 * @typedef {import('../types.js').Message} Message
 * @typedef {import('../types.js').WireEntry} WireEntry
 * @typedef {object} Row
 * @property {string} key
 * @property {number} at
 * @property {string} who from whom to whom
 * @property {string} what
 * @property {string} result
 * @property {boolean} bad
 * @property {() => unknown} act
 */

const MOST = 12;

export function feedView() {
  const rows = [...[...state.recent.values()].map(rowOf), ...state.wire.filter(isRefused).map(refusedRow)];
  const newest = rows.sort((one, other) => other.at - one.at).slice(0, MOST);
  return html`<section class="feed" aria-label=${t('recent')}>
    <header class="line">
      <h2 class="grow">${t('recent')}</h2>
      <button type="button" class="chip" data-testid="copy-test" @click=${copyTest}>${t('copy_test')}</button>
    </header>
    ${newest.length === 0 ? html`<p class="hint">${t('recent_none')}</p>` : listView(newest)}
  </section>`;
}

function copyTest() {
  const file = testFile();
  if (file === undefined) tell(t('copy_test_none'));
  else copyText(file);
}

/** @param {Row[]} rows */
function listView(rows) {
  return html`<ul class="rows" data-testid="recent">${repeat(rows, ({ key }) => key, rowView)}</ul>`;
}

/** @param {Row} row */
function rowView({ at, who, what, result, bad, act }) {
  return html`<li>
    <button type="button" class="row happening" data-testid="happening" @click=${act}>
      ${avatar(who.split(' → ')[0] ?? '', 'app')}
      <span class="about"><b class="name">${who}</b><small class="preview">${what}</small></span>
      <span class="aside">
        <small>${clockTime(at)}</small>
        ${result === '' ? nothing : html`<small class="result ${bad ? 'bad' : 'good'}">${result}</small>`}
      </span>
    </button>
  </li>`;
}

/** Those that are neither a message nor a callback. @param {WireEntry} entry */
function isRefused(entry) {
  return entry.delivery === undefined && failed(entry);
}

/** @param {WireEntry} entry @returns {Row} */
function refusedRow({ id, at, from = '—', path, about, errcode, status, note, reason }) {
  const name = about === undefined ? path.replace(/^\/cgi-bin\//, '') : t('about_echostr');
  const why = errcode === undefined ? failureWords(reason, note ?? '') : meaningOf(errcode);
  const what = [name, why].filter(Boolean).join(' · ');
  return {
    key: `wire ${id}`,
    at,
    who: callerName(from),
    what,
    result: String(errcode ?? status ?? '—'),
    bad: true,
    act: () => reveal(id),
  };
}

/** @param {string} from */
function callerName(from) {
  return from === 'contact' ? t('contact_assistant') : from;
}

/** @param {Entry} entry @returns {Row} */
function rowOf(entry) {
  const part = entry.type === 'message' ? messageRow(entry.message) : deliveryRow(entry.delivery);
  return { key: entryKey(entry), at: entryTime(entry), what: previewOf(entry, ''), ...part };
}

/** @param {Message} message @returns {Pick<Row, 'who' | 'result' | 'bad' | 'act'>} */
function messageRow({ msgid, from, to }) {
  const call = callOf(msgid);
  const result = call?.errcode === undefined ? '' : String(call.errcode);
  return {
    who: `${senderName(from)} → ${receivers(to)}`,
    result,
    bad: call !== undefined && failed(call),
    act: openMessage,
  };

  function openMessage() {
    if ('robot' in from && state.company)
      show(
        to[0] ?? state.company.members[0]?.userid ?? '',
        `robot:${from.robot}`,
        `[data-msgid="${CSS.escape(msgid)}"]`,
      );
    else showMessage(msgid);
  }
}

/** @param {string[]} to */
function receivers(to) {
  const [first] = to;
  if (first === undefined) return t('kind_robot');
  return to.length === 1 ? nameOf(first) : t('to_many', { name: nameOf(first), count: to.length });
}

/** @param {Message['from']} from */
function senderName(from) {
  const { apps = [], chats = [], robots = [] } = state.company ?? {};
  if ('agentid' in from) return apps.find(({ agentid }) => agentid === from.agentid)?.name ?? String(from.agentid);
  if ('chatid' in from) return chats.find(({ chatid }) => chatid === from.chatid)?.name || from.chatid;
  return robots.find(({ key }) => key === from.robot)?.name ?? from.robot;
}

/** @param {Delivery} delivery @returns {Pick<Row, 'who' | 'result' | 'bad' | 'act'>} */
function deliveryRow({ id, agentid, userid, state: outcome, url, problem }) {
  const app = agentid === undefined ? t('contact_assistant') : senderName({ agentid });
  const who = `${userid === undefined ? 'sys' : nameOf(userid)} → ${app}`;
  const result = url === '' ? t('state_nowhere') : t(`state_${outcome}`);
  const bad = outcome === 'failed' || problem !== undefined;
  return { who, result, bad, act: () => (userid === undefined ? reveal(tryOf(id)?.id) : showDelivery(id)) };
}
