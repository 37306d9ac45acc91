// A program in CommonJS, as the users of 0.3.0 have it. Prints what it sees as JSON.
const API = require('wechat-enterprise-api');

const api = new API('corpid', 'secret', 1);
api.prefix = process.env.PREFIX;
api.send({ touser: 'zhangsan' }, { msgtype: 'text', text: { content: '你好' } }, (err, result, res) => {
  if (err) throw err;
  const seen = {
    errmsg: result.errmsg,
    status: res.statusCode,
    type: typeof API,
    default: API.default === API,
    token: Object.keys(API.AccessToken('token')),
    error: new API.WeChatAPIError('no', 1) instanceof Error,
    statics: Object.keys(API),
  };
  api.wecom.tag.list((failure, { errmsg }) => {
    if (failure) throw failure;
    console.log(JSON.stringify({ ...seen, byPath: errmsg }));
  });
});
