import { leftOut } from './compat/left_out';
import { chapter, get, post } from './core/endpoint';
import type { Ack, Id } from './core/types';
import type { Client } from './wecom/types';

/** 应用管理: apps */
const agent = chapter({
  /**
   * 获取指定的应用详情 {@link https://developer.work.weixin.qq.com/document/path/90227}
   *
   * Without `agentid`: the app of this api. Errors: 40056 no such app, 301002 not the app of this secret.
   */
  getAgent: get(
    'agent/get',
    leftOut(
      ({ agentid }: Client) => [agentid],
      (agentid?: Id) => {
        if (!agentid && agentid !== 0) throw new Error('It requires an agentid.');
        return { agentid };
      },
    ),
  )
    .declaring(0)
    .returns<agent.Detail>(),

  /**
   * 设置应用 {@link https://developer.work.weixin.qq.com/document/path/90228}
   *
   * What is left out stays. Errors: 40056 agentid, 45004 description, 45022 name, 85005 domain.
   */
  setAgent: post('agent/set', (opts: agent.Settings) => opts)
    .declaring(0)
    .returns<Ack>(),

  /** 获取access_token对应的应用列表 {@link https://developer.work.weixin.qq.com/document/path/90227} */
  listAgent: get('agent/list').declaring(0).returns<agent.List>(),
});

declare namespace agent {
  interface Detail extends Ack {
    agentid: number;
    name: string;
    square_logo_url: string;
    /** 企业号 only. */
    round_logo_url?: string;
    description: string;
    allow_userinfos?: { user: { userid: string }[] };
    allow_partys?: { partyid: number[] };
    allow_tags?: { tagid: number[] };
    /** 1: disabled */
    close: number;
    redirect_domain: string;
    /** 0 off, 1 when the conversation is entered */
    report_location_flag: number;
    isreportenter: number;
    /** 企业号 only. */
    isreportuser?: number;
    home_url?: string;
    customized_publish_status?: number;
  }

  interface Settings {
    agentid: Id;
    /** 0 off, 1 when the conversation is entered */
    report_location_flag?: Id;
    logo_mediaid?: string;
    /** At most 32 characters. */
    name?: string;
    /** 4–120 characters. */
    description?: string;
    redirect_domain?: string;
    /** 企业号 only. */
    isreportuser?: Id;
    isreportenter?: Id;
    /** With its scheme. */
    home_url?: string;
  }

  interface List extends Ack {
    agentlist: { agentid: number; name: string; square_logo_url: string; round_logo_url?: string }[];
  }
}

export = agent;
