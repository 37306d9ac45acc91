import { join } from 'node:path';
import { test } from 'node:test';
import { WEIXIN } from '../../../catalogue/scripts/families';
import { checkEditor, EDITORS } from '../../../test/types/endpoint_editor';

for (const [version, open] of EDITORS) {
  test(`TypeScript ${version} shows title and link of every endpoint, and completes paths and names`, (t) =>
    checkEditor(t, open, {
      name: 'wechat-api',
      home: join(__dirname, '../..'),
      family: WEIXIN,
      byName: (path) => `api.weixin.${path.replace('cgi-bin/', '').replaceAll('/', '.')}`,
      unfinished: 'api.weixin.draft.',
      offered: ['add', 'batchget'],
    }));
}
