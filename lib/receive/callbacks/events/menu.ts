import type { InApp, Many } from '../common';

// What members do in the menu of an app.

/** 点击菜单拉取消息的事件推送 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface ClickEvent extends InApp {
  Event: 'click';
  /** The key of the menu's button. */
  EventKey: string;
}

/** 点击菜单跳转链接的事件推送 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface ViewEvent extends InApp {
  Event: 'view';
  /** The URL. */
  EventKey: string;
}

/** 点击菜单跳转小程序的事件推送 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface ViewMiniprogramEvent extends InApp {
  Event: 'view_miniprogram';
  /** The page of the mini program. */
  EventKey: string;
}

interface Scanned extends InApp {
  EventKey: string;
  ScanCodeInfo: { ScanType: string; ScanResult: string };
}

/** 扫码推事件的事件推送 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface ScancodePushEvent extends Scanned {
  Event: 'scancode_push';
}

/** 扫码推事件且弹出“消息接收中”提示框的事件推送 {@link https://developer.work.weixin.qq.com/document/path/90240} Waits for a reply. */
export interface ScancodeWaitmsgEvent extends Scanned {
  Event: 'scancode_waitmsg';
}

interface Pictured extends InApp {
  EventKey: string;
  SendPicsInfo: { Count: string; PicList: { item: Many<{ PicMd5Sum: string }> } };
}

/** 弹出系统拍照发图的事件推送 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface PicSysphotoEvent extends Pictured {
  Event: 'pic_sysphoto';
}

/** 弹出拍照或者相册发图的事件推送 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface PicPhotoOrAlbumEvent extends Pictured {
  Event: 'pic_photo_or_album';
}

/** 弹出微信相册发图器的事件推送 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface PicWeixinEvent extends Pictured {
  Event: 'pic_weixin';
}

/** 弹出地理位置选择器的事件推送 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface LocationSelectEvent extends InApp {
  Event: 'location_select';
  EventKey: string;
  SendLocationInfo: { Location_X: string; Location_Y: string; Scale: string; Label: string; Poiname: string };
  /** `wxwork`, or absent where WeChat was used. */
  AppType?: string;
}

/** By Event. */
export interface MenuEvents {
  click: ClickEvent;
  view: ViewEvent;
  view_miniprogram: ViewMiniprogramEvent;
  scancode_push: ScancodePushEvent;
  scancode_waitmsg: ScancodeWaitmsgEvent;
  pic_sysphoto: PicSysphotoEvent;
  pic_photo_or_album: PicPhotoOrAlbumEvent;
  pic_weixin: PicWeixinEvent;
  location_select: LocationSelectEvent;
}
