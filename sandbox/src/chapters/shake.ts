// 摇一摇周边, of 企业号. Its pages are gone.
import type { Chapter } from '../api/chapter';
import { shakeOf } from '../visits/shakes';

const BEACON = { distance: 0.5, major: 10001, minor: 10002, uuid: 'FDA50693-A4E2-4FB1-AFCF-C6EB07647825' };

export const shake: Chapter = {
  'shakearound/getshakeinfo': {
    verb: 'POST',
    secret: 'any',
    era: 'legacy',
    run({ body, company }) {
      const { who } = shakeOf(company, body.text('ticket'));
      return { data: { page_id: 10001, beacon_info: BEACON, ...who } };
    },
  },
};
