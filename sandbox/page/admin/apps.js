// Apps: name, who sees them, where their callbacks go. And the robots of groups.

import { html, nothing } from 'lit-html';
import { post, put } from '../api.js';
import { roomAvatar } from '../avatar.js';
import { callbackButton } from '../callback_dialog.js';
import { copyButton } from '../copy.js';
import { fieldView } from '../dialogs.js';
import { icon } from '../icons.js';
import { t } from '../words/words.js';
import { openForm } from './form.js';
import { departmentOptions, memberOptions, Picker, tagOptions } from './picker.js';

/**
 * @typedef {import('../types.js').Company} Company
 * @typedef {import('../types.js').App} App
 * @typedef {import('../types.js').Robot} Robot
 */

const EVERYBODY = { users: [], parties: [1], tags: [] };

/** @param {Company} company */
export function appsView(company) {
  return html`<div class="line">
      <button type="button" class="primary" data-testid="add-app" @click=${() => openApp(company)}>${icon('plus')}${t('add_app')}</button>
    </div>
    <ul class="rows" data-testid="admin-apps">${company.apps.map((app) => appRow(company, app))}</ul>`;
}

/** @param {Company} company @param {App} app */
function appRow(company, app) {
  const { agentid, name, everybody, users, callback } = app;
  const seen = everybody ? t('everybody') : t('seen_by', { count: users.length });
  return html`<li data-agentid=${agentid}>
    ${roomAvatar({ id: String(agentid), kind: 'app', name, app })}
    <span class="grow"><b>${name}</b><small>agentid ${agentid} · ${seen}</small></span>
    ${callbackButton({ title: `${t('callback')} · ${name}`, callback, who: { agentid } })}
    <button type="button" class="ghost" data-testid="edit-app" aria-label="${t('edit')}: ${name}" title=${t('edit')} @click=${() => openApp(company, app)}>
      ${icon('edit')}
    </button>
  </li>`;
}

/** @param {Company} company @param {App} [app] a new one without it */
function openApp(company, app) {
  const { users, parties, tags } = app?.visible ?? EVERYBODY;
  const picker = new Picker({
    legend: t('visible_range'),
    options: [...departmentOptions(company), ...tagOptions(company), ...memberOptions(company)],
    chosen: [
      ...users.map((userid) => `user ${userid}`),
      ...parties.map((id) => `party ${id}`),
      ...tags.map((tagid) => `tag ${tagid}`),
    ],
  });
  openForm({
    title: app === undefined ? t('add_app') : `${app.name} · ${app.agentid}`,
    testid: 'app-dialog',
    fields: (
      dialog,
    ) => html`${fieldView({ name: 'name', label: t('name'), value: app?.name ?? '', pattern: '.*\\S.*' })}
      ${fieldView({ name: 'description', label: t('description_of'), value: app?.description ?? '' })}
      ${app === undefined ? agentidField(company) : secretView(app)} ${picker.view(dialog)}`,
    save: ({ agentid, ...texts }) => {
      const visible = {
        users: picker.idsOf('user'),
        parties: picker.idsOf('party').map(Number),
        tags: picker.idsOf('tag').map(Number),
      };
      if (app !== undefined) return put(`company/apps/${app.agentid}`, { ...texts, visible });
      return post('company/apps', { ...texts, visible, agentid: Number(agentid) });
    },
  });
}

/** @param {Company} company */
function agentidField({ apps }) {
  const next = Math.max(1_000_001, ...apps.map(({ agentid }) => agentid)) + 1;
  return fieldView({ name: 'agentid', label: 'agentid', value: String(next), pattern: '[1-9][0-9]{0,9}' });
}

/** @param {App} app */
function secretView({ secret, name }) {
  return html`<p class="line secret"><span>secret</span><code class="grow">${secret}</code>${copyButton(name)}</p>`;
}

/** @param {Company} company */
export function robotsView({ robots }) {
  return html`<div class="line">
      <button type="button" class="primary" data-testid="add-robot" @click=${addRobot}>${icon('plus')}${t('add_robot')}</button>
    </div>
    ${robots.length === 0 ? nothing : html`<ul class="rows" data-testid="admin-robots">${robots.map(robotRow)}</ul>`}`;
}

/** @param {Robot} robot */
function robotRow({ key, name }) {
  const url = `${location.origin}/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`;
  return html`<li>
    ${roomAvatar({ id: `robot:${key}`, kind: 'robot', name })}
    <span class="grow"><b>${name}</b><code>${url}</code></span>${copyButton(name)}
  </li>`;
}

function addRobot() {
  openForm({
    title: t('add_robot'),
    testid: 'robot-dialog',
    fields: () => html`${fieldView({ name: 'name', label: t('name'), value: '', pattern: '.*\\S.*' })}
      ${fieldView({ name: 'key', label: t('key_if_any'), value: '' })}`,
    save: ({ name, key }) => post('company/robots', { name, ...(key && { key }) }),
  });
}
