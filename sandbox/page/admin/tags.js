// Tags, and who is in them.

import { html } from 'lit-html';
import { fieldView } from '../dialogs.js';
import { icon } from '../icons.js';
import { list, number, objects, text } from '../read.js';
import { complain } from '../toasts.js';
import { t } from '../words/words.js';
import { administer } from './administer.js';
import { openForm } from './form.js';
import { departmentOptions, memberOptions, Picker } from './picker.js';

/**
 * @typedef {import('../types.js').Company} Company
 * @typedef {import('../types.js').Tag} Tag
 */

/** @param {Company} company */
export function tagsView(company) {
  return html`<div class="line">
      <button type="button" class="primary" data-testid="add-tag" @click=${() => addTag(company)}>${icon('plus')}${t('add_tag')}</button>
    </div>
    ${company.tags.length === 0 ? html`<p class="hint">${t('no_tags')}</p>` : listView(company)}`;
}

/** @param {Company} company */
function listView(company) {
  return html`<ul class="rows" data-testid="admin-tags">
    ${company.tags.map(
      (tag) => html`<li>
        <span class="grow"><b>${tag.tagname}</b><small>tagid ${tag.tagid} · ${t('tag_size', { users: tag.users, parties: tag.parties })}</small></span>
        <button type="button" class="ghost" data-testid="edit-tag" aria-label="${t('edit')}: ${tag.tagname}" title=${t('edit')} @click=${() => editTag(company, tag)}>
          ${icon('edit')}
        </button>
      </li>`,
    )}
  </ul>`;
}

/** @param {Company} company @param {string[]} chosen */
function pickerOf(company, chosen) {
  const options = [...memberOptions(company), ...departmentOptions(company)];
  return new Picker({ legend: t('in_tag'), options, chosen });
}

/** @param {string} value */
function nameField(value) {
  return fieldView({ name: 'tagname', label: t('name'), value, pattern: '.*\\S.*' });
}

/** @param {Company} company */
function addTag(company) {
  const picker = pickerOf(company, []);
  /** When its members were refused, it is there already. @type {number | undefined} */
  let tagid;
  openForm({
    title: t('add_tag'),
    testid: 'tag-dialog',
    fields: (dialog) => html`${nameField('')} ${picker.view(dialog)}`,
    save: async ({ tagname }) => {
      tagid ??= number(await administer('tag/create', { tagname }), 'tagid');
      await change('tag/addtagusers', tagid, [...picker.chosen]);
    },
  });
}

/** @param {Company} company @param {Tag} tag */
async function editTag(company, tag) {
  try {
    const answer = await administer('tag/get', { tagid: tag.tagid });
    const users = objects(answer, 'userlist').map((user) => `user ${text(user, 'userid')}`);
    openTag(company, tag, [...users, ...list(answer, 'partylist').map((id) => `party ${id}`)]);
  } catch (err) {
    complain(err);
  }
}

/** @param {Company} company @param {Tag} tag @param {string[]} before */
function openTag(company, { tagid, tagname: nameBefore }, before) {
  const picker = pickerOf(company, before);
  openForm({
    title: `${nameBefore} · ${tagid}`,
    testid: 'tag-dialog',
    fields: (dialog) => html`${nameField(nameBefore)} ${picker.view(dialog)}`,
    save: async ({ tagname }) => {
      if (tagname !== nameBefore) await administer('tag/update', { tagid, tagname });
      const added = [...picker.chosen].filter((key) => !before.includes(key));
      await change('tag/addtagusers', tagid, added);
      const removed = before.filter((key) => !picker.chosen.has(key));
      await change('tag/deltagusers', tagid, removed);
    },
    actions: [{ id: 'delete', word: 'delete', final: true, act: () => administer('tag/delete', { tagid }) }],
  });
}

/** @param {string} path @param {number | undefined} tagid @param {string[]} keys */
async function change(path, tagid, keys) {
  if (keys.length === 0) return;
  const idsOf = (/** @type {string} */ kind) =>
    keys.filter((key) => key.startsWith(kind)).map((key) => key.slice(kind.length));
  await administer(path, { tagid, userlist: idsOf('user '), partylist: idsOf('party ').map(Number) });
}
