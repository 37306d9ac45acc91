// The ways into the package by path: 0.3.0 had no `exports`, so programs require its files, with and without `.js`.
const assert = require('node:assert/strict');
const API = require('wechat-enterprise-api');

for (const path of ['index', 'index.js']) assert.equal(require(`wechat-enterprise-api/${path}`), API);

const common = require('wechat-enterprise-api/lib/api_common');
assert.equal(common, API);
assert.equal(require('wechat-enterprise-api/lib/api_common.js'), API);

const media = require('wechat-enterprise-api/lib/api_media');
assert.equal(require('wechat-enterprise-api/lib/api_media.js'), media);
assert.equal(media.uploadMedia, API.prototype.uploadMedia);
assert.equal(media._uploadMedia, API.prototype._uploadMedia);

const chapters = ['agent', 'batch', 'department', 'ip', 'js', 'material', 'menu', 'message', 'shake', 'tag', 'user'];
for (const name of chapters) {
  const chapter = require(`wechat-enterprise-api/lib/api_${name}`);
  for (const key of Object.keys(chapter)) assert.equal(API.prototype[key], chapter[key], key);
}

const util = require('wechat-enterprise-api/lib/util');
assert.equal(require('wechat-enterprise-api/lib/util.js'), util);
for (const name of ['wrapper', 'postJSON', 'make']) assert.equal(typeof util[name], 'function', name);

for (const inner of [
  'lib/core/client',
  'lib/http/transport.js',
  'lib/receive/protocol/crypto',
  'dist/index.js',
  'lib/messages',
]) {
  assert.throws(() => require(`wechat-enterprise-api/${inner}`), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' }, inner);
}

const { version } = require('wechat-enterprise-api/package.json');
const api = new common('corpid', 'secret', 1);
api.prefix = process.env.PREFIX;
api.getUser('zhangsan', (err, user) => {
  if (err) throw err;
  console.log(JSON.stringify({ errmsg: user.errmsg, version }));
});
