import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AGENTID, OTHER_AGENTID } from './helpers/app';
import { visit } from './helpers/visit';

// The page that a member signs in on.

for (const { locale, words, asked } of [
  { locale: 'zh-CN', words: '以谁的身份登录', asked: '应用请求敏感信息' },
  { locale: 'en-GB', words: 'Who signs in', asked: 'asks for what is private' },
]) {
  test(`it names the app and what it asks for, finds members and sends them back (${locale})`, async (t) => {
    const { page, sandbox } = await visit(t, { locale, viewport: { width: 390, height: 844 } });
    const app = sandbox.company.apps.get(OTHER_AGENTID);
    assert.ok(app);
    app.visible = { users: ['lisi'], parties: [], tags: [] };
    const query = {
      ...{ appid: sandbox.corpid, redirect_uri: `${sandbox.url}/?back`, response_type: 'code', state: 'S1' },
      ...{ scope: 'snsapi_privateinfo', agentid: String(OTHER_AGENTID) },
    };
    await page.goto(`${sandbox.url}/connect/oauth2/authorize?${new URLSearchParams(query)}`);
    const main = page.locator('main');
    assert.match(await main.innerText(), new RegExp(`审批[\\s\\S]*${asked}[\\s\\S]*${words}`));
    const people = page.locator('button.person');
    assert.equal(await people.count(), sandbox.company.members.size + 1);
    assert.equal(await page.locator('.mark').count(), sandbox.company.members.size - 1);
    await page.locator('[name=q]').fill('李四');
    await page.keyboard.press('Enter');
    await people.nth(2).waitFor({ state: 'detached' });
    await people.first().click();
    await page.waitForURL(/state=S1/);
    assert.ok(new URL(page.url()).searchParams.get('code'));
    await page.goto(`${sandbox.url}/#/zhangsan/${AGENTID}`);
  });
}
