import { Agent, get } from 'node:https';
import { HttpsAgent } from 'agentkeepalive';

import type Ours = require('../index');
import urllib = require('urllib');

/** One call: GET user/get, answered with a member of some 400 bytes of JSON. */
export type Call = (done: (err: unknown, member?: unknown) => void) => void;

/** Who takes part. Each is given the server's address and makes its calls as its users would. */
export const contenders = {
  /** The package as it is published: `npm run bench` builds it first. */
  ours: (prefix: string) => apiCall(require('../dist/index.js'), prefix),
  /** wechat-enterprise-api 0.3.0 with urllib 2.44.1, the last that it works with. */
  original: (prefix: string) => apiCall(require('original'), prefix),
  /** The least that Node needs for such a call. */
  bare: bareCall,
  /** For information: what of our cost is urllib's. */
  urllib: urllibCall,
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

function urllibCall(prefix: string): Call {
  const httpsAgent = new HttpsAgent({ maxSockets: 1000, freeSocketTimeout: 15_000 });
  return (done) => {
    urllib.request(`${prefix}${PATH}`, { dataType: 'json', httpsAgent }, done);
  };
}
