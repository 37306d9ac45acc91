// `npm run demo`: the library and an offline WeCom in one process, with every request shown.
import assert from 'node:assert/strict';
import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { inspect, styleText } from 'node:util';

import API = require('../index');

import { createSandbox, type Delivery, type Phone, type Sandbox } from '../sandbox/src/index';
import { openApp } from './app';

/** Two APIs that the library does not know yet. */
declare module '../index' {
  interface Methods {
    createAppChat(data: { chatid: string; name: string; userlist: string[] }): Promise<API.Ack & { chatid: string }>;
    sendAppChat(data: { chatid: string; msgtype: string; [part: string]: unknown }): Promise<API.Ack>;
  }
}
API.ext('createAppChat', 'appchat/create');
API.ext('sendAppChat', 'appchat/send');

const TWO_HOURS = 2 * 60 * 60 * 1000;

/** Somebody new, and a promotion. */
const MEMBERS = `姓名,帐号,手机号,邮箱,所在部门,职位
陈晨,chenchen,13900000001,chenchen@example.com,2;4,实习生
李四,lisi,13800000002,lisi@example.com,4,组长
`;

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function main(): Promise<void> {
  const sandbox = await createSandbox({ port: 0 });
  subscribe('wechat-enterprise-api:request:end', (event) => show(event as API.RequestEvent, sandbox.prefix));
  console.log(`A WeCom for this demo listens on ${sandbox.url}`);
  try {
    await syncContacts(sandbox);
    await sendMessages(sandbox);
    await talk(sandbox);
  } finally {
    await sandbox.close();
  }
  conclude(sandbox);
}

/** With the secret of the contacts. */
async function syncContacts(sandbox: Sandbox): Promise<void> {
  const { corpid, contactSecret, prefix } = sandbox;
  const contacts = new API({ corpid, corpsecret: contactSecret, prefix });

  await step('Members from a CSV file: one is added, one is changed', async () => {
    const done = new Promise((resolve) => sandbox.on('job.done', resolve));
    const { media_id } = await contacts.uploadFile({ data: Buffer.from(MEMBERS), filename: 'members.csv' });
    const { jobid } = await contacts.batchSyncUser(media_id);
    await done;
    return contacts.batchGetResult(jobid);
  });

  await step('A department and a member in it', async () => {
    const { id } = await contacts.createDepartment('测试组', { parentid: 2 });
    return contacts.createUser({ userid: 'zhouba', name: '周八', department: [id], email: 'zhouba@example.com' });
  });
}

/** With the secret of an app. */
async function sendMessages(sandbox: Sandbox): Promise<void> {
  const { apps, clock, corpid, prefix } = sandbox;
  const [app] = apps;
  assert(app, 'The example company has apps.');
  const api = new API({ corpid, corpsecret: app.secret, agentid: app.agentid, prefix });
  const text = { msgtype: 'text', text: { content: '你好, world' } } as const;

  await step('A text message, with a callback', () => {
    return new Promise((resolve, reject) => {
      api.send({ touser: 'chenchen' }, text, (err, result) => (err ? reject(err) : resolve(result)));
    });
  });

  await step('An image from memory, sent with promises', async () => {
    const { media_id } = await api.uploadImage({ data: PNG, filename: 'pixel.png' });
    return api.send({ toparty: '2' }, { msgtype: 'image', image: { media_id } });
  });

  await step('A chat of the app, and a message to it', async () => {
    const { chatid } = await api.createAppChat({ chatid: 'release', name: '发布', userlist: ['zhangsan', 'zhouba'] });
    return api.sendAppChat({ chatid, ...text });
  });

  await step('Two hours later: the token has expired, and the call succeeds all the same', async () => {
    clock.advance(TWO_HOURS);
    const { userid, name, department, position } = await api.getUser('chenchen');
    return { userid, name, department, position };
  });

  await step('Half of the receivers do not exist: errcode 0, and invaliduser', () => {
    return api.send({ touser: 'lisi|nobody' }, text);
  });

  await step('None of them exists: an error', async () => {
    return api.send({ touser: 'nobody' }, text).catch((err: API.CallError) => err);
  });
}

