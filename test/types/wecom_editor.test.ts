import { join } from 'node:path';
import { WECOM } from '../../catalogue/scripts/families';
import { testEditors } from './endpoint_editor';

testEditors({
  name: 'wechat-enterprise-api',
  home: join(__dirname, '../..'),
  family: WECOM,
  byName: (path) => `api.wecom.${path.replaceAll('/', '.')}`,
  unfinished: 'api.wecom.externalcontact.',
  offered: ['get', 'groupchat'],
});
