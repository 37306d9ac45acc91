// `npm run demo -w wechat-api`: the library against a small stand-in for WeChat, with every request shown.
import { subscribe } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import API from '../index';
import { type StandIn, standIn } from './stand_in';

async function main(): Promise<void> {
  const wechat = await standIn();
  subscribe('wechat-enterprise-api:request:end', (event) => show(event as API.RequestEvent, wechat.url));
  console.log(`A stand-in for WeChat listens on ${wechat.url}`);
  try {
    await calls(new API({ appid: 'the-appid', appsecret: 'the-secret', endpoint: wechat.url }), wechat);
  } finally {
    wechat.close();
  }
}

async function calls(api: API, wechat: StandIn): Promise<void> {
  await step('A menu, with a callback', () => {
    const menu = { button: [{ type: 'click', name: '今日歌曲', key: 'TODAY' }] };
    return new Promise((resolve, reject) => {
      api.createMenu(menu, (err, result) => (err ? reject(err) : resolve(result)));
    });
  });
  await step('Who follows the account, with promises', async () => {
    const { data } = await api.getFollowers();
    return (await api.batchGetUsers(data?.openid ?? [])).user_info_list;
  });
  await step('A message by template', () => api.sendTemplate('o-zhangsan', 'T', null, { first: { value: '你好' } }));
  await step('An image from memory', () => api.uploadMedia({ data: Buffer.from('image'), filename: 'a.png' }, 'image'));
  await step('Another program has fetched a token, and ours is dead: the call succeeds all the same', () => {
    wechat.expire();
    return api.getFollowers();
  });
  await step('A refusal is an error', () => api.sendText('o-lisi', 'Hello').catch((err: API.CallError) => `${err}`));
  await step('The signature of a page', () =>
    api.getJsConfig({ url: 'http://example.com/', jsApiList: ['chooseImage'] }),
  );
}

let steps = 0;

async function step(title: string, run: () => Promise<unknown>): Promise<void> {
  steps += 1;
  console.log(`\n${steps}  ${title}`);
  console.log(`   →     ${inspect(await run(), { breakLength: Number.POSITIVE_INFINITY, depth: 3 })}`);
}

function show({ method, url, errcode, attempt }: API.RequestEvent, host: string): void {
  const again = attempt > 1 ? `  attempt ${attempt}` : '';
  console.log(`   ${method.padEnd(5)} ${url.replace(host, '').padEnd(70)} errcode ${errcode}${again}`);
}

main().catch((err) => {
  console.error(err);
  process.exitCode = 1;
});
