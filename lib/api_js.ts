import { createHash, randomBytes } from 'node:crypto';
import { sharedBehind } from './auth/shared';
import { type GetTicket, type SaveTicket, type Ticket, type TicketStore, ticket, validTicket } from './auth/ticket';
import { refuseNull } from './compat/refuse_null';
import { chapter, type Endpoint, method } from './core/endpoint';
import type { Client as AnyClient, Id, RawCallback } from './core/types';
import type { Base, Client } from './wecom/types';

/** What this chapter keeps on an api, and calls through it so that overrides count. */
interface Signer extends Client, Pick<Base, 'ticketStore' | 'getTicketToken' | 'saveTicketToken'> {
  getTicket: Endpoint<[], Ticket>;
}

const corpTickets = (api: AnyClient): TicketStore => {
  const { getTicketToken, saveTicketToken } = api as Signer;
  return { owner: api, kind: 'jsapi', get: getTicketToken, save: saveTicketToken };
};

/** The app's tickets never pass through the corp tickets' handlers: in one store each would overwrite the other. */
const agentStores = new WeakMap<AnyClient, TicketStore>();

function agentTickets(api: AnyClient): TicketStore {
  const { getTicketToken, saveTicketToken } = api as Signer;
  // A store of ours has a key for each kind.
  const [get, save] = sharedBehind(getTicketToken) ? [getTicketToken, saveTicketToken] : [];
  const store = agentStores.get(api) ?? agentStore(api, get, save);
  agentStores.set(api, store);
  return store;
}

function agentStore(owner: AnyClient, get?: GetTicket<Client> | null, save?: SaveTicket<Client> | null): TicketStore {
  let memory: Ticket | null = null;
  const keep: SaveTicket = (fetched, callback) => {
    memory = fetched;
    callback(null);
  };
  const recall: GetTicket = (callback) => callback(null, memory);
  return { owner, kind: 'agent_config', get: get || recall, save: save || keep };
}

const getFromMemory: GetTicket<Client> = function (callback) {
  callback(null, (this as Signer).ticketStore);
};

const saveInMemory: SaveTicket<Client> = function (fetched, callback) {
  Reflect.set(this, 'ticketStore', fetched);
  if (process.env.NODE_ENV === 'production') {
    // biome-ignore lint/suspicious/noConsole: 0.3.0's own warning, which people look for in their logs
    console.warn('Dont save ticket in memory, when cluster or multi-computer!');
  }
  callback(null);
};

/** JS-SDK: JS-SDK tickets and signatures */
const js = chapter(
  {
    /** Sets where jsapi tickets are kept: in `api.ticketStore` without arguments, which it empties. */
    registerTicketHandle(
      this: Signer,
      getTicketToken?: GetTicket<Client> | null,
      saveTicketToken?: SaveTicket<Client> | null,
    ): void {
      if (!getTicketToken && !saveTicketToken) Reflect.set(this, 'ticketStore', {});
      this.getTicketToken = getTicketToken || getFromMemory;
      this.saveTicketToken = saveTicketToken || saveInMemory;
    },

    /**
     * 获取企业的jsapi_ticket {@link https://developer.work.weixin.qq.com/document/path/90506}
     *
     * Always fetches, and saves. WeCom allows 400 an hour for the company and 100 for an app: `getJsConfig` fetches one
     * only when the saved one is no longer valid.
     */
    getTicket: ticket(corpTickets)('get_jsapi_ticket').returns<Ticket>(),

    /**
     * JS-SDK使用权限签名算法 {@link https://developer.work.weixin.qq.com/document/path/90506}
     *
     * What `wx.config` takes. `param.url`: the page's address as the browser shows it; its `#…` does not count.
     */
    getJsConfig: method<Signer, [param: js.ConfigParam], js.Config>('getJsConfig', 2, (api, [param], callback) => {
      refuseNull('param', param ?? null);
      const fetch = (done: RawCallback) => api.getTicket(done);
      validTicket(corpTickets(api), fetch, (err, valid) => {
        if (err) return callback(err);
        const { timestamp, nonceStr, signature } = sign(valid, param.url);
        const { debug, jsApiList } = param;
        const config = { debug, appId: api.corpid, timestamp, nonceStr, signature, jsApiList };
        callback(null, param.beta === undefined ? config : { beta: param.beta, ...config });
      });
    }),
  },
  {
    /** Sets where the tickets of `getAgentConfig` are kept; by default in memory. */
    registerAgentTicketHandle(this: Client, get?: GetTicket<Client> | null, save?: SaveTicket<Client> | null): void {
      agentStores.set(this, agentStore(this, get, save));
    },

    /** 获取应用的jsapi_ticket {@link https://developer.work.weixin.qq.com/document/path/90506} Always fetches, and saves. */
    getAgentTicket: ticket(agentTickets)('ticket/get?access_token&type', () => ({
      type: 'agent_config',
    })).returns<Ticket>(),

    /**
     * agentConfig的签名 {@link https://developer.work.weixin.qq.com/document/path/90506}
     *
     * What `wx.agentConfig` takes, for the app of this api.
     */
    getAgentConfig: method<Client, [param: js.AgentConfigParam], js.AgentConfig>(
      'getAgentConfig',
      2,
      (api, [param], callback) => {
        refuseNull('param', param ?? null);
        const fetch = (done: RawCallback) => Reflect.apply(js.getAgentTicket, api, [done]);
        validTicket(agentTickets(api), fetch, (err, valid) => {
          if (err) return callback(err);
          const { timestamp, nonceStr, signature } = sign(valid, param.url);
          const { jsApiList } = param;
          callback(null, { corpid: api.corpid, agentid: api.agentid, timestamp, nonceStr, signature, jsApiList });
        });
      },
    ),
  },
);

/** The browser keeps the fragment to itself, so a signature over it can never be valid. */
function sign(valid: unknown, url: unknown): { timestamp: string; nonceStr: string; signature: string } {
  const nonceStr = randomBytes(8).toString('hex');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const page = String(url).replace(/#.*$/s, '');
  const text = `jsapi_ticket=${valid}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${page}`;
  return { timestamp, nonceStr, signature: createHash('sha1').update(text).digest('hex') };
}

declare namespace js {
  interface AgentConfigParam {
    /** The page's address as the browser shows it. */
    url: string;
    jsApiList?: string[];
  }

  interface ConfigParam extends AgentConfigParam {
    debug?: boolean;
    /** WeCom's own interfaces want true. */
    beta?: boolean;
  }

  interface Config {
    beta?: boolean;
    debug?: boolean;
    appId: string;
    /** s since 1970 */
    timestamp: string;
    nonceStr: string;
    signature: string;
    jsApiList?: string[];
  }

  interface AgentConfig {
    corpid: string;
    agentid: Id;
    /** s since 1970 */
    timestamp: string;
    nonceStr: string;
    signature: string;
    jsApiList?: string[];
  }
}

export = js;
