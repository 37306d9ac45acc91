import { createHash, randomBytes } from 'node:crypto';
import { type Ack, chapter, get, getRaw, type Id, post, type Upload, upload } from 'wechat-enterprise-api/core';
import { unnamed } from './compat';
import { postWithQuery } from './kinds';

/** 摇一摇周边: pages that phones show near beacons */
const shakearound = unnamed(
  chapter({
    /** 申请开通功能 {@link https://developers.weixin.qq.com/doc/offiaccount/Shake_Nearby/Apply/Application_for_opening_function.html} Reviewed within 3 working days. */
    registerShakeAccount: post(
      'shakearound/account/register',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 查询审核状态 {@link https://developers.weixin.qq.com/doc/offiaccount/Shake_Nearby/Apply/Application_for_opening_function.html} */
    checkShakeAccountStatus: get('shakearound/account/auditstatus').returns<shakearound.Answer>(),

    /** 申请设备ID {@link https://developers.weixin.qq.com/doc/offiaccount/Shake_Nearby/Devices_management/Apply_device_ID.html} More than 500 at a time are reviewed. */
    applyBeacons: post(
      'shakearound/device/applyid',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 查询设备ID申请审核状态 {@link https://developers.weixin.qq.com/doc/offiaccount/Shake_Nearby/Devices_management/Apply_device_ID.html} */
    applyBeaconsStatus: post('shakearound/device/applystatus', (apply_id: Id) => ({
      apply_id,
    })).returns<shakearound.Answer>(),

    /** 编辑设备信息: the comment of a beacon, at most 15 characters. */
    updateBeacon: post(
      'shakearound/device/update',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 配置设备与门店的关联关系: where a beacon is. */
    bindBeaconLocation: post(
      'shakearound/device/bindlocation',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 查询设备列表: at most 50 beacons. */
    getBeacons: post(
      'shakearound/device/search',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 新增页面 {@link https://developers.weixin.qq.com/doc/offiaccount/Shake_Nearby/Pages_management/Page_management.html} Title 6 characters, description 7; the icon of `uploadPageIcon`. */
    createPage: post('shakearound/page/add', (page: shakearound.Options) => page).returns<shakearound.Answer>(),

    /** 编辑页面信息 {@link https://developers.weixin.qq.com/doc/offiaccount/Shake_Nearby/Pages_management/Page_management.html} With its `page_id`. */
    updatePage: post('shakearound/page/update', (page: shakearound.Options) => page).returns<shakearound.Answer>(),

    /** 删除页面 {@link https://developers.weixin.qq.com/doc/offiaccount/Shake_Nearby/Pages_management/Page_management.html} One that no beacon shows. */
    deletePage: post('shakearound/page/delete', (page_id: Id) => ({ page_id })).returns<shakearound.Answer>(),

    /** 查询页面列表 {@link https://developers.weixin.qq.com/doc/offiaccount/Shake_Nearby/Pages_management/Page_management.html} At most 50. */
    getPages: post('shakearound/page/search', (options: shakearound.Options) => options).returns<shakearound.Answer>(),

    /** 上传图片素材: JPG, PNG or GIF, best 120 × 120, at most 200 × 200. Timeout 60 s. 1.x crashed here. */
    uploadPageIcon: upload('shakearound/material/add', (filepath: Upload) => ({
      file: filepath,
    })).returns<Ack & { data: { pic_url: string } }>(),

    /** 配置设备与页面的关联关系: at most 30 pages for a beacon. */
    bindBeaconWithPages: post(
      'shakearound/device/bindpage',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 查询设备与页面的关联关系: `type` 1 by beacon, 2 by page. */
    searchBeaconPageRelation: post(
      'shakearound/relation/search',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 获取设备及用户信息: of the ticket that a page was called with, for 30 minutes. */
    getShakeInfo: post('shakearound/user/getshakeinfo', (ticket: string) => ({ ticket })).returns<shakearound.Answer>(),

    /** 以设备为维度的数据统计: at most 30 days. */
    getDeviceStatistics: post(
      'shakearound/statistics/device',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 批量查询设备统计数据: of one day. */
    getDeviceStatisticsList: post(
      'shakearound/statistics/devicelist',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 以页面为维度的数据统计: at most 30 days. */
    getPageStatistics: post(
      'shakearound/statistics/page',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 批量查询页面统计数据: of one day. */
    getPageStatisticsList: post(
      'shakearound/statistics/pagelist',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 查询分组列表: at most 1000. */
    listBeaconGroup: post(
      'shakearound/device/group/getlist',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 查询分组详情: its beacons. */
    queryGroupBeacons: post(
      'shakearound/device/group/getdetail',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 新增分组 {@link https://developers.weixin.qq.com/doc/offiaccount/Shake_Nearby/Active_from_Html5/New_groups.html} `{ group_name }`, at most 100 characters. 1000 groups at most. */
    addBeaconGroup: post(
      'shakearound/device/group/add',
      (group: shakearound.Options) => group,
    ).returns<shakearound.Answer>(),

    /** 编辑分组信息: `{ group_id, group_name }`. */
    updateBeaconGroup: post(
      'shakearound/device/group/update',
      (group: shakearound.Options) => group,
    ).returns<shakearound.Answer>(),

    /** 删除分组: one without beacons. */
    deleteBeaconGroup: post('shakearound/device/group/delete', (group_id: Id) => ({
      group_id,
    })).returns<shakearound.Answer>(),

    /** 添加设备到分组: at most 10000 in a group. */
    addGroupBeacons: post(
      'shakearound/device/group/adddevice',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 从分组中移除设备: at most 1000 a call. */
    deleteGroupBeacons: post(
      'shakearound/device/group/deletedevice',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 创建红包活动: `use_template` 1 uses WeChat's page, with `logo_url`. */
    addLotteryInfo: postWithQuery(
      'shakearound/lottery/addlotteryinfo?&use_template&logo_url&access_token',
      ({ use_template, logo_url }: { use_template: Id; logo_url?: string }, body: shakearound.Options) => ({
        use_template,
        logo_url,
        body,
      }),
    ).returns<shakearound.Answer>(),

    /** 录入红包信息: at most 100 a call. */
    setPrizeBucket: post(
      'shakearound/lottery/setprizebucket',
      (options: shakearound.Options) => options,
    ).returns<shakearound.Answer>(),

    /** 设置红包活动抽奖开关: `onoff` 1 on, 0 off. The object of the answer; its `toString()` is the JSON that 1.x gave as bytes. */
    setLotterySwitch: getRaw(
      'shakearound/lottery/setlotteryswitch?lottery_id&onoff&access_token',
      (lottery_id: string, onoff: Id) => ({ lottery_id, onoff }),
    ).returns<shakearound.Answer>(),

    /** 红包JSAPI {@link https://developers.weixin.qq.com/doc/offiaccount/Shake_Nearby/Shake_RedPack/Red_Packet_JSAPI.html} What a page calls the red packet with. `key`: of the merchant. */
    getShakehbConfig(openid: string, lotteryId: string, key: string): shakearound.RedPacket {
      const noncestr = randomBytes(7).toString('hex');
      const text = `lottery_id=${lotteryId}&noncestr=${noncestr}&openid=${openid}&key=${key}`;
      const sign = createHash('md5').update(text).digest('hex').toUpperCase();
      return { openid, lottery_id: lotteryId, noncestr, sign };
    },
  }),
);

declare namespace shakearound {
  /** What WeChat's page lists; it goes out as given. */
  type Options = object | string;

  interface Answer extends Ack {
    data?: Record<string, unknown>;
    [more: string]: unknown;
  }

  interface RedPacket {
    openid: string;
    lottery_id: string;
    noncestr: string;
    sign: string;
  }
}

export = shakearound;
