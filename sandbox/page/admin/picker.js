// Choosing members, departments and tags: a search, and a few of those that fit to be ticked.

import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { searchField } from '../search.js';
import { t } from '../words/words.js';
import { inOrder } from './departments.js';

/**
 * @typedef {import('../types.js').Company} Company
 * @typedef {{ key: string, name: string, detail: string }} Option
 * @typedef {{ draw(): void }} Drawn
 */

/** Of those that fit; who is chosen comes first. */
const MOST = 50;

export class Picker {
  /** Keys of options. @type {Set<string>} */
  chosen;
  /** @type {Option[]} */
  #options;
  /** @type {string} */
  #legend;
  #wanted = '';

  /** @param {{ legend: string, options: Option[], chosen: Iterable<string> }} of */
  constructor({ legend, options, chosen }) {
    this.chosen = new Set(chosen);
    this.#legend = legend;
    // Once: what is ticked stays where it is under the reader's hand.
    const isChosen = (/** @type {Option} */ { key }) => this.chosen.has(key);
    this.#options = [...options.filter(isChosen), ...options.filter((one) => !isChosen(one))];
  }

  /** @param {Drawn} dialog */
  view(dialog) {
    const found = this.#found();
    return html`<fieldset class="picker" data-testid="picker">
      <legend>${this.#legend} <small data-testid="picked">${t('chosen', { count: this.chosen.size })}</small></legend>
      ${this.#options.length > 8 ? this.#searchView(dialog) : nothing}
      <div class="options">
        ${repeat(
          found.slice(0, MOST),
          ({ key }) => key,
          (option) => this.#optionView(option, dialog),
        )}
        ${found.length > MOST ? html`<p class="hint">${t('more_found', { count: MOST })}</p>` : nothing}
        ${found.length === 0 ? html`<p class="hint">${t('wire_none')}</p>` : nothing}
      </div>
    </fieldset>`;
  }

  /** The numbers or userids of one kind. @param {'user' | 'party' | 'tag'} kind */
  idsOf(kind) {
    const keys = [...this.chosen].filter((key) => key.startsWith(`${kind} `));
    return keys.map((key) => key.slice(kind.length + 1));
  }

  #found() {
    const words = this.#wanted.trim().toLowerCase();
    return this.#options.filter(({ name, detail }) => `${name} ${detail}`.toLowerCase().includes(words));
  }

  /** @param {Drawn} dialog */
  #searchView(dialog) {
    const input = (/** @type {string} */ value) => {
      this.#wanted = value;
      dialog.draw();
    };
    return searchField({ testid: 'picker-search', hint: t('search'), input });
  }

  /** @param {Option} option @param {Drawn} dialog */
  #optionView({ key, name, detail }, dialog) {
    const change = () => {
      if (!this.chosen.delete(key)) this.chosen.add(key);
      dialog.draw();
    };
    return html`<label class="check">
      <input type="checkbox" data-option=${key} .checked=${this.chosen.has(key)} @change=${change} />
      <span class="name">${name}</span><small>${detail}</small>
    </label>`;
  }
}

/** @param {Company} company @returns {Option[]} */
export function memberOptions({ members }) {
  return members.map(({ userid, name }) => ({ key: `user ${userid}`, name, detail: `${t('a_member')} · ${userid}` }));
}

/** @param {Company} company @returns {Option[]} */
export function departmentOptions(company) {
  const names = new Map(company.departments.map(({ id, name }) => [id, name]));
  return inOrder(company).map(({ department: { id, name, parentid } }) => ({
    key: `party ${id}`,
    name,
    detail: [t('a_department'), id, names.get(parentid)].filter(Boolean).join(' · '),
  }));
}

/** @param {Company} company @returns {Option[]} */
export function tagOptions({ tags }) {
  return tags.map(({ tagid, tagname }) => ({
    key: `tag ${tagid}`,
    name: tagname,
    detail: `${t('a_tag')} · ${tagid}`,
  }));
}
