// A small app: it answers what members write, has a menu, and sends a card whose buttons it hears of. The sending half is the
// API, the receiving half `wechat-enterprise-api/receive`. In the sandbox here; in the real WeCom only the settings differ.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

import API = require('../index');
import wechat = require('../lib/receive/index');

import { MemoryStore } from '../lib/stores/memory';
import type { Sandbox } from '../sandbox/src/index';

/** An API that the library does not know yet. */
declare module '../index' {
  interface Methods {
    updateTemplateCard(data: {
      userids: string[];
      agentid: API.Id | undefined;
      response_code: string;
      button: { replace_name: string };
    }): Promise<API.Ack>;
  }
}
API.ext('updateTemplateCard', 'message/update_template_card');

type Identity = Sandbox['apps'][number];

const HELP =
  '发送“卡片”收到一张卡片，发送“图文”收到一条图文，其余内容原样返回。\nSend “card” or “news”, or anything else for an echo.';
const DOCUMENTS = 'https://developer.work.weixin.qq.com/document/';
const MENU = {
  button: [
    { type: 'click', name: '帮助', key: 'help' },
    {
      name: '工具',
      sub_button: [
        { type: 'scancode_waitmsg', name: '扫一扫', key: 'scan' },
        { type: 'pic_photo_or_album', name: '发图片', key: 'picture' },
        { type: 'location_select', name: '发位置', key: 'place' },
      ],
    },
    { type: 'view', name: '文档', url: DOCUMENTS },
  ],
};

/** Its server, when it listens, its URL is verified and its menu is made. */
export async function openApp(sandbox: Sandbox, { agentid, secret }: Identity): Promise<Server> {
  const { corpid, prefix, certificate } = sandbox;
  const api = new API({ corpid, corpsecret: secret, agentid, prefix });
  if (certificate !== undefined) api.setOpts({ ca: certificate });

  const [token, encodingAESKey] = [randomBytes(16).toString('hex'), randomBytes(40).toString('hex').slice(0, 43)];
  const config = { token, encodingAESKey, corpId: corpid, dedupe: new MemoryStore() };
  const server = createServer(wechat.node(config, answers(api)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await sandbox.setCallback(agentid, { url: urlOf(server), token, encodingAESKey });
    await api.createMenu(MENU);
    return server;
  } catch (err) {
    server.close();
    throw err;
  }
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The app listens on no port.');
  return `http://127.0.0.1:${address.port}/`;
}

function answers(api: API): wechat.Handler {
  return wechat
    .text(({ Content, FromUserName }) => said(api, Content, FromUserName))
    .image(({ MediaId }) => ({ type: 'image', content: { mediaId: MediaId } }))
    .voice(() => '听到了 (a voice)')
    .video(() => '看到了 (a video)')
    .link(({ Title }) => `收到链接：${Title}`)
    .location(({ Label }) => `你在 ${Label}`)
    .event('enter_agent', () => HELP)
    .event('click', () => HELP)
    .event('scancode_waitmsg', ({ ScanCodeInfo }) => `扫到 ${ScanCodeInfo.ScanResult}`)
    .event('template_card_event', (event) => pressed(api, event))
    .event(() => '');
}

/** By the API: WeCom does not promise to look at a reply to this event. */
async function pressed(
  api: API,
  { EventKey, FromUserName, ResponseCode }: wechat.EventOf<'template_card_event'>,
): Promise<null> {
  await api.updateTemplateCard({
    userids: [FromUserName],
    agentid: api.agentid,
    response_code: ResponseCode,
    button: { replace_name: EventKey === 'agree' ? '已同意' : '已拒绝' },
  });
  return null;
}

async function said(api: API, content: string, userid: string): Promise<wechat.Reply> {
  if (/^(帮助|help)$/i.test(content)) return HELP;
  if (/^(图文|news)$/i.test(content)) return NEWS;
  if (!/^(卡片|card)$/i.test(content)) return content;
  return api.send({ touser: userid }, leaveRequest()).then(
    () => null,
    // 企业号 had no cards.
    (err: API.CallError) => `没有发出：${err.message}`,
  );
}

const NEWS: wechat.Reply = [
  { title: '企业微信开发文档', description: 'The documentation of WeCom', picUrl: '', url: DOCUMENTS },
];

function leaveRequest(): API.Message {
  return {
    msgtype: 'template_card',
    template_card: {
      card_type: 'button_interaction',
      main_title: { title: '请假申请', desc: '李四 · 年假' },
      horizontal_content_list: [
        { keyname: '开始', value: '2026-11-23' },
        { keyname: '天数', value: '3' },
      ],
      task_id: `leave-${randomBytes(8).toString('hex')}`,
      button_list: [
        { text: '同意', style: 1, key: 'agree' },
        { text: '拒绝', style: 2, key: 'refuse' },
      ],
    },
  };
}
