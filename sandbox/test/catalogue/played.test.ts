import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsOf } from '../../../catalogue/scripts/model';
import { chapters } from '../../src/chapters';
import { entries, wrongWith } from '../helpers/catalogue';
import type { Body } from '../helpers/client';
import { ask, clientOf, known, STEPS, type Step, Told } from '../helpers/played';
import { settingsFor } from '../helpers/receiver';
import { type World, world } from '../helpers/world';

// The chapters are written from the protocol and know nothing of the catalogue. Here the two are compared.

/** Where a chapter does on purpose what the catalogue does not say. */
const INTENDED: Record<string, string> = {
  'kf/sync_msg msg_list text menu_id is missing': 'Only who taps a menu sends one.',
  'user/get external_profile external_corp_name is missing':
    'A member of whom nothing is shown outside has an empty profile.',
  'user/list userlist external_profile external_corp_name is missing': 'As in user/get.',
  'user/list userlist english_name is missing': 'Its name was changed to `alias`.',
};

test('chapter and catalogue have the same verb and kind of token', () => {
  const different = Object.entries(chapters).flatMap(([path, { verb, secret, token }]) => {
    const entry = known(path);
    const ours = [verb, secret === 'none' ? 'none' : (token ?? 'access_token')].join(' ');
    const theirs = [entry.verb ?? 'POST', entry.token ?? 'access_token'].join(' ');
    return ours === theirs ? [] : [`${path}: ${ours} instead of ${theirs}`];
  });
  assert.deepEqual(different, []);
});

test('every path that a chapter plays answers as documented, and not without a required parameter', async (t) => {
  const w = await world(t);
  const app = w.sandbox.company.apps.get(w.agentid);
  assert.ok(app);
  app.callback = settingsFor(1);
  const told = new Told();
  const differences: string[] = [];
  for (const step of STEPS) differences.push(...(await compare(w, told, step)));
  const called = new Set(STEPS.map(([, path]) => path));
  const left = Object.keys(chapters).filter((path) => !called.has(path));
  assert.deepEqual(left, []);
  assert.deepEqual([...new Set(differences)].sort(), Object.keys(INTENDED).sort());
});

async function compare(w: World, told: Told, [who, path, paramsFor]: Step): Promise<string[]> {
  const entry = known(path);
  const params = await paramsFor(told, w);
  const required = [...fieldsOf(entry.query), ...fieldsOf(entry.body)].filter(({ optional }) => !optional);
  const differences: string[] = [];
  for (const { name } of required) {
    if (params[name] === undefined) differences.push(`${path} does without ${name}`);
    else if (await passesWithout(w, who, path, params, name)) differences.push(`${path} takes it without ${name}`);
  }
  const answer = await ask(clientOf(w, who), path, params);
  const isFile = answer.headers.get('content-disposition') !== null;
  assert.ok(isFile || answer.body.errcode === 0, `${path} ${JSON.stringify(params)} ${answer.text}`);
  told.note(path, answer.body);
  return [...differences, ...(isFile ? [] : wrongWith(entry, answer.body))];
}

async function passesWithout(w: World, who: Step[0], path: string, params: Body, name: string) {
  const answer = await ask(clientOf(w, who), path, { ...params, [name]: undefined });
  return answer.body.errcode === 0;
}

test('chapters and examples together are all 859 paths', () => {
  const played = Object.keys(chapters).filter((path) => entries.some((entry) => entry.path === path));
  const examples = entries.filter(({ path }) => !Object.hasOwn(chapters, path));
  assert.deepEqual([played.length + examples.length, Object.keys(chapters).length], [859, played.length]);
});
