import type { InApp } from '../common';

// Members and an app: who sees it, enters it, is where; and whether the app is used at all.

/** 成员关注事件 {@link https://developer.work.weixin.qq.com/document/path/90240} The member came into the app's visible range. */
export interface SubscribeEvent extends InApp {
  Event: 'subscribe';
  EventKey?: string;
}

/** 成员取消关注事件 {@link https://developer.work.weixin.qq.com/document/path/90240} The member left the app's visible range. */
export interface UnsubscribeEvent extends InApp {
  Event: 'unsubscribe';
  EventKey?: string;
}

/** 进入应用 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface EnterAgentEvent extends InApp {
  Event: 'enter_agent';
  EventKey: string;
}

/** 上报地理位置 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface LocationEvent extends InApp {
  Event: 'LOCATION';
  Latitude: string;
  Longitude: string;
  /** m. */
  Precision: string;
  /** `wxwork`, or absent where WeChat was used. */
  AppType?: string;
}

/** 企业互联共享应用事件回调 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface ShareAgentChangeEvent extends InApp {
  Event: 'share_agent_change';
}

/** 上下游共享应用事件回调 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface ShareChainChangeEvent extends InApp {
  Event: 'share_chain_change';
}

/** 长期未使用应用停用预警事件 {@link https://developer.work.weixin.qq.com/document/path/90240} The app is about to be stopped. */
export interface InactiveAlertEvent extends InApp {
  Event: 'inactive_alert';
  /** s since 1970. */
  EffectTime: string;
}

/** 长期未使用应用临时停用事件 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface CloseInactiveAgentEvent extends InApp {
  Event: 'close_inactive_agent';
}

/** 长期未使用应用重新启用事件 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface ReopenInactiveAgentEvent extends InApp {
  Event: 'reopen_inactive_agent';
}

/** 应用低活跃预警事件 {@link https://developer.work.weixin.qq.com/document/path/90240} The app is about to be cut off from customer data. */
export interface LowActiveAlertEvent extends InApp {
  Event: 'low_active_alert';
  /** s since 1970. */
  EffectTime: string;
}

/** 低活跃应用事件 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface LowActiveEvent extends InApp {
  Event: 'low_active';
}

/** 低活跃应用活跃恢复事件 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface ActiveRestoredEvent extends InApp {
  Event: 'active_restored';
}

/** By Event. */
export interface AppEvents {
  subscribe: SubscribeEvent;
  unsubscribe: UnsubscribeEvent;
  enter_agent: EnterAgentEvent;
  LOCATION: LocationEvent;
  share_agent_change: ShareAgentChangeEvent;
  share_chain_change: ShareChainChangeEvent;
  inactive_alert: InactiveAlertEvent;
  close_inactive_agent: CloseInactiveAgentEvent;
  reopen_inactive_agent: ReopenInactiveAgentEvent;
  low_active_alert: LowActiveAlertEvent;
  low_active: LowActiveEvent;
  active_restored: ActiveRestoredEvent;
}
