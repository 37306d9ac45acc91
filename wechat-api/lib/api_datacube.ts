import { chapter, post } from 'wechat-enterprise-api/core';

/** The days of a statistic, as `2014-12-02`; `end` is yesterday at the latest, and counts. */
const between = (begin_date: string, end_date: string) => ({ begin_date, end_date });

/** 数据分析: statistics. Those of a day come at 8:00 of the next. Errors: 61500 date, 61501 too many days */
const datacube = chapter({
  /** 获取用户增减数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/User_Analysis_Data_Interface.html} At most 7 days. */
  getUserSummary: post('datacube/getusersummary', between).returns<datacube.List<datacube.UserChange>>(),

  /** 获取累计用户数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/User_Analysis_Data_Interface.html} At most 7 days. */
  getUserCumulate: post('datacube/getusercumulate', between).returns<datacube.List<datacube.UserTotal>>(),

  /** 获取图文群发每日数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Graphic_Analysis_Data_Interface.html} One day. */
  getArticleSummary: post('datacube/getarticlesummary', between).returns<datacube.List<datacube.Article>>(),

  /** 获取图文群发总数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Graphic_Analysis_Data_Interface.html} One day, of which the seven days are told that follow. */
  getArticleTotal: post('datacube/getarticletotal', between).returns<datacube.List<datacube.ArticleTotal>>(),

  /** 获取图文统计数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Graphic_Analysis_Data_Interface.html} At most 3 days. */
  getUserRead: post('datacube/getuserread', between).returns<datacube.List<datacube.Read>>(),

  /** 获取图文统计分时数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Graphic_Analysis_Data_Interface.html} One day. */
  getUserReadHour: post('datacube/getuserreadhour', between).returns<datacube.List<datacube.Hourly & datacube.Read>>(),

  /** 获取图文分享转发数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Graphic_Analysis_Data_Interface.html} At most 7 days. */
  getUserShare: post('datacube/getusershare', between).returns<datacube.List<datacube.Share>>(),

  /** 获取图文分享转发分时数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Graphic_Analysis_Data_Interface.html} One day. */
  getUserShareHour: post('datacube/getusersharehour', between).returns<
    datacube.List<datacube.Hourly & datacube.Share>
  >(),

  /** 获取消息发送概况数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html} At most 7 days. */
  getUpstreamMsg: post('datacube/getupstreammsg', between).returns<datacube.List<datacube.Message>>(),

  /** 获取消息分送分时数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html} One day. */
  getUpstreamMsgHour: post('datacube/getupstreammsghour', between).returns<
    datacube.List<datacube.Hourly & datacube.Message>
  >(),

  /** 获取消息发送周数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html} At most 30 days. */
  getUpstreamMsgWeek: post('datacube/getupstreammsgweek', between).returns<datacube.List<datacube.Message>>(),

  /** 获取消息发送月数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html} At most 30 days. */
  getUpstreamMsgMonth: post('datacube/getupstreammsgmonth', between).returns<datacube.List<datacube.Message>>(),

  /** 获取消息发送分布数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html} At most 15 days. */
  getUpstreamMsgDist: post('datacube/getupstreammsgdist', between).returns<datacube.List<datacube.Spread>>(),

  /** 获取消息发送分布周数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html} At most 30 days. */
  getUpstreamMsgDistWeek: post('datacube/getupstreammsgdistweek', between).returns<datacube.List<datacube.Spread>>(),

  /** 获取消息发送分布月数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html} At most 30 days. */
  getUpstreamMsgDistMonth: post('datacube/getupstreammsgdistmonth', between).returns<datacube.List<datacube.Spread>>(),

  /** 获取接口分析数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Analytics_API.html} At most 30 days. */
  getInterfaceSummary: post('datacube/getinterfacesummary', between).returns<datacube.List<datacube.Interface>>(),

  /** 获取接口分析分时数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Analytics/Analytics_API.html} One day. */
  getInterfaceSummaryHour: post('datacube/getinterfacesummaryhour', between).returns<
    datacube.List<datacube.Hourly & datacube.Interface>
  >(),
});

declare namespace datacube {
  interface List<T> {
    list: T[];
  }

  interface Daily {
    /** `2014-12-07` */
    ref_date: string;
  }

  interface Hourly {
    /** 0–2300 */
    ref_hour: number;
  }

  interface UserChange extends Daily {
    /** 0 others, 1 search, 17 card, 30 QR code, 43 menu of an article, 51 payment, … */
    user_source: number;
    new_user: number;
    cancel_user: number;
  }

  interface UserTotal extends Daily {
    user_source?: number;
    cumulate_user: number;
  }

  interface Read extends Daily {
    user_source?: number;
    int_page_read_user: number;
    int_page_read_count: number;
    ori_page_read_user: number;
    ori_page_read_count: number;
    share_user: number;
    share_count: number;
    add_to_fav_user: number;
    add_to_fav_count: number;
  }

  interface Article extends Read {
    /** Message id and place of the article: `10000050_1`. */
    msgid: string;
    title: string;
  }

  interface ArticleTotal extends Daily {
    msgid: string;
    title: string;
    details: (Record<string, number> | { stat_date: string; target_user: number })[];
  }

  interface Share extends Daily {
    /** 1 to a friend, 2 moments, 255 others */
    share_scene: number;
    share_count: number;
    share_user: number;
  }

  interface Message extends Daily {
    /** 1 text, 2 image, 3 voice, 4 video, 6 a third party's */
    msg_type: number;
    msg_user: number;
    msg_count: number;
  }

  interface Spread extends Daily {
    /** 0: none, 1: 1–5, 2: 6–10, 3: more than 10 */
    count_interval: number;
    msg_user: number;
  }

  interface Interface extends Daily {
    callback_count: number;
    fail_count: number;
    /** ms */
    total_time_cost: number;
    /** ms */
    max_time_cost: number;
  }
}

export = datacube;
