// 应用推送消息到群聊会话: https://developer.work.weixin.qq.com/document/path/90244
import type { Answer, Call, Chapter } from '../api/chapter';
import { CHAT_CONTENTS, contentOf } from '../content/contents';
import { cutCharacters } from '../content/text';
import { ROOT } from '../directory/departments';
import { partiesOf } from '../directory/visible_range';
import { Sent } from '../messaging/sent';
import { randomId } from '../model/random_id';
import type { App, Chat, Message } from '../model/records';
import { fail } from '../protocol/errors';

/** Further chats get 45009. WeCom's own limit is 1,000 new ones a day. */
const MOST_CHATS = 10_000;
const LEAST = 2;
const MOST = 2000;
const LONGEST_NAME = 50;
const LONGEST_ID = 32;

export const appchat: Chapter = {
  'appchat/create': { verb: 'POST', secret: 'app', era: 'current', run: create },
  'appchat/update': { verb: 'POST', secret: 'app', era: 'current', run: update },
  'appchat/get': { verb: 'GET', secret: 'app', era: 'current', run: get },
  'appchat/send': { verb: 'POST', secret: 'app', era: 'current', run: send },
};

function create(call: Call): Answer {
  const { body, company } = call;
  const { agentid } = appOf(call);
  const chatid = newId(call);
  if (company.chats.size >= MOST_CHATS) fail(45009);
  if (!body.has('userlist')) fail(86204);
  const userlist = checkSize(members(call, 'userlist'));
  const owner = ownerAmong(call, userlist) ?? userlist[Math.floor(Math.random() * userlist.length)] ?? '';
  const name = cutCharacters(body.text('name') ?? '', LONGEST_NAME);
  const chat: Chat = { chatid, agentid, name, owner, userlist };
  company.chats.set(chatid, chat);
  call.emit({ event: 'chat.create', data: chat });
  return { chatid };
}

/** Chats are for apps that the whole company sees. */
function appOf({ app, company }: Call): App {
  if (app === undefined || !partiesOf(company, app).has(ROOT)) fail(60011);
  return app;
}

function newId({ body, company }: Call): string {
  const chatid = body.text('chatid');
  if (!chatid) return randomId(LONGEST_ID).replace(/[-_]/g, '0');
  if (chatid.length > LONGEST_ID) fail(86205);
  if (!/^[0-9A-Za-z]+$/.test(chatid)) fail(86001);
  if (company.chats.has(chatid)) fail(86215);
  return chatid;
}

/** As the company writes their userids, each once. */
function members({ body, company }: Call, name: string): string[] {
  const named = body.texts(name) ?? [];
  if (named.length > MOST) fail(86006);
  return [...new Set(named.map((userid) => company.member(userid)?.userid ?? fail(86216)))];
}

function checkSize(userlist: string[]): string[] {
  if (userlist.length < LEAST || userlist.length > MOST) fail(86006);
  return userlist;
}

function ownerAmong({ body, company }: Call, userlist: string[]): string | undefined {
  if (body.blank('owner')) return undefined;
  const owner = company.member(body.text('owner') ?? '')?.userid ?? fail(86005);
  if (!userlist.includes(owner)) fail(86207);
  return owner;
}

/** A chat of this app's own. */
function chatOf(call: Call, chatid: string | undefined): Chat {
  const app = appOf(call);
  if (chatid === undefined || chatid === '') fail(86201);
  const chat = call.company.chats.get(chatid) ?? fail(86003);
  if (chat.agentid !== app.agentid) fail(86008);
  return chat;
}

function update(call: Call): Answer {
  const { body } = call;
  const chat = chatOf(call, body.text('chatid'));
  const leaving = members(call, 'del_user_list');
  if (leaving.some((userid) => !chat.userlist.includes(userid))) fail(86007);
  const staying = chat.userlist.filter((userid) => !leaving.includes(userid));
  const userlist = checkSize([...new Set([...staying, ...members(call, 'add_user_list')])]);
  const owner = ownerAmong(call, userlist) ?? chat.owner;
  if (!userlist.includes(owner)) fail(86203);
  const name = body.blank('name') ? chat.name : cutCharacters(body.text('name') ?? '', LONGEST_NAME);
  Object.assign(chat, { name, owner, userlist });
  call.emit({ event: 'chat.update', data: chat });
  return {};
}

function get(call: Call): Answer {
  const { chatid, name, owner, userlist } = chatOf(call, call.query.text('chatid'));
  return { chat_info: { chatid, name, owner, userlist, chat_type: 0 } };
}

function send(call: Call): Answer {
  const chat = chatOf(call, call.body.text('chatid'));
  const { msgtype, body } = contentOf(CHAT_CONTENTS, call);
  const message: Message = {
    msgid: randomId(64),
    at: call.clock.now(),
    from: { chatid: chat.chatid },
    to: [...chat.userlist],
    msgtype,
    body,
  };
  Sent.record(call, message);
  return {};
}