/** The other direction: members write, tap and press; the app hears of it and answers. */
async function talk(sandbox: Sandbox): Promise<void> {
  const [identity] = sandbox.apps;
  assert(identity, 'The example company has apps.');
  const phone = sandbox.phone('lisi', identity.agentid);
  const app = await opened(sandbox, identity);
  try {
    await converse(sandbox, phone);
  } finally {
    app.close();
  }

  await step('The app is down: three tries, then it is given up', async () => {
    return exchangeOf(await phone.text('Anybody there?'));
  });
}

async function opened(sandbox: Sandbox, identity: Sandbox['apps'][number]): Promise<Server> {
  let app: Server | undefined;
  await step('An app of ours: its URL is verified, its menu is made', async () => {
    app = await openApp(sandbox, identity);
    return sandbox.company.apps.get(identity.agentid)?.callback?.url;
  });
  assert(app);
  return app;
}

async function converse(sandbox: Sandbox, phone: Phone): Promise<void> {
  await step('A member writes, and the app answers at once', async () => {
    return exchangeOf(await phone.text('你好'));
  });

  await step('A member taps the menu', async () => {
    const [delivery] = await phone.menu('scan', { fields: { ScanCodeInfo: { ScanResult: 'https://example.com/' } } });
    return delivery && exchangeOf(delivery);
  });

  await step('A member asks for a card, and presses its button', async () => {
    await phone.text('卡片');
    const card = sandbox.messages().at(-1);
    assert(card, 'The app has sent a card.');
    return { ...exchangeOf(await phone.press(card.msgid, 'agree')), card: card.updates?.lisi };
  });
}

function exchangeOf({ message, tries, state, problem, reply }: Delivery) {
  const { MsgType, Event, Content, EventKey } = message;
  const said = Event === undefined ? { [String(MsgType)]: Content } : { [String(Event)]: EventKey };
  const replied = reply === undefined ? {} : { reply: reply.body };
  return { ...said, tries: tries.length, state, ...replied, ...(problem !== undefined && { problem }) };
}

function conclude(sandbox: Sandbox): void {
  console.log(`\n${styleText('bold', 'What arrived')}`);
  for (const { msgtype, to, from } of sandbox.messages()) {
    const sender = 'chatid' in from ? `chat ${from.chatid}` : 'app';
    console.log(`   ${msgtype.padEnd(13)} ${sender.padEnd(13)} → ${to.join(', ')}`);
  }
  console.log(`\nDone: ${requests} requests, ${tokens} of them for a token.`);
  console.log('Your own program can have such a WeCom, too: `npm run sandbox` starts one, with a page to look at.');
}

let steps = 0;
let requests = 0;
let tokens = 0;

/** The title, then the requests as they end, then what the caller got. */
async function step(title: string, run: () => Promise<unknown>): Promise<void> {
  steps += 1;
  console.log(`\n${styleText('bold', `${steps}  ${title}`)}`);
  console.log(`   →     ${summary(await run())}`);
}

function show({ method, url, errcode, duration = 0, attempt }: API.RequestEvent, prefix: string): void {
  requests += 1;
  if (url.includes('/gettoken?')) tokens += 1;
  const path = url
    .replace(prefix, '')
    .replace(/(jobid=.{4}).*/, '$1…')
    .padEnd(54);
  const outcome = `errcode ${errcode}`.padEnd(14);
  const again = attempt > 1 ? `  attempt ${attempt}` : '';
  const line = `   ${method.padEnd(5)} ${path}${outcome}${duration.toFixed(1).padStart(6)} ms${again}`;
  console.log(errcode === 0 ? line : styleText('red', line));
}

function summary(result: unknown): string {
  if (result instanceof API.WeChatAPIError) {
    const { name, code, message } = result;
    return `${name} ${code}: ${message.replace(/, hint: .*/, ' …')}`;
  }
  return inspect(result, { breakLength: Number.POSITIVE_INFINITY });
}

main().catch((err) => {
  console.error(err);
  process.exitCode = 1;
});
