import { createHash } from 'node:crypto';
import { type Ack, chapter, get, type Id, post, type Upload, upload } from 'wechat-enterprise-api/core';
import { unnamed } from './compat';

/** WeChat wants the password as an md5; whatever is given is hashed. */
const md5 = (password: string | Buffer) => createHash('md5').update(password).digest('hex');

/** 客服管理: the staff of customer service, their sessions and records */
const service = unnamed(
  chapter({
    /**
     * 获取聊天记录 {@link https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Obtain_chat_transcript.html}
     *
     * At most 24 hours and 10000 records at a time; `msgid` is 1 for the first. Errors: 65416 number, 65417 time.
     */
    getRecords: post('customservice/msgrecord/getmsglist', (opts: service.Range) => ({
      ...opts,
      msgid: opts.msgid || 1,
    })).returns<service.Records>(),

    /** 获取所有客服账号 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} */
    getCustomServiceList: get('cgi-bin/customservice/getkflist').returns<{ kf_list: service.Account[] }>(),

    /** 获取在线客服 {@link https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Customer_Service_Management.html} */
    getOnlineCustomServiceList: get('cgi-bin/customservice/getonlinekflist').returns<{
      kf_online_list: service.Online[];
    }>(),

    /**
     * 添加客服帐号 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html}
     *
     * `account`: `name@account`, at most 10 letters and digits before the @. `nick`: 6 characters, or 12 letters.
     * `password` goes out as its md5. At most 100. Errors: 65406 exists, 65403 nick, 65404 account.
     */
    addKfAccount: post('customservice/kfaccount/add', (account: string, nick: string, password: string | Buffer) => ({
      kf_account: account,
      nickname: nick,
      password: md5(password),
    })).returns<Ack>(),

    /** 修改客服帐号 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} Errors: 65401 account, 65403 nick. */
    updateKfAccount: post(
      'customservice/kfaccount/update',
      (account: string, nick: string, password: string | Buffer) => ({
        kf_account: account,
        nickname: nick,
        password: md5(password),
      }),
    ).returns<Ack>(),

    /** 删除客服帐号 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} Errors: 65401 account. */
    deleteKfAccount: get('customservice/kfaccount/del?access_token&kf_account', (account: string) => ({
      kf_account: account,
    })).returns<Ack>(),

    /** 设置客服帐号的头像 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} JPG, best 640 × 640. Timeout 60 s. Errors: 65401 account, 40005 type. */
    setKfAccountAvatar: upload(
      'customservice/kfaccount/uploadheadimg?access_token&kf_account',
      (account: string, filepath: Upload) => ({ kf_account: account, file: filepath }),
    ).returns<Ack>(),

    /** 创建会话 {@link https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Session_control.html} Errors: 65401 account, 65414 another's session, 65415 not online. */
    createKfSession: post('customservice/kfsession/create', (account: string, openid: string) => ({
      kf_account: account,
      openid,
    })).returns<Ack>(),

    /** 关闭会话 {@link https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Session_control.html} Errors: 65401 account, 65413 no session. */
    closeKfSession: post('customservice/kfsession/close', (account: string, openid: string) => ({
      kf_account: account,
      openid,
    })).returns<Ack>(),

    /** 获取客户会话状态 {@link https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Session_control.html} Who talks to this user. Errors: 40003 openid. */
    getKfSession: get('customservice/kfsession/getsession?access_token&openid', (openid: string) => ({
      openid,
    })).returns<Ack & { kf_account: string; createtime: number }>(),

    /** 获取客服会话列表 {@link https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Session_control.html} To whom one of the staff talks. Errors: 65401 account. */
    getKfSessionList: get('customservice/kfsession/getsessionlist?access_token&kf_account', (account: string) => ({
      kf_account: account,
    })).returns<{ sessionlist: service.Session[] }>(),

    /** 获取未接入会话列表 {@link https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Session_control.html} Who waits; at most 100, the longest waiting first. */
    getKfSessionWaitCase: get('customservice/kfsession/getwaitcase').returns<service.Waiting>(),
  }),
);

declare namespace service {
  interface Range {
    /** s since 1970 */
    starttime: number;
    /** s since 1970; at most 24 hours later */
    endtime: number;
    /** Where to begin. @default 1 */
    msgid?: number;
    /** At most 10000. */
    number: number;
  }

  interface Records {
    recordlist: {
      openid: string;
      /** 2002 from the staff, 2003 from the user */
      opercode: number;
      text: string;
      /** s since 1970 */
      time: number;
      worker: string;
    }[];
    number: number;
    /** Where the next part begins. */
    msgid: number;
  }

  interface Account {
    kf_account: string;
    kf_nick: string;
    kf_id: Id;
    kf_headimgurl: string;
    kf_wx?: string;
  }

  interface Online {
    kf_account: string;
    /** 1 in the browser */
    status: number;
    kf_id: Id;
    accepted_case: number;
  }

  interface Session {
    openid: string;
    /** s since 1970 */
    createtime: number;
  }

  interface Waiting {
    count: number;
    waitcaselist: { openid: string; latest_time: number }[];
  }
}

export = service;
