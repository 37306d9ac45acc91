import { join } from 'node:path';
import { WEIXIN } from '../../../catalogue/scripts/families';
import { testEditors } from '../../../test/types/endpoint_editor';

testEditors({
  name: 'wechat-api',
  home: join(__dirname, '../..'),
  family: WEIXIN,
  byName: (path) => `api.weixin.${path.replace('cgi-bin/', '').replaceAll('/', '.')}`,
  unfinished: 'api.weixin.draft.',
  offered: ['add', 'batchget'],
});
