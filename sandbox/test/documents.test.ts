import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { checksOf } from '../../test/docs/checks';
import { compile } from '../../test/docs/compile';
import { documents, ROOT, read, type Snippet, twins } from '../../test/docs/documents';
import { checkPrinted, runs } from '../../test/docs/run';

// What the sandbox's documents say is the same in both languages, and true.

const snippets = twins(documents('sandbox')).flatMap(([english]) => english.snippets);
const ofLanguage = (language: string) => snippets.filter((each) => each.language === language);

for (const [name, check] of checksOf('sandbox', { pairs: 8, links: 101 })) test(name, check);

const LANGUAGES = ['js', 'ts', 'sh', 'json', 'text', 'python', 'go', 'java'];

test('every snippet says its language', () => {
  const others = snippets.filter(({ language }) => !LANGUAGES.includes(language));
  assert.deepEqual(
    others.map(({ place }) => place),
    [],
  );
});

test('the snippets in JSON can be parsed', () => {
  const json = ofLanguage('json');
  assert.ok(json.length >= 2, `${json.length} snippets`);
  for (const { text, place } of json) assert.doesNotThrow(() => JSON.parse(text), place);
});

test('the snippets in JavaScript and TypeScript compile against the types that users get, and a wrong one does not', async () => {
  const code = [...ofLanguage('js'), ...ofLanguage('ts')];
  assert.ok(code.length >= 18, `${code.length} snippets`);
  const wrong: Snippet = { language: 'js', text: 'sandbox.clock.retreat(1);\n', place: 'nowhere.md:1' };
  const ambient = ['test/docs/ambient.d.ts', 'sandbox/test/ambient.d.ts'].map((path) => join(ROOT, path));
  const [complaint, ...others] = await compile([...code, wrong], ambient);
  assert.match(complaint ?? '', /^nowhere\.md:1: Property 'retreat' does not exist/);
  assert.deepEqual(others, []);
});

/** What the snippets take for granted: an app that answers its callbacks, its menu, and a card that zhangsan got. */
const GIVEN = `
import { createServer } from 'node:http';
import API from 'wechat-enterprise-api';
import wechat from 'wechat-enterprise-api/receive';
import { createSandbox } from 'wechat-enterprise-sandbox';

const sandbox = await createSandbox({ port: 0 });
const [app] = sandbox.apps;
const encodingAESKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const config = { token: 'token', encodingAESKey, corpId: sandbox.corpid };
const answer = wechat.text(({ Content }) => 'You said: ' + Content);
const server = createServer(wechat.node(config, answer)).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const url = 'http://127.0.0.1:' + server.address().port;
const card = {
  msgtype: 'template_card',
  template_card: {
    card_type: 'button_interaction',
    main_title: { title: 'Agree?' },
    task_id: 'task-1',
    button_list: [{ text: 'Yes', key: 'agree' }],
  },
};

async function given(place, body) {
  console.log('# ' + place);
  sandbox.reset();
  const api = new API({ corpid: sandbox.corpid, corpsecret: app.secret, agentid: app.agentid, prefix: sandbox.prefix });
  await sandbox.setCallback(app.agentid, { url, token: 'token', encodingAESKey });
  await api.createMenu({ button: [{ type: 'click', name: 'About', key: 'ABOUT' }] });
  const { msgid } = await api.send({ touser: 'zhangsan' }, card);
  await body(api, msgid);
}
`;

test('the snippets that need no more than a sandbox and its app run, and print what their comments say', async () => {
  const parts = ofLanguage('js').filter(({ text }) => !/\brequire\(|^import |\.drill\(|127\.0\.0\.1/m.test(text));
  assert.ok(parts.length >= 8, `${parts.length} snippets`);
  const blocks = parts.map(({ text, place }) => `await given('${place}', async (api, msgid) => {\n${text}});\n`);
  const end = 'server.close();\nserver.closeAllConnections();\nawait sandbox.close();\n';
  const stdout = await runs({ text: `${GIVEN}${blocks.join('')}${end}`, place: 'snippets' });
  for (const part of parts) {
    const [, printed] = stdout.split(`# ${part.place}\n`);
    assert.ok(printed !== undefined, part.place);
    checkPrinted(part, printed.split('\n# ')[0] ?? '');
  }
});

test('the complete snippet of the README runs', async () => {
  const complete = read('sandbox/README.md').snippets.filter(({ text }) => text.includes('await createSandbox('));
  assert.equal(complete.length, 1);
  await Promise.all(complete.map(runs));
});
