import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvUploaded, line, membersCSV } from '../helpers/jobs';
import { text, uploaded } from '../helpers/messages';
import { until } from '../helpers/until';
import { client } from '../helpers/world';
import { AGENTID, listeningApp } from './helpers/app';
import { type Visit, visit } from './helpers/visit';

// The administrator's view: the company is changed on the page, and jobs, files and chats are seen there.

async function fill({ page }: Visit, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.locator(`dialog [name=${name}]`).fill(value);
}

async function save({ part, page }: Visit): Promise<void> {
  await part('form-save').click();
  await page.locator('dialog').waitFor({ state: 'detached' });
}

/** `times`: 2 where it asks whether one is sure. */
async function press({ part, page }: Visit, action: string, times = 1): Promise<void> {
  for (let pressed = 0; pressed < times; pressed++) await part(`form-${action}`).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
}

test('members are added, moved, disabled, enabled and deleted, and the contact assistant hears of it', async (t) => {
  const place = await visit(t, { at: '//members' });
  const { part, page, sandbox, member } = place;
  const { callback, received } = await listeningApp(place, () => '');
  await sandbox.setCallback('contact', callback);
  const told: string[] = [];
  sandbox.on('callback.done', ({ data }) => told.push(String(data.message.ChangeType)));
  const ann = () => sandbox.company.member('ann');
  const edit = () => part('admin-members').locator('[data-userid=ann]').getByTestId('edit-member').click();
  await part('add-member').click();
  await fill(place, { userid: 'ann', name: 'Ann', mobile: '13911110000', position: 'Engineer' });
  await save(place);
  await member('ann').waitFor();
  assert.deepEqual([ann()?.status, ann()?.position, ann()?.department], [1, 'Engineer', [1]]);
  await edit();
  await page.locator('[data-option="party 1"]').uncheck();
  await page.locator('[data-option="party 3"]').check();
  await fill(place, { name: 'Anna' });
  await save(place);
  assert.deepEqual([ann()?.name, ann()?.department], ['Anna', [3]]);
  await part('admin-department').selectOption('3');
  await edit();
  await press(place, 'disable');
  assert.equal(ann()?.status, 2);
  await part('admin-members').getByText('disabled').waitFor();
  await edit();
  await press(place, 'enable');
  assert.equal(ann()?.status, 1);
  await edit();
  await press(place, 'delete', 2);
  await member('ann').waitFor({ state: 'detached' });
  await until(() => told.length >= 3);
  assert.deepEqual(told, ['create_user', 'update_user', 'delete_user']);
  assert.equal(received.length, 3);
});

test('somebody who was invited is activated from the phone', async (t) => {
  const place = await visit(t, { at: '/sunqi' });
  const { part, sandbox } = place;
  await part('edit-owner').click();
  await part('member-dialog').waitFor();
  await press(place, 'activate');
  assert.equal(sandbox.company.member('sunqi')?.status, 1);
  await part('owner').locator('xpath=..').locator('.notice').waitFor({ state: 'detached' });
});

test('departments are added, renamed, moved and deleted with the keyboard alone', async (t) => {
  const place = await visit(t, { at: '//members' });
  const { part, page, sandbox } = place;
  const found = (name: string) => [...sandbox.company.departments.values()].find((one) => one.name === name);
  const opened = async (button: string) => {
    await part(button).focus();
    await page.keyboard.press('Enter');
    await part('department-dialog').waitFor();
  };
  const closed = () => part('department-dialog').waitFor({ state: 'detached' });
  await opened('add-department');
  await page.keyboard.type('Support');
  await page.keyboard.press('Enter');
  await closed();
  const id = found('Support')?.id;
  assert.equal(found('Support')?.parentid, 1);
  await part('admin-department').selectOption(String(id));
  await opened('edit-department');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Help');
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await closed();
  assert.deepEqual([found('Help')?.id, found('Help')?.parentid], [id, 3]);
  await opened('edit-department');
  for (let pressed = 0; pressed < 2; pressed++) await part('form-delete').press('Enter');
  await closed();
  assert.equal(found('Help'), undefined);
});

