// A program that calls and does not wait: nothing of what fails may end it.
import API = require('../../index');

import { client, SECRET } from './calls';
import { call, METHODS } from './methods';

const [prefix = ''] = process.argv.slice(2);

const apis = [
  client({ prefix }),
  client({ prefix: 'http://127.0.0.1:1/' }),
  client({ prefix }, { getToken: async () => Promise.reject(new Error('store')) }),
  new API('dummy-corp', SECRET, undefined),
];
for (const api of apis) {
  api.prefix = api.prefix.replace('https://qyapi.weixin.qq.com/cgi-bin/', prefix);
  for (const [name, args] of Object.entries(METHODS)) call(api, name, args);
  call(api, 'getJsConfig', [null]);
  call(api, 'uploadFile', ['/no/such/file']);
  call(api, 'uploadFile', [__dirname]);
  call(api, 'getAccessToken', []);
  call(api, 'getLatestToken', []);
  call(api, 'request', [`${prefix}user/get`]);
  // A mixin of the user's, called without a callback.
  api.preRequest((callback: (err: Error) => void) => callback(new Error('mixin')), []);
}
process.once('beforeExit', () => console.log('still alive'));
