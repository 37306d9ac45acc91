// Loaded by mocha before the original's suite. The suite requires the package as `../` and talks to the real qyapi;
// here it gets the build that COMPAT_BUILD names, and COMPAT_QYAPI answers.
const http = require('node:http');
const https = require('node:https');
const Module = require('node:module');
const { sep } = require('node:path');

const { COMPAT_BUILD: build, COMPAT_QYAPI: port } = process.env;
const suite = `${sep}original${sep}test${sep}`;

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  const fromSuite = request === '../' && parent?.filename?.includes(suite);
  return resolve.call(this, fromSuite ? build : request, parent, ...rest);
};

const pools = { kept: new http.Agent({ keepAlive: true }), closed: new http.Agent() };

// The suite runs with whatever credentials it was published with: nothing of it may leave this machine.
https.request = (options, callback) => {
  if (options.host !== 'qyapi.weixin.qq.com') throw new Error(`not answered locally: ${options.host}`);
  const agent = options.agent?.keepAlive ? pools.kept : pools.closed;
  const local = { protocol: 'http:', hostname: '127.0.0.1', host: '127.0.0.1', port, agent };
  return http.request({ ...options, ...local }, callback);
};
