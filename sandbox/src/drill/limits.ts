// Refusals that stay: who goes on calling makes them worse.
import { GETTOKEN } from './calls';
import { failed, type Outcome, passed } from './outcome';
import type { Stage } from './stage';

/** All calls are refused, and no token helps. */
export function forbiddenIp(stage: Stage): Promise<Outcome> {
  return refusal(stage, 60020, () => true);
}

/** WeCom counts by API. */
export function rateLimited(stage: Stage): Promise<Outcome> {
  return refusal(stage, 45009, (path, first) => path === first);
}

async function refusal(
  stage: Stage,
  errcode: number,
  counts: (path: string, first: string) => boolean,
): Promise<Outcome> {
  let first: string | undefined;
  stage.meet((path) => {
    if (path === GETTOKEN) return undefined;
    first ??= path;
    return counts(path, first) ? { errcode } : undefined;
  });
  const missing = await stage.provoke(() => stage.calls.some((call) => call.errcode === errcode));
  if (missing !== undefined) return missing;
  const begin = stage.calls.find((call) => call.errcode === errcode)?.id ?? 0;
  const { mostCalls: most } = stage.settings;
  const began = performance.now();
  const count = () => stage.calls.filter(({ path, id }) => id >= begin && counts(path, first ?? '')).length;
  const isTooMuch = await stage.comesTo(() => count() > most);
  const ms = Math.round(performance.now() - began);
  return isTooMuch ? failed('hammered', { count: count(), most, ms }) : passed('held_back', { count: count(), ms });
}