test('tags, apps and robots are made and changed, and an app is seen by whom it is for', async (t) => {
  const place = await visit(t, { at: '//tags' });
  const { part, page, sandbox } = place;
  const { company } = sandbox;
  await part('add-tag').click();
  await fill(place, { tagname: 'night shift' });
  await part('picker-search').fill('wangwu');
  await page.locator('[data-option="user wangwu"]').check();
  await save(place);
  assert.deepEqual(
    [company.tags.get(3)?.tagname, [...(company.tags.get(3)?.users ?? [])]],
    ['night shift', ['wangwu']],
  );
  await part('edit-tag').nth(2).click();
  await page.locator('[data-option="user wangwu"]').uncheck();
  await page.locator('[data-option="user boss"]').check();
  await save(place);
  assert.deepEqual([...(company.tags.get(3)?.users ?? [])], ['boss']);
  await part('section-apps').click();
  await part('add-app').click();
  await fill(place, { name: 'Reports' });
  await page.locator('[data-option="party 1"]').uncheck();
  await page.locator('[data-option="tag 3"]').check();
  await save(place);
  assert.deepEqual(company.apps.get(1000004)?.visible, { users: [], parties: [], tags: [3] });
  await part('admin-apps').getByText('seen by 1').waitFor();
  await page.locator('[data-agentid="1000004"]').getByTestId('edit-app').click();
  await fill(place, { name: 'Numbers' });
  await save(place);
  assert.equal(company.apps.get(1000004)?.name, 'Numbers');
  await page.locator('[data-agentid="1000004"]').getByTestId('callback').click();
  await part('callback-dialog').waitFor();
  await page.keyboard.press('Escape');
  await part('section-robots').click();
  await part('add-robot').click();
  await fill(place, { name: 'Nightly', key: 'nightly' });
  await save(place);
  await part('admin-robots').getByText('send?key=nightly').waitFor();
});

test('what is refused stands in the dialog in two languages, one error at a time', async (t) => {
  const place = await visit(t, { at: '//members' });
  const { part, page } = place;
  place.expect(/status of 400/);
  await part('add-member').click();
  assert.equal(await page.evaluate('document.activeElement.name'), 'userid');
  const problem = part('form-problem');
  await fill(place, { userid: 'lisi', name: 'Li', mobile: '13911110000' });
  await part('form-save').click();
  await problem.filter({ hasText: /^60102 .*exists/ }).waitFor();
  await fill(place, { userid: 'l'.repeat(65), name: 'x'.repeat(65) });
  await part('form-save').click();
  await problem.filter({ hasText: '40058 name is longer than 64' }).waitFor();
  await fill(place, { userid: 'li', name: 'Li', mobile: '13800000001' });
  await part('form-save').click();
  await problem.filter({ hasText: /^60104/ }).waitFor();
  assert.equal(await problem.count(), 1);
  await page.keyboard.press('Escape');
  await part('member-dialog').waitFor({ state: 'detached' });
  await part('language').click();
  await part('section-apps').click();
  await part('add-app').click();
  await fill(place, { name: 'x', agentid: String(AGENTID) });
  await part('form-save').click();
  await problem.filter({ hasText: `已经有应用 ${AGENTID}` }).waitFor();
  await page.keyboard.press('Escape');
  await part('section-members').click();
  await part('edit-department').click();
  for (let pressed = 0; pressed < 2; pressed++) await part('form-delete').click();
  await problem.filter({ hasText: '60005' }).waitFor();
});

test('jobs, files and chats are there, and come as they happen', async (t) => {
  const place = await visit(t, { at: '//media' });
  const { part, page, sandbox } = place;
  const app = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  const contact = await client(sandbox, sandbox.contactSecret);
  await part('admin').getByText('No files yet').waitFor();
  await uploaded(app, 'image');
  const picture = part('medium').filter({ hasText: 'expires in 3 d' });
  await picture.locator('img').waitFor();
  assert.deepEqual(await place.pictures(), [1]);
  await part('section-jobs').click();
  await part('admin').getByText('No import or export yet').waitFor();
  const csv = membersCSV(line('Ann', 'ann', '13911110000'), line('Bob', 'bob', '1'));
  await contact.post('batch/syncuser', { media_id: await csvUploaded(contact, csv) });
  const job = part('job').filter({ hasText: 'update members' });
  await job.filter({ hasText: '2 / 2' }).filter({ hasText: 'done' }).waitFor();
  await job.locator('summary').click();
  await job.getByText('60103 the mobile number is malformed').waitFor();
  await contact.post('export/department', { encoding_aeskey: 'k'.repeat(43) });
  await part('job').filter({ hasText: 'Export' }).getByRole('link').waitFor();
  await part('section-chats').click();
  const { chatid } = (await app.post('appchat/create', { name: 'Team', owner: 'lisi', userlist: ['lisi', 'boss'] }))
    .body;
  await app.post('appchat/send', { chatid, ...text('to the team') });
  await part('chat').filter({ hasText: 'owner 李四' }).locator('summary').click();
  await part('chat').getByText('to the team').waitFor();
  await app.post('appchat/send', { chatid, ...text('and more') });
  await part('chat').getByText('and more').waitFor();
  await part('chat-member').filter({ hasText: '李四' }).click();
  await part('owner').filter({ hasText: 'lisi' }).waitFor();
  assert.match(page.url(), new RegExp(`#/lisi/chat%3A${chatid}$`));
});
