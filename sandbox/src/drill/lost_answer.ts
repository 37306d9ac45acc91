// The line drops after the call was carried out, and the app cannot know that it was.
import { GETTOKEN } from './calls';
import { failed, notSeen, type Outcome, passed } from './outcome';
import type { Stage } from './stage';

export async function lostAnswer(stage: Stage): Promise<Outcome> {
  let isLost = false;
  stage.meet((path) => {
    if (isLost || path === GETTOKEN) return undefined;
    isLost = true;
    return { fault: 'lost' };
  });
  const lostOne = () => stage.calls.find((call) => call.isLost);
  const missing = await stage.provoke(() => lostOne() !== undefined);
  if (missing !== undefined) return missing;
  const { path = '', key = '' } = lostOne() ?? {};
  const copies = () => stage.calls.filter((call) => call.key === key);
  const isTwice = await stage.comesTo(() => copies().filter(({ made }) => made).length > 1);
  if (isTwice) return failed('sent_twice', { path });
  return copies().length > 1 ? passed('repeated_once', { path }) : goneOn(stage, path);
}

/** Whether it still calls. */
async function goneOn(stage: Stage, path: string): Promise<Outcome> {
  const { length } = stage.calls;
  const isMet = () => stage.calls.slice(length).some(({ errcode }) => errcode !== undefined);
  const missing = await stage.provoke(isMet);
  if (missing === undefined) return passed('went_on', { path });
  const ms = stage.settings.timeout;
  return stage.trigger === 'wait' ? notSeen('no_second_call', { ms }) : failed('gone', { ms });
}
