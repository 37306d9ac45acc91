import { type Ack, chapter, post } from 'wechat-enterprise-api/core';

/** 接口调用频次: limits of calls */
const quota = chapter({
  /**
   * 对公众号的所有api调用次数进行清零 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/API_Call_Limits.html}
   *
   * Ten times a month. `appid` is that of this api if it is left out. Errors: 48006 no more this month.
   */
  clearQuota: post('cgi-bin/clear_quota', function (this: { appid: string }, appid?: string) {
    return { appid: appid ?? this.appid };
  })
    .declaring(0)
    .returns<Ack>(),
});

export = quota;
