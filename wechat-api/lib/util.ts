import * as core from 'wechat-enterprise-api/core';

// What mixins written for 1.x deep-require: own properties, so that they can be stubbed.
export const wrapper = core.wrapper;
export const postJSON = core.postJSON;
export const make = core.make;
