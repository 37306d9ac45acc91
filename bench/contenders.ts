import { Agent, get } from 'node:https';

import axios = require('axios');
import httpx = require('httpx');
import undici = require('undici');
import urllib4 = require('urllib-4');
import type Ours = require('../index');
import urllib = require('urllib');

import { HttpsAgent } from 'agentkeepalive';

/** One call: GET user/get, answered with a member of some 400 bytes of JSON. */
export type Call = (done: (err: unknown, member?: unknown) => void) => void;

/** Who takes part. Each is given the server's address and makes its calls as its users would, over connections kept alive. */
export const contenders = {
  /** The package as it is published: `npm run bench` builds it first. */
  ours: (prefix: string) => apiCall(require('../dist/index.js'), prefix),
  /** wechat-enterprise-api 0.3.0 with urllib 2.44.1, the last that it works with. */
  original: (prefix: string) => apiCall(require('original'), prefix),
  /** The least that Node needs for such a call. */
  bare: bareCall,
  undici: undiciCall,
  urllib: urllibCall,
  urllib4: urllib4Call,
  /** What the co-wechat-* clients are made on. */
  httpx: httpxCall,
  axios: axiosCall,
  fetch: fetchCall,
} satisfies Record<string, (prefix: string) => Call>;

export type Name = keyof typeof contenders;

function apiCall(API: typeof Ours, prefix: string): Call {
  const api = new API('corpid', 'corpsecret', 1);
  api.prefix = prefix;
  return (done) => {
    api.getUser('zhangsan', done);
  };
}

const PATH = 'user/get?access_token=token&userid=zhangsan';

function bareCall(prefix: string): Call {
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  return (done) => {
    const request = get(`${prefix}${PATH}`, { agent }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('end', () => done(null, JSON.parse(Buffer.concat(chunks).toString())));
    });
    request.on('error', done);
  };
}

function undiciCall(prefix: string): Call {
  const { origin, pathname } = new URL(prefix);
  const pool = new undici.Pool(origin, { connections: 50, pipelining: 1 });
  return (done) => {
    pool
      .request({ method: 'GET', path: `${pathname}${PATH}` })
      .then(({ body }) => body.json())
      .then((member) => done(null, member), done);
  };
}

function urllibCall(prefix: string): Call {
  const httpsAgent = new HttpsAgent({ maxSockets: 1000, freeSocketTimeout: 15_000 });
  return (done) => {
    urllib.request(`${prefix}${PATH}`, { dataType: 'json', httpsAgent }, done);
  };
}

function urllib4Call(prefix: string): Call {
  return (done) => {
    urllib4.request(`${prefix}${PATH}`, { dataType: 'json' }).then(({ data }) => done(null, data), done);
  };
}

function httpxCall(prefix: string): Call {
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  return (done) => {
    httpx
      .request(`${prefix}${PATH}`, { agent })
      .then((res) => httpx.read(res, 'utf8'))
      .then((text) => done(null, JSON.parse(String(text))), done);
  };
}

function axiosCall(prefix: string): Call {
  const httpsAgent = new Agent({ keepAlive: true, maxSockets: 1000 });
  return (done) => {
    axios.get(`${prefix}${PATH}`, { httpsAgent }).then(({ data }) => done(null, data), done);
  };
}

function fetchCall(prefix: string): Call {
  return (done) => {
    fetch(`${prefix}${PATH}`)
      .then((res) => res.json())
      .then((member) => done(null, member), done);
  };
}
