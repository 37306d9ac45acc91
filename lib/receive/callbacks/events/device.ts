import type { Many, Measured } from '../common';

// What devices measured.

/** 门禁通行原始数据回调 {@link https://developer.work.weixin.qq.com/document/path/97215} */
export interface DeviceAccesscontrolDataReportEvent extends Measured {
  Event: 'device_accesscontrol_data_report';
  AccessDataList: {
    Item: Many<{ OpenUserId: string; UserType: string; TimeStamp: string; PassType: string; PassMethod: string }>;
  };
  DeviceSn: string;
}

/** 考勤打卡原始数据回调 {@link https://developer.work.weixin.qq.com/document/path/97214} */
export interface DeviceCheckinDataReportEvent extends Measured {
  Event: 'device_checkin_data_report';
  CheckInDataList: { Item: Many<{ OpenUserId: string; UserType: string; CheckinTime: string }> };
  DeviceSn: string;
}

/** 体温检测原始数据回调 {@link https://developer.work.weixin.qq.com/document/path/97216} */
export interface DeviceTemperatureDataReportEvent extends Measured {
  Event: 'device_temperature_data_report';
  TemperatureDataList: {
    Item: Many<{ OpenUserId: string; UserType: string; TimeStamp: string; Temperature: string; Status: string }>;
  };
  DeviceSn: string;
}

/** By Event. */
export interface DeviceEvents {
  device_accesscontrol_data_report: DeviceAccesscontrolDataReportEvent;
  device_checkin_data_report: DeviceCheckinDataReportEvent;
  device_temperature_data_report: DeviceTemperatureDataReportEvent;
}
