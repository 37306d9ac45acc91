import { type Ack, chapter, get, post } from 'wechat-enterprise-api/core';
import { unnamed } from './compat';

/** 微信硬件: devices */
const device = unnamed(
  chapter({
    /** 第三方主动发送消息给设备: `content` goes out as base64. */
    transferMessage: post(
      'device/transmsg',
      (device_type: string, device_id: string, open_id: string, content: string | Buffer) => ({
        device_type,
        device_id,
        open_id,
        content: Buffer.from(content).toString('base64'),
      }),
    ).returns<device.Sent>(),

    /** 第三方主动发送设备状态消息给微信终端: `status` 0 not connected, 1 connected. */
    transferStatus: post(
      'device/transmsg',
      (device_type: string, device_id: string, open_id: string, device_status: string | number) => ({
        device_type,
        device_id,
        open_id,
        msg_type: '2',
        device_status,
      }),
    ).returns<device.Sent>(),

    /** 获取设备二维码: of devices whose ids are the maker's own; at most 5. */
    createDeviceQRCode: post('device/create_qrcode', (deviceIds: readonly string[]) => ({
      device_num: deviceIds.length,
      device_id_list: deviceIds,
    })).returns<Ack & { device_num: number; code_list: { device_id: string; ticket: string }[] }>(),

    /** 设备授权: `optype` '0' authorizes (with `productid`), '1' updates. At most 5 devices. */
    authorizeDevices: post(
      'device/authorize_device',
      (devices: readonly object[], optype: string | number, productid?: string | number) => ({
        device_num: devices.length,
        device_list: devices,
        op_type: optype,
        product_id: productid,
      }),
    ).returns<{ resp: (Ack & { base_info: device.Base })[] }>(),

    /** 获取deviceid和设备二维码: a new device id, and its QR code. */
    getDeviceQRCode: get('device/getqrcode?access_token&product_id', (product_id: string | number) => ({
      product_id,
    })).returns<{ base_resp: Ack; deviceid: string; qrticket: string; devicelicence?: string }>(),

    /** 绑定成功通知: the merchant has bound a device to a user. `ticket`: of the page's call. */
    bindDevice: post('device/bind', (device_id: string, openid: string, ticket: string) => ({
      ticket,
      device_id,
      openid,
    })).returns<{ base_resp: Ack }>(),

    /** 解绑成功通知: the merchant has unbound a device. `ticket`: of the page's call. */
    unbindDevice: post('device/unbind', (device_id: string, openid: string, ticket: string) => ({
      ticket,
      device_id,
      openid,
    })).returns<{ base_resp: Ack }>(),

    /** 强制绑定用户和设备: without the user's doing; the merchant sees to it that it is right. */
    compelBindDevice: post('device/compel_bind', (device_id: string, openid: string) => ({
      device_id,
      openid,
    })).returns<{ base_resp: Ack }>(),

    /** 强制解绑用户和设备: without the user's doing; the merchant sees to it that it is right. */
    compelUnbindDevice: post('device/compel_unbind', (device_id: string, openid: string) => ({
      device_id,
      openid,
    })).returns<{ base_resp: Ack }>(),

    /** 设备状态查询: `status` 0 not authorized, 1 authorized, 2 bound, 3 unbound. */
    getDeviceStatus: get('device/get_stat?access_token&device_id', (device_id: string) => ({
      device_id,
    })).returns<Ack & { status: number; status_info: string }>(),

    /** 验证二维码: the device of a QR code. */
    verifyDeviceQRCode: post('device/verify_qrcode', (ticket: string) => ({ ticket })).returns<Ack & device.Base>(),

    /** 获取设备绑定openID: who has bound a device. */
    getOpenID: get(
      'device/get_openid?access_token&device_id&device_type',
      (device_id: string, device_type: string) => ({
        device_id,
        device_type,
      }),
    ).returns<{ open_id: string[]; resp_msg: { ret_code: number; error_info: string } }>(),

    /** 通过openid获取用户绑定的deviceid: what a user has bound. */
    getBindDevice: get('device/get_bind_device?access_token&openid', (openid: string) => ({
      openid,
    })).returns<{ openid: string; device_list: device.Base[]; resp_msg: { ret_code: number; error_info: string } }>(),
  }),
);

declare namespace device {
  interface Base {
    device_type: string;
    device_id: string;
  }

  interface Sent {
    /** 0 on success */
    ret: number;
    ret_info: string;
  }
}

export = device;
