import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { world } from '../helpers/world';

/** As it stands: fetch would tidy the path up. */
function raw(url: string, path: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { path }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode, text });
    });
    asking.on('error', reject).end();
  });
}

test('a path is found in whatever form it is written', async (t) => {
  const { sandbox } = await world(t);
  const token = sandbox.tokens.issue(sandbox.contactSecret).value;
  for (const path of [
    `/cgi-bin/department/list?access_token=${token}`,
    `/cgi-bin/user/../department/list?access_token=${token}`,
    `/cgi-bin/./department/list?access_token=${token}`,
    `/cgi-bin/department/list?access_token=${token}#part`,
    `/cgi-bin/department/list?&access%5Ftoken=${token}&access_token=another`,
  ]) {
    const { status, text } = await raw(sandbox.url, path);
    assert.equal(status, 200, path);
    assert.match(text, /^\{"errcode":0,"errmsg":"ok","department":\[/, path);
  }
});

test('a path that is nearly one of the API is none', async (t) => {
  const { sandbox } = await world(t);
  for (const path of ['/cgi-bin/', '/cgi-bin/department', '/cgi-bin/department//list', '/cgi-bin/Department/list']) {
    assert.equal((await raw(sandbox.url, path)).status, 404, path);
  }
});
