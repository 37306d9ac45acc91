// Expires or revokes access tokens: all of them, or those of one secret.

import { html } from 'lit-html';
import { post } from './api.js';
import { openDialog } from './dialogs.js';
import { state } from './store.js';
import { complain, tell } from './toasts.js';
import { t } from './words/words.js';

export function openTokenDialog() {
  openDialog({ title: t('tokens'), testid: 'token-dialog', body: () => tokensView() });
}

function tokensView() {
  const { company } = state;
  const owners = (company?.apps ?? []).map(({ name, agentid, secret }) => ({ name: `${name} ${agentid}`, secret }));
  return html`<p class="hint">${t('tokens_hint')}</p>
    <ul class="rows">
      ${rowView(t('tokens_all'), undefined)}
      ${rowView(t('contact_secret'), company?.contactSecret)}
      ${owners.map(({ name, secret }) => rowView(name, secret))}
    </ul>`;
}

/** @param {string} name @param {string | undefined} secret */
function rowView(name, secret) {
  const which = secret === undefined ? 'all' : 'one';
  return html`<li>
    <span class="grow"><b>${name}</b>${secret && html`<code>${secret}</code>`}</span>
    <span class="group">
      <button type="button" data-testid="tokens-expire-${which}" @click=${() => act('expire', secret)}>
        ${t('tokens_expire')} <small>42001</small>
      </button>
      <button type="button" data-testid="tokens-revoke-${which}" @click=${() => act('revoke', secret)}>
        ${t('tokens_revoke')} <small>40014</small>
      </button>
    </span>
  </li>`;
}

/** @param {'expire' | 'revoke'} what @param {string | undefined} secret */
async function act(what, secret) {
  try {
    const { tokens } = await post(`tokens/${what}`, secret === undefined ? {} : { secret });
    tell(t(what === 'expire' ? 'tokens_expired' : 'tokens_revoked', { count: tokens }));
  } catch (err) {
    complain(err);
  }
}
