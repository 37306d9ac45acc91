// The bar at the top: the sandbox's clock, tokens, trouble and limits; language and theme of the page.

import { html } from 'lit-html';
import { post } from './api.js';
import { openClockDialog } from './clock_dialog.js';
import { openDrillDialog } from './drill_dialog.js';
import { icon } from './icons.js';
import { currentLanguage, currentTheme, nextLanguage, nextTheme } from './settings.js';
import { now, redraw, state } from './store.js';
import { showTab } from './tabs.js';
import { dateTime, duration, MINUTE, SECOND } from './time.js';
import { complain, tell } from './toasts.js';
import { openTokenDialog } from './token_dialog.js';
import { openTroubleDialog } from './trouble_dialog.js';
import { t } from './words/words.js';

/** @typedef {import('./types.js').Company} Company */

const STEPS = [
  { ms: 5 * MINUTE, id: '5m' },
  { ms: 120 * MINUTE, id: '2h' },
  { ms: 3 * 1440 * MINUTE, id: '3d' },
];
const THEME_ICONS = /** @type {const} */ ({ auto: 'auto', light: 'sun', dark: 'moon' });

/** On a phone the controls are folded away. */
let unfolded = false;

/** The clock's display moves on by itself. */
export function startTicking() {
  setInterval(() => {
    if (!document.hidden) redraw('bar');
  }, SECOND);
}

export function barView() {
  const { company } = state;
  return html`<div class="brand">
      <span class="mark" aria-hidden="true">企</span>
      <h1><a href="#/" data-testid="home-link" title=${t('home')} @click=${() => showTab('phone')}>${t('title')}</a></h1>
      ${company && html`<code class="corpid" data-testid="corpid" title="corpid">${company.corpid}</code>`}
      <span class="connection connection-${state.connection}" role="status" data-testid="connection">
        <i aria-hidden="true"></i><span>${t(`connection_${state.connection}`)}</span>
      </span>
      <button
        type="button"
        class="ghost fold"
        aria-expanded=${unfolded}
        aria-controls="controls"
        aria-label=${t('controls')}
        @click=${toggleFold}
      >
        ${icon('gauge')}
      </button>
    </div>
    <div id="controls" class="controls ${unfolded ? 'unfolded' : ''}">
      ${clockView()} ${company && sandboxControls(company)} ${pageControls()}
    </div>`;
}

function toggleFold() {
  unfolded = !unfolded;
  redraw('bar');
}

function clockView() {
  const ahead = state.ahead > 2 * SECOND ? `+${duration(Math.round(state.ahead / SECOND) * SECOND)}` : t('real_time');
  return html`<div class="group" role="group" aria-label=${t('clock')}>
    ${icon('clock')}
    <span class="clock">
      <time data-testid="clock">${dateTime(now())}</time>
      <small data-testid="clock-ahead" title=${t('ahead_hint')}>${ahead}</small>
    </span>
    ${STEPS.map(
      ({ ms, id }) =>
        html`<button type="button" data-testid="clock-${id}" @click=${() => advance(ms)}>+${duration(ms)}</button>`,
    )}
    <button type="button" data-testid="clock-own" aria-label=${t('clock_own')} @click=${() => openClockDialog(advance)}>
      …
    </button>
  </div>`;
}

/** @param {number} ms */
async function advance(ms) {
  try {
    const { now: time } = await post('clock', { advance: ms });
    state.ahead = time - Date.now();
    redraw('bar');
    tell(t('clock_moved', { by: duration(ms) }));
  } catch (err) {
    complain(err);
  }
}

/** @param {Company} company */
function sandboxControls(company) {
  const left = company.trouble.reduce((sum, order) => sum + order.left, 0);
  return html`<div class="group">
    <button type="button" data-testid="tokens" @click=${openTokenDialog}>${icon('key')}${t('tokens')}</button>
    <button
      type="button"
      class=${left > 0 ? 'warned' : ''}
      data-testid="trouble"
      @click=${openTroubleDialog}
    >
      ${icon('bolt')}${t('trouble')}${left > 0 ? html`<b class="badge" data-testid="trouble-count">${left}</b>` : ''}
    </button>
    <button type="button" data-testid="drill" @click=${openDrillDialog}>${icon('gauge')}${t('drill')}</button>
    <button
      type="button"
      role="switch"
      data-testid="limits"
      aria-checked=${company.rateLimits}
      title=${t('limits_hint')}
      @click=${() => setLimits(!company.rateLimits)}
    >
      <i class="knob" aria-hidden="true"></i>${t('limits')}
    </button>
  </div>`;
}

/** @param {boolean} enabled */
function setLimits(enabled) {
  post('limits', { enabled }).catch(complain);
}

function pageControls() {
  const theme = currentTheme();
  return html`<div class="group">
    <button
      type="button"
      class="ghost"
      data-testid="language"
      lang=${currentLanguage() === 'zh' ? 'en' : 'zh-CN'}
      aria-label=${currentLanguage() === 'zh' ? 'EN: English' : '中文'}
      @click=${() => changed(nextLanguage)}
    >
      ${currentLanguage() === 'zh' ? 'EN' : '中'}
    </button>
    <button
      type="button"
      class="ghost"
      data-testid="theme"
      title=${t(`theme_${theme}`)}
      aria-label=${t(`theme_${theme}`)}
      @click=${() => changed(nextTheme)}
    >
      ${icon(THEME_ICONS[theme])}
    </button>
  </div>`;
}

/** @param {() => void} change */
function changed(change) {
  change();
  redraw();
}
