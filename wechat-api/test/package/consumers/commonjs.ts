import API = require('wechat-api');

class Account extends API {
  override async getIp(): Promise<{ ip_list: string[] }> {
    return { ip_list: ['127.0.0.1'] };
  }
}

const api = new Account(
  'the-appid',
  'the-secret',
  (callback) => callback(null, null),
  async () => undefined,
);
api.endpoint = String(process.env.ENDPOINT);

api.sendTemplate('openid', 'T', 'http://url', '#FF0000', { first: { value: 'v' } }, (err, result, res) => {
  api.createTmpQRCode(5, (failed: API.CallError | null, made) => {
    api.getOrdersByStatus(2, new Date(), (_, list) => {
      console.log(
        JSON.stringify({
          err,
          failed,
          errmsg: [result.errmsg, list.errmsg],
          status: res.statusCode,
          made: typeof made,
        }),
      );
    });
  });
});
