import { chapter, post } from './core/endpoint';
import type { Ack } from './core/types';

/** 摇一摇周边: shakes near a beacon */
const shake = chapter({
  /**
   * 获取设备及用户信息 {@link http://qydev.weixin.qq.com/wiki/index.php?title=获取设备及用户信息} Of 企业号 times; retired in 企业微信.
   *
   * `ticket`: of one shake, lives 30 minutes. Errors: 90002 none, 90003 bad, 90004 expired.
   */
  getShakeInfo: post('shakearound/getshakeinfo', (ticket: string) => ({ ticket }))
    .declaring(0)
    .returns<shake.Info>(),
});

declare namespace shake {
  interface Info extends Ack {
    data: {
      page_id: number;
      /** `distance` in m */
      beacon_info: { distance: number; major: number; minor: number; uuid: string };
      userid?: string;
      openid?: string;
    };
  }
}

export = shake;
