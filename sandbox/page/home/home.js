// The first screen: what just happened, and what a program needs to connect.

import { html, nothing } from 'lit-html';
import { openSection } from '../admin/admin.js';
import { icon } from '../icons.js';
import { firstPhone } from '../phones.js';
import { showTab } from '../tabs.js';
import { t } from '../words/words.js';
import { connectView } from './connect.js';
import { feedView } from './feed.js';
import { surprisesView } from './surprises.js';

/** @param {import('../types.js').Company} company */
export function homeView(company) {
  const { userid } = firstPhone();
  return html`<div class="home" data-testid="home" tabindex="0">
    ${userid === undefined ? nothing : html`<p class="problem" data-testid="unknown-member">${t('unknown_member', { userid })}</p>`}
    <p class="hint">${t('welcome_hint')}</p>
    <p><button type="button" data-testid="home-admin" @click=${() => openSection('members')}>${icon('edit')}${t('admin')}</button></p>
    <button type="button" class="only-narrow" @click=${() => showTab('contacts')}>${t('tab_contacts')}</button>
    ${feedView()} ${surprisesView()} ${connectView(company)}
  </div>`;
}
