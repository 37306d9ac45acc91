// 自定义菜单: https://developer.work.weixin.qq.com/document/path/90231
import type { Answer, Call, Chapter } from '../api/chapter';
import { fail, failSchema } from '../protocol/errors';
import { byteCount, type Input } from '../protocol/input';

export const menu: Chapter = {
  'menu/create': { verb: 'POST', secret: 'app', run: create },
  'menu/get': { verb: 'GET', secret: 'app', run: get },
  'menu/delete': { verb: 'GET', secret: 'app', run: remove },
};

/** What is refused with which code, on each of the two levels. */
interface Level {
  most: number;
  mostName: number;
  size: number;
  type: number;
  name: number;
  key: number;
  url: number;
  domain: number;
}

const MAIN: Level = {
  most: 3,
  mostName: 16,
  size: 40016,
  type: 40017,
  name: 40018,
  key: 40019,
  url: 40020,
  domain: 40055,
};
const SUB: Level = {
  most: 5,
  mostName: 40,
  size: 40023,
  type: 40024,
  name: 40025,
  key: 40026,
  url: 40027,
  domain: 40054,
};

const MOST_KEY = 128;
const MOST_URL = 1024;
const WITH_KEY = new Set([
  'click',
  'scancode_push',
  'scancode_waitmsg',
  'pic_sysphoto',
  'pic_photo_or_album',
  'pic_weixin',
  'location_select',
]);

function create(call: Call): Answer {
  const app = call.agent(call.query.uint('agentid'));
  const button = call.body.objects('button') ?? [];
  checkButtons(button, MAIN);
  app.menu = { button: button.map((one) => one.all()) };
  call.emit({ event: 'menu.create', data: app });
  return {};
}

function checkButtons(buttons: Input[], level: Level): void {
  if (buttons.length < 1 || buttons.length > level.most) fail(level.size);
  for (const button of buttons) {
    const name = button.text('name') ?? '';
    if (name === '' || byteCount(name) > level.mostName) fail(level.name);
    const below = button.objects('sub_button') ?? [];
    if (below.length > 0 && level === SUB) fail(40022);
    if (below.length > 0) checkButtons(below, SUB);
    else checkAction(button, level);
  }
}

function checkAction(button: Input, level: Level): void {
  const type = button.text('type') ?? '';
  if (type === 'view') checkUrl(button, level);
  else if (type === 'view_miniprogram') checkMiniprogram(button);
  else if (!WITH_KEY.has(type)) fail(level.type);
  else if (button.blank('key') || byteCount(button.text('key') ?? '') > MOST_KEY) fail(level.key);
}

function checkUrl(button: Input, level: Level): void {
  const url = button.text('url') ?? '';
  if (url === '' || byteCount(url) > MOST_URL) fail(level.url);
  if (!/^https?:\/\/./i.test(url)) fail(level.domain);
}

function checkMiniprogram(button: Input): void {
  for (const name of ['pagepath', 'appid']) if (button.blank(name)) failSchema(`${name} missing`);
}

/** In 企业号 one level deeper. */
function get(call: Call): Answer {
  const { menu } = call.agent(call.query.uint('agentid'));
  if (menu === undefined) fail(46003);
  return call.era === 'legacy' ? { menu } : { ...menu };
}

function remove(call: Call): Answer {
  const app = call.agent(call.query.uint('agentid'));
  delete app.menu;
  call.emit({ event: 'menu.delete', data: app });
  return {};
}
