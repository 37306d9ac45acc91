// The options of a drill, checked, and with what was left out.
import { DRILL_STEPS, type DrillOptions, type DrillStepName } from './options';

export interface DrillSettings extends Pick<DrillOptions, 'trigger' | 'userid'> {
  steps: readonly DrillStepName[];
  message: string | Readonly<Record<string, unknown>>;
  timeout: number;
  repeatWithin: number;
  watch: number;
  pause: number;
  mostCalls: number;
}

/** Ten minutes. */
const LONGEST = 600_000;

/** Throws a RangeError for a step that there is not, and for times that are none. */
export function settingsOf(options: DrillOptions): DrillSettings {
  const { steps = DRILL_STEPS, message = 'hello', timeout = 5000, repeatWithin = 5000, watch = 1500 } = options;
  const { pause = 20, mostCalls = 5, trigger, userid } = options;
  const unknown = steps.find((name) => !DRILL_STEPS.includes(name));
  if (unknown !== undefined) throw new RangeError(`A drill has no step ${unknown}, only ${DRILL_STEPS.join(', ')}.`);
  const numbers = { timeout, repeatWithin, watch, pause, mostCalls };
  for (const [name, value] of Object.entries(numbers)) {
    if (!(value >= 0 && value <= LONGEST)) throw new RangeError(`${name}: from 0 to ${LONGEST}, not ${value}.`);
  }
  return { steps, message, ...numbers, trigger, userid };
}
