// `npm run demo`: the library against a stand-in for qyapi.weixin.qq.com on this machine, with every request shown.
import { subscribe } from 'node:diagnostics_channel';
import { inspect, styleText } from 'node:util';

import API = require('../index');

import { type Qyapi, qyapi } from '../test/helpers/qyapi';

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function main(): Promise<void> {
  const server = await qyapi({ after() {} });
  const { corpid, corpsecret, agentid, prefix } = server;
  const api = new API({ corpid, corpsecret, agentid, prefix });
  subscribe('wechat-enterprise-api:request:end', (event) => show(event as API.RequestEvent, prefix));
  console.log(`A stand-in for qyapi.weixin.qq.com listens on ${server.url}`);
  try {
    await run(api, server);
  } finally {
    await server.close();
  }
  const { length: requests } = server.requests;
  console.log(`\nDone: ${requests} requests, ${server.count('gettoken')} of them for a token.`);
}

async function run(api: API, server: Qyapi): Promise<void> {
  const text = { msgtype: 'text', text: { content: '你好, world' } } as const;

  await step('A text message, with a callback', () => {
    return new Promise((resolve, reject) => {
      api.send({ touser: 'zhangsan' }, text, (err, result) => (err ? reject(err) : resolve(result)));
    });
  });

  await step('An image from memory, sent with promises', async () => {
    const { media_id } = await api.uploadImage({ data: PNG, filename: 'pixel.png' });
    return api.send({ touser: 'zhangsan' }, { msgtype: 'image', image: { media_id } });
  });

  await step('A department and a member in it', async () => {
    const { id } = await api.createDepartment('研发部', { parentid: 1 });
    return api.createUser({ userid: 'lisi', name: '李四', department: [id], email: 'lisi@example.com' });
  });

  await step('The token dies, and the call succeeds all the same', () => {
    server.expire();
    return api.getUser('lisi');
  });

  await step('Half of the receivers do not exist: errcode 0, and invaliduser', () => {
    return api.send({ touser: 'lisi|wangwu' }, text);
  });

  await step('None of them exists: an error', async () => {
    return api.send({ touser: 'wangwu' }, text).catch((err: API.CallError) => err);
  });
}

let steps = 0;

/** The title, then the requests as they end, then what the caller got. */
async function step(title: string, run: () => Promise<object>): Promise<void> {
  steps += 1;
  console.log(`\n${styleText('bold', `${steps}  ${title}`)}`);
  console.log(`   →     ${summary(await run())}`);
}

function show({ method, url, errcode, duration = 0, attempt }: API.RequestEvent, prefix: string): void {
  const path = url.replace(prefix, '').padEnd(54);
  const outcome = `errcode ${errcode}`.padEnd(14);
  const again = attempt > 1 ? `  attempt ${attempt}` : '';
  const line = `   ${method.padEnd(5)} ${path}${outcome}${duration.toFixed(1).padStart(6)} ms${again}`;
  console.log(errcode === 0 ? line : styleText('red', line));
}

function summary(result: object): string {
  if (!(result instanceof API.WeChatAPIError)) return inspect(result, { breakLength: Number.POSITIVE_INFINITY });
  const { name, code, message } = result;
  return `${name} ${code}: ${message.replace(/, hint: .*/, ' …')}`;
}

main().catch((err) => {
  console.error(err);
  process.exitCode = 1;
});
