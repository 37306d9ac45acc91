import type * as core from 'wechat-enterprise-api/core';

import card = require('./lib/api_card');
import common = require('./lib/api_common');
import customService = require('./lib/api_custom_service');
import datacube = require('./lib/api_datacube');
import device = require('./lib/api_device');
import feedback = require('./lib/api_feedback');
import group = require('./lib/api_group');
import ip = require('./lib/api_ip');
import js = require('./lib/api_js');
import massSend = require('./lib/api_mass_send');
import material = require('./lib/api_material');
import media = require('./lib/api_media');
import menu = require('./lib/api_menu');
import menuCustom = require('./lib/api_menu_custom');
import message = require('./lib/api_message');
import payment = require('./lib/api_payment');
import poi = require('./lib/api_poi');
import qrcode = require('./lib/api_qrcode');
import quota = require('./lib/api_quota');
import semantic = require('./lib/api_semantic');
import shakearound = require('./lib/api_shakearound');
import shopCommon = require('./lib/api_shop_common');
import shopExpress = require('./lib/api_shop_express');
import shopGoods = require('./lib/api_shop_goods');
import shopGroup = require('./lib/api_shop_group');
import shopOrder = require('./lib/api_shop_order');
import shopShelf = require('./lib/api_shop_shelf');
import shopStock = require('./lib/api_shop_stock');
import tag = require('./lib/api_tag');
import template = require('./lib/api_template');
import url = require('./lib/api_url');
import user = require('./lib/api_user');

import type * as calls from './lib/calls';
import type * as catalogue from './lib/generated';
import type * as token from './lib/token';
import type * as accounts from './lib/types';

// The order of 1.x.
const chapters = [
  quota,
  menu,
  menuCustom,
  group,
  tag,
  user,
  qrcode,
  media,
  material,
  message,
  template,
  customService,
  massSend,
  shopGoods,
  shopStock,
  shopExpress,
  shopGroup,
  shopShelf,
  shopOrder,
  shopCommon,
  payment,
  feedback,
  url,
  semantic,
  ip,
  datacube,
  js,
  card,
  device,
  shakearound,
  poi,
];
for (const chapter of chapters) common.mixin(chapter);

type Chapters = typeof quota &
  typeof menu &
  typeof menuCustom &
  typeof group &
  typeof tag &
  typeof user &
  typeof qrcode &
  typeof media &
  typeof material &
  typeof message &
  typeof template &
  typeof customService &
  typeof massSend &
  typeof shopGoods &
  typeof shopStock &
  typeof shopExpress &
  typeof shopGroup &
  typeof shopShelf &
  typeof shopOrder &
  typeof shopCommon &
  typeof payment &
  typeof feedback &
  typeof url &
  typeof semantic &
  typeof ip &
  typeof datacube &
  typeof js &
  typeof card &
  typeof device &
  typeof shakearound &
  typeof poi;

/** A client of one public account: `new API(appid, appsecret)`. What users added comes first: it may take a name of ours. */
type API = API.Methods & accounts.Base & Chapters & calls.Calls<API.Params, API.Answers>;

declare namespace API {
  /**
   * The methods that you added with `API.mixin` and `API.patch`. Say here what they are:
   * `declare module 'wechat-api' { interface Methods { … } }`.
   */
  // biome-ignore lint/suspicious/noEmptyInterface: users fill it
  interface Methods {}

  /** What each endpoint takes, by its path: `API.Params['cgi-bin/draft/add']`. */
  interface Params extends catalogue.Params {
    [path: core.Raw]: object;
  }

  /** What each endpoint answers, by its path: `API.Answers['cgi-bin/draft/add']`. */
  interface Answers extends catalogue.Answers {
    [path: core.Raw]: Partial<core.Ack> & Record<string, unknown>;
  }

  type Options = accounts.Options;
  type AccessToken = token.AccountToken;
  type Ack = core.Ack;
  type Callback<R> = core.Callback<R>;
  type CallError = core.CallError;
  type Download = core.Download;
  type GetTicketToken = accounts.GetTicketToken;
  type GetToken = core.GetToken<accounts.Client>;
  type Id = core.Id;
  type RequestEvent = core.RequestEvent;
  type RequestOptions = core.RequestOptions;
  type Response = core.Response;
  type SaveTicketToken = accounts.SaveTicketToken;
  type SaveToken = core.SaveToken<accounts.Client>;
  type Ticket = core.Ticket;
  type TicketType = accounts.TicketType;
  type Upload = core.Upload;
  type WeChatAPIError = core.WeChatAPIError;
}

// The one constructor, now with the chapters on its prototype.
const API = common as unknown as accounts.Constructor<API>;

// For `import { AccessToken } from …`: what Node finds here by reading the text, it takes from the constructor itself.
module.exports.AccessToken = API.AccessToken;
module.exports.WeChatAPIError = API.WeChatAPIError;
module.exports.mixin = API.mixin;
module.exports.ext = API.ext;
module.exports.patch = API.patch;

export = API;
