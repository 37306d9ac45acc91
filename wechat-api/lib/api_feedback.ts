import { type Ack, chapter } from 'wechat-enterprise-api/core';
import { getData } from './kinds';

/** 用户维权: complaints of users, of the payment of 2013 */
const feedback = chapter({
  /** 标记客户的投诉处理状态: a complaint is dealt with. */
  updateFeedback: getData('payfeedback/update', (openid: string, feedbackid: string) => ({
    openid,
    feedbackid,
  })).returns<Ack>(),
});

export = feedback;
