import { join } from 'node:path';
import { test } from 'node:test';
import { WECOM } from '../../catalogue/scripts/families';
import { checkEditor, EDITORS } from './endpoint_editor';

for (const [version, open] of EDITORS) {
  test(`TypeScript ${version} shows title and link of every endpoint, and completes paths and names`, (t) =>
    checkEditor(t, open, {
      name: 'wechat-enterprise-api',
      home: join(__dirname, '../..'),
      family: WECOM,
      byName: (path) => `api.wecom.${path.replaceAll('/', '.')}`,
      unfinished: 'api.wecom.externalcontact.',
      offered: ['get', 'groupchat'],
    }));
}
