// Refusals that pass: a dead token, and a WeCom that is busy. The call is to be repeated, and no more than that.
import { type AppCall, areRepeated, doubledOf, GETTOKEN } from './calls';
import { failed, type Outcome, passed } from './outcome';
import type { Stage } from './stage';

const BUSY = -1;
const DEAD_TOKEN = [42001, 40014, 40001];
/** Repeats in a row without a pause, which are a storm. */
const STORM = 3;
/** Calls that are refused because WeCom is busy, at most. */
const MOST_BUSY = 10;

/** The token dies under the app's next call, and the app has to fetch another one. */
export function expiredToken(stage: Stage): Promise<Outcome> {
  return deadToken(stage, 42001, () => stage.world.tokens.expire(stage.app.secret));
}

export function unknownToken(stage: Stage): Promise<Outcome> {
  return deadToken(stage, 40014, () => stage.world.tokens.revoke(stage.app.secret));
}

async function deadToken(stage: Stage, errcode: number, spoil: () => void): Promise<Outcome> {
  let isSpoilt = false;
  stage.meet((path) => {
    if (isSpoilt || path === GETTOKEN) return undefined;
    isSpoilt = true;
    stage.rememberTokens();
    spoil();
    return undefined;
  });
  const refused = () => stage.calls.filter((call) => call.errcode === errcode);
  const missing = await stage.provoke(() => refused().length > 0);
  if (missing !== undefined) return missing;
  const [first] = refused();
  const fetched = () => stage.calls.filter(({ path, id }) => path === GETTOKEN && id > (first?.id ?? 0));
  const wrong = () =>
    fetched().length > 1 ? failed('many_tokens', { count: fetched().length }) : twice(stage, refused());
  return repeated(stage, refused, DEAD_TOKEN, wrong, () =>
    fetched().length === 0
      ? failed('no_new_token', { ms: stage.settings.repeatWithin })
      : passed('token_renewed', { path: first?.path ?? '' }),
  );
}

/** Whoever asks again at once is refused again. */
export async function busy(stage: Stage): Promise<Outcome> {
  const { pause } = stage.settings;
  let refusedPath: string | undefined;
  let last = 0;
  let count = 0;
  stage.meet((path) => {
    if (path === GETTOKEN || path !== (refusedPath ?? path)) return undefined;
    const now = performance.now();
    if (count >= MOST_BUSY || (count > 0 && now - last >= pause)) return undefined;
    refusedPath = path;
    last = now;
    count += 1;
    return { errcode: BUSY };
  });
  const refused = () => stage.calls.filter((call) => call.errcode === BUSY);
  const missing = await stage.provoke(() => refused().length > 0);
  if (missing !== undefined) return missing;
  const path = refusedPath ?? '';
  const wrong = () => (isStorm(refused()) ? failed('storm', { path, count: STORM + 1 }) : twice(stage, refused()));
  return repeated(stage, refused, [BUSY], wrong, () => passed('came_through', { path }));
}

/** Waits until all that were refused have come through, and a while longer for what should not happen. */
async function repeated(
  stage: Stage,
  refused: () => readonly AppCall[],
  codes: readonly number[],
  wrong: () => Outcome | undefined,
  right: () => Outcome,
): Promise<Outcome> {
  const { repeatWithin } = stage.settings;
  const isOver = () => areRepeated(stage.calls, refused(), codes);
  await stage.withPatience(() => isOver() || wrong() !== undefined, repeatWithin);
  if (isOver()) await stage.comesTo(() => wrong() !== undefined);
  const found = wrong() ?? right();
  if (found.verdict === 'failed' || isOver()) return found;
  return failed('not_repeated', { path: refused()[0]?.path ?? '', ms: repeatWithin });
}

function twice({ calls }: Stage, refused: readonly AppCall[]): Outcome | undefined {
  const call = doubledOf(calls, refused);
  return call === undefined ? undefined : failed('doubled', { path: call.path });
}

function isStorm(refused: readonly AppCall[]): boolean {
  return refused.some(({ key }) => refused.filter((one) => one.key === key).length > STORM);
}
