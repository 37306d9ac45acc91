import assert from 'node:assert/strict';
import { test } from 'node:test';
import { App } from '../drill/app';
import { receiver } from '../helpers/receiver';
import { AGENTID } from './helpers/app';
import { visit } from './helpers/visit';

// The button in the bar that drills an app.

test('a drill tells step by step what it found, leads to the wire, can be stopped, and speaks both languages', async (t) => {
  const place = await visit(t);
  const { part, page, sandbox } = place;
  const app = await receiver(place, new App(sandbox, AGENTID, {}).answer);
  await sandbox.setCallback(AGENTID, app.settings);
  await page.locator('[data-testid=connect]').waitFor();
  await part('drill').click();
  await part('drill-dialog').locator('[name=trigger]').selectOption('message');
  await part('drill-start').click();
  await part('drill-step').filter({ hasText: 'has expired' }).filter({ hasText: 'passed' }).waitFor();
  await part('drill-stop').click();
  await part('drill-summary')
    .filter({ hasText: /^\d passed, 0 failed, 0 not seen$/ })
    .waitFor();
  const second = part('drill-step').nth(1);
  assert.match(await second.innerText(), /40014, .*It fetched one token, and message\/send came through\..*passed/s);
  await second.getByRole('button', { name: 'Row' }).first().click();
  await part('drill-dialog').waitFor({ state: 'detached' });
  await page.locator('[data-testid=wire-row][open]').waitFor();
  await part('language').click();
  await part('drill').click();
  await part('drill-summary')
    .filter({ hasText: /^通过 \d，未通过 0，未出现 0$/ })
    .waitFor();
  assert.match(await part('drill-step').first().innerText(), /access_token 已过期.*重新获取了一次令牌.*通过/s);
});

test('the dialog says that it is the turn of whoever makes the app call, and why a drill cannot begin', async (t) => {
  const place = await visit(t);
  const { part, sandbox, page } = place;
  place.expect(/status of 400/);
  await part('drill').click();
  assert.equal(await part('drill-dialog').locator('[name=trigger]').inputValue(), 'wait');
  const gone = new AbortController();
  const other = assert.rejects(sandbox.drill(AGENTID, { timeout: 600_000, signal: gone.signal }));
  await part('drill-start').click();
  await part('toast').filter({ hasText: 'a drill is under way already' }).waitFor();
  gone.abort(new Error('enough'));
  await other;
  await part('drill-start').click();
  await part('drill-summary')
    .filter({ hasText: 'Step 1 of 8: expired_token · Make the app call the API once.' })
    .waitFor();
  await part('drill-stop').click();
  await page.keyboard.press('Escape');
});
