import agent = require('./lib/api_agent');
import batch = require('./lib/api_batch');
import common = require('./lib/api_common');
import department = require('./lib/api_department');
import ip = require('./lib/api_ip');
import js = require('./lib/api_js');
import material = require('./lib/api_material');
import media = require('./lib/api_media');
import menu = require('./lib/api_menu');
import message = require('./lib/api_message');
import shake = require('./lib/api_shake');
import tag = require('./lib/api_tag');
import user = require('./lib/api_user');

import type * as identity from './lib/auth/identity';
import type * as tickets from './lib/auth/ticket';
import type * as sending from './lib/bulk/send_each';
import type * as walking from './lib/bulk/walk';
import type * as paths from './lib/catalogue/calls';
import type * as errors from './lib/core/errors';
import type * as types from './lib/core/types';
import type * as log from './lib/http/diagnostics';
import type * as download from './lib/http/download';
import type * as multipart from './lib/http/upload';
import type * as messages from './lib/messages';
import type * as policies from './lib/policy';
import type * as limits from './lib/policy/limits';
import type * as retries from './lib/policy/retry';
import type * as stores from './lib/stores/store';
import type * as calls from './lib/wecom/calls';
import type * as catalogue from './lib/wecom/generated';
import type * as wecom from './lib/wecom/types';

// The order of 0.3.0.
for (const chapter of [department, media, menu, message, tag, user, ip, js, agent, batch, material, shake]) {
  common.mixin(chapter);
}

type Chapters = typeof department &
  typeof media &
  typeof menu &
  typeof message &
  typeof tag &
  typeof user &
  typeof ip &
  typeof js &
  typeof agent &
  typeof batch &
  typeof material &
  typeof shake;

/** A client of one app: `new API(corpid, corpsecret, agentid)`. What users added comes first: it may take a name of ours. */
type API = API.Methods & wecom.Base & Chapters & calls.Calls<API.Params, API.Answers>;

declare namespace API {
  /**
   * The methods that you added with `API.mixin` and `API.ext`. Say here what they are:
   * `declare module 'wechat-enterprise-api' { interface Methods { … } }`.
   */
  // biome-ignore lint/suspicious/noEmptyInterface: users fill it
  interface Methods {}

  /** What each endpoint takes, by its path: `API.Params['externalcontact/get']`. */
  interface Params extends catalogue.Params {
    [path: paths.Raw]: object;
  }

  /** What each endpoint answers, by its path: `API.Answers['externalcontact/get']`. */
  interface Answers extends catalogue.Answers {
    [path: paths.Raw]: types.Ack & Record<string, unknown>;
  }

  type Options = wecom.Options;
  type AccessToken = types.AccessToken;
  type Ack = types.Ack;
  type Bounds = policies.Bounds;
  type Callback<R> = types.Callback<R>;
  type CallError = types.CallError;
  type Download = download.Download;
  type GetTicket = tickets.GetTicket<wecom.Client>;
  type GetToken = types.GetToken<wecom.Client>;
  type Id = types.Id;
  type LimitsOptions = limits.LimitsOptions;
  type Message<T extends string = keyof messages.Payloads> = messages.Message<T>;
  type OtherMessage = messages.OtherMessage;
  type RequestEvent = log.RequestEvent;
  type RequestOptions = types.RequestOptions;
  type RetryEvent = retries.RetryEvent;
  type RetryOptions = retries.RetryOptions;
  type Response = types.Response;
  type SaveTicket = tickets.SaveTicket<wecom.Client>;
  type SaveToken = types.SaveToken<wecom.Client>;
  type SendEachOptions = sending.SendEachOptions;
  type SendReport = sending.SendReport;
  type Sent = messages.Sent;
  type Store = stores.Store;
  type Ticket = tickets.Ticket;
  type TokenContext = identity.TokenContext;
  type To = messages.To;
  type Upload = multipart.Upload;
  type WalkOptions = walking.WalkOptions;
  type WeChatAPIError = errors.WeChatAPIError;
}

// The one constructor, now with the chapters on its prototype.
const API = common as unknown as wecom.Constructor<API>;

// For `import { AccessToken } from …`: what Node finds here by reading the text, it takes from the constructor itself.
module.exports.AccessToken = API.AccessToken;
module.exports.WeChatAPIError = API.WeChatAPIError;
module.exports.mixin = API.mixin;
module.exports.ext = API.ext;
module.exports.patch = API.patch;

export = API;
