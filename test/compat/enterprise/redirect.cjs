// Loaded before a program of wechat-enterprise 0.1.1, which depends on any version of wechat-enterprise-api: whoever
// installs it anew gets ours. What is required of that package here comes from this one, by the paths that it exports.
const Module = require('node:module');
const { join } = require('node:path');

/** A module of this package: what it requires under the package's own name is the package itself. */
const ours = new Module(join(__dirname, '../../../index.js'));
ours.filename = ours.id;
ours.paths = module.paths;

const resolve = Module._resolveFilename;

Module._resolveFilename = function (request, parent, ...rest) {
  if (request === 'wechat-enterprise') return resolve.call(this, 'original-receive', ours, ...rest);
  return resolve.call(this, request, /^wechat-enterprise-api(\/|$)/.test(request) ? ours : parent, ...rest);
};
