// Moves the sandbox's clock by any time.
import { ask } from './dialogs.js';
import { MINUTE } from './time.js';
import { t } from './words/words.js';

/** @param {(ms: number) => void} advance */
export function openClockDialog(advance) {
  ask({
    title: t('clock_own'),
    fields: [
      { name: 'days', label: t('days'), value: '0', type: 'number' },
      { name: 'hours', label: t('hours'), value: '1', type: 'number' },
      { name: 'minutes', label: t('minutes'), value: '0', type: 'number' },
    ],
    confirm: t('clock_advance'),
    done: ({ days, hours, minutes }) => {
      advance(Math.round(((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * MINUTE));
    },
  });
}
