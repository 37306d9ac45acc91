import { make, postJSON, wrapper } from 'wechat-enterprise-api/core';

/** What mixins written for 1.x deep-require. */
const util = { wrapper, postJSON, make };

export = util;
