// What a program needs to connect: addresses and secrets to copy, samples, and a message to try it.

import { html, nothing } from 'lit-html';
import { callApi } from '../api.js';
import { show } from '../chain.js';
import { copyButton } from '../copy.js';
import { meaningOf } from '../errcodes/index.js';
import { isFields, number, text } from '../read.js';
import { redraw } from '../store.js';
import { complain } from '../toasts.js';
import { t } from '../words/words.js';
import { SAMPLES } from './samples.js';

/** @typedef {import('../types.js').Company} Company */

/** @type {import('./samples.js').Sample['id']} */
let chosen = 'library';

/** @param {Company} company */
export function connectView(company) {
  const { corpid, contactSecret, apps, robots } = company;
  return html`<section class="connect" aria-label=${t('connect')}>
    <h2>${t('connect')}</h2>
    ${testView(company)}
    <ul class="rows" data-testid="connect">
      ${line(t('base_url'), `${location.origin}/cgi-bin/`)} ${line('corpid', corpid)}
      ${apps.map(({ name, agentid, secret }) => line(t('secret_of', { name, agentid }), secret))}
      ${line(t('contact_secret'), contactSecret)}
      ${robots.map(({ key, name }) => line(`${t('robot_url')} · ${name}`, robotUrl(key)))}
    </ul>
    ${samplesView(company)}
  </section>`;
}

/** @param {string} key */
function robotUrl(key) {
  return `${location.origin}/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`;
}

/** @param {string} name @param {string} value */
function line(name, value) {
  return html`<li><span class="grow">${name}</span><code>${value}</code>${copyButton(name)}</li>`;
}

/** @param {Company} company */
function samplesView({ corpid, apps, members }) {
  const [app] = apps;
  const userid = members.find(({ status }) => status === 1)?.userid ?? 'userid';
  if (app === undefined) return nothing;
  const { secret, agentid } = app;
  const code = SAMPLES.find(({ id }) => id === chosen)?.code({
    origin: location.origin,
    corpid,
    secret,
    agentid,
    userid,
  });
  return html`<div class="samples">
    <div class="choice" role="group" aria-label=${t('samples')}>${SAMPLES.map(({ id }) => chip(id))}</div>
    <div class="text-part">
      <h3>${nameOf(chosen)}</h3>
      ${copyButton(t('samples'))}
      <pre tabindex="0" data-testid="sample">${code}</pre>
    </div>
  </div>`;
}

/** @param {typeof chosen} id */
function nameOf(id) {
  return { library: t('sample_library'), curl: 'curl', python: 'Python', java: 'Java' }[id];
}

/** @param {typeof chosen} id */
function chip(id) {
  const choose = () => {
    chosen = id;
    redraw('phone');
  };
  return html`<button type="button" class="chip" data-testid="sample-${id}" aria-pressed=${chosen === id} @click=${choose}>${nameOf(id)}</button>`;
}

/** @param {Company} company */
function testView({ members, apps, corpid }) {
  const active = members.filter(({ status }) => status === 1).slice(0, 200);
  if (active.length === 0 || apps.length === 0) return nothing;
  return html`<form class="try" @submit=${(/** @type {SubmitEvent} */ event) => send(event, corpid, apps)}>
    <label class="field"><span>${t('test_to')}</span>
      <select name="userid">${active.map(({ userid, name }) => html`<option value=${userid}>${name} ${userid}</option>`)}</select>
    </label>
    <label class="field"><span>${t('test_from')}</span>
      <select name="agentid">${apps.map(({ agentid, name }) => html`<option value=${agentid}>${name}</option>`)}</select>
    </label>
    <button type="submit" class="primary" data-testid="test-message">${t('test_message')}</button>
  </form>`;
}

/** As a program does it, so that the wire shows how. @param {SubmitEvent} event @param {string} corpid @param {Company['apps']} apps */
async function send(event, corpid, apps) {
  event.preventDefault();
  const form = new FormData(event.currentTarget instanceof HTMLFormElement ? event.currentTarget : undefined);
  const userid = String(form.get('userid'));
  const app = apps.find(({ agentid }) => String(agentid) === form.get('agentid'));
  if (app === undefined) return;
  try {
    const msgid = await sent(userid, app, corpid);
    show(userid, String(app.agentid), `[data-msgid="${CSS.escape(msgid)}"]`);
  } catch (err) {
    complain(err);
  }
}

/** @param {string} userid @param {Company['apps'][number]} app @param {string} corpid */
async function sent(userid, { agentid, secret }, corpid) {
  const token = accepted(await callApi('gettoken', { corpid, corpsecret: secret }));
  const message = { touser: userid, agentid, msgtype: 'text', text: { content: t('test_text') } };
  const answer = accepted(await callApi('message/send', { access_token: text(token, 'access_token') }, message));
  return text(answer, 'msgid');
}

/** @param {unknown} answer */
function accepted(answer) {
  const errcode = number(answer, 'errcode') ?? -1;
  if (!isFields(answer) || errcode !== 0) throw new Error(t('test_refused', { errcode, meaning: meaningOf(errcode) }));
  return answer;
}
