// A drill: what an app has to survive, step after step, and how it did.

import { html, nothing } from 'lit-html';
import { post } from './api.js';
import { openDialog, valuesOf } from './dialogs.js';
import { currentLanguage } from './settings.js';
import { state } from './store.js';
import { complain } from './toasts.js';
import { reveal } from './wire/reveal.js';
import { t } from './words/words.js';

/**
 * @typedef {import('./types.js').DrillStep} DrillStep
 * @typedef {import('./dialogs.js').Dialog} Dialog
 */

/** In the order in which they are run. One that is missing does not compile. @satisfies {Record<DrillStep['name'], true>} */
const ALL = {
  expired_token: true,
  unknown_token: true,
  busy: true,
  lost_answer: true,
  late_copies: true,
  wrong_receive_id: true,
  forbidden_ip: true,
  rate_limited: true,
};
const STEPS = /** @type {DrillStep['name'][]} */ (Object.keys(ALL));
const WORDS = /** @type {const} */ ({
  passed: 'verdict_passed',
  failed: 'verdict_failed',
  'not seen': 'verdict_not_seen',
});

/** Of a step: the rest is on the wire. */
const MOST_SHOWN = 8;

/** It goes on when the dialog is closed, and is found again. */
const drill = {
  /** @type {DrillStep[]} */
  done: [],
  /** @type {Record<string, string>} */
  values: {},
  isRunning: false,
  isStopped: false,
};

/** The one that is open. @type {Dialog | undefined} */
let opened;

export function openDrillDialog() {
  opened = openDialog({ title: t('drill'), testid: 'drill-dialog', body: drillView });
}

/** @param {Dialog} dialog */
function drillView(dialog) {
  const { isRunning, values } = drill;
  const apps = state.company?.apps ?? [];
  const chosen = apps.find(({ agentid }) => String(agentid) === values.agentid) ?? apps[0];
  const { trigger = chosen?.callback ? 'message' : 'wait', message = 'hello' } = values;
  const take = (/** @type {Event} */ event) => {
    drill.values = valuesOf(event);
    dialog.draw();
  };
  return html`<p class="hint">${t('drill_hint')}</p>
    <form class="form" @change=${take} @submit=${start}>
      <label class="field">
        <span>${t('drill_app')}</span>
        <select name="agentid">
          ${apps.map(({ agentid, name }) => html`<option value=${agentid} ?selected=${agentid === chosen?.agentid}>${name} ${agentid}</option>`)}
        </select>
      </label>
      <label class="field">
        <span>${t('drill_trigger')}</span>
        <select name="trigger">
          <option value="message" ?selected=${trigger === 'message'}>${t('drill_by_message')}</option>
          <option value="wait" ?selected=${trigger === 'wait'}>${t('drill_by_itself')}</option>
        </select>
      </label>
      <label class="field">
        <span>${t('drill_text')}</span>
        <input name="message" .value=${message} required autocomplete="off" />
      </label>
      <footer>
        ${isRunning ? html`<button type="button" data-testid="drill-stop" @click=${stop}>${t('drill_stop')}</button>` : nothing}
        <button type="submit" class="primary" data-testid="drill-start" ?disabled=${isRunning}>${t('drill_start')}</button>
      </footer>
    </form>
    <p role="status" data-testid="drill-summary">${summaryWords()}</p>
    ${drill.done.length === 0 ? nothing : stepsView(dialog)}`;
}

function summaryWords() {
  const { done, isRunning, values } = drill;
  const name = STEPS[done.length];
  if (isRunning && name !== undefined) {
    const where = t('drill_running', { number: done.length + 1, all: STEPS.length, name });
    return values.trigger === 'wait' ? `${where} · ${t('drill_your_turn')}` : where;
  }
  const count = (/** @type {DrillStep['verdict']} */ wanted) => done.filter(({ verdict }) => verdict === wanted).length;
  const counts = { passed: count('passed'), failed: count('failed'), notSeen: count('not seen') };
  return done.length === 0 ? '' : t('drill_summary', counts);
}

/** @param {Dialog} dialog */
function stepsView(dialog) {
  return html`<ul class="rows" data-testid="drill-steps">${drill.done.map((step) => stepView(step, dialog))}</ul>`;
}

/** @param {DrillStep} step @param {Dialog} dialog */
function stepView({ title, verdict, why, evidence }, dialog) {
  const language = currentLanguage();
  const show = (/** @type {number} */ id) => {
    dialog.close();
    reveal(id);
  };
  return html`<li class="found" data-testid="drill-step">
    <span class="grow"><b>${title[language]}</b>${why.text[language]}</span>
    <span class="verdict ${verdict.replace(' ', '-')}">${t(WORDS[verdict])}</span>
    <span class="chain">
      ${evidence.slice(0, MOST_SHOWN).map((id) => html`<button type="button" class="chip" aria-label=${t('drill_evidence', { id })} @click=${() => show(id)}>${id}</button>`)}
    </span>
  </li>`;
}

function stop() {
  drill.isStopped = true;
}

/** One step at a time, so that each is seen as soon as it is over. @param {Event} event */
async function start(event) {
  event.preventDefault();
  const { agentid, trigger, message } = valuesOf(event);
  Object.assign(drill, { values: { agentid, trigger, message }, done: [], isRunning: true, isStopped: false });
  opened?.draw();
  try {
    for (const name of STEPS) {
      const { steps } = await post('drill', { agentid: Number(agentid), trigger, message, steps: [name] });
      drill.done = [...drill.done, ...steps];
      opened?.draw();
      if (drill.isStopped) break;
    }
  } catch (err) {
    complain(err);
  }
  drill.isRunning = false;
  opened?.draw();
}
