// A drill: what a program has to survive one day, one thing after the other, and how it did.
import { Misuse } from '../model/reason';
import type { World } from '../world';
import { lateCopies, wrongReceiveId } from './incoming';
import { forbiddenIp, rateLimited } from './limits';
import { lostAnswer } from './lost_answer';
import type { DrillOptions, DrillStepName } from './options';
import { type Outcome, stepOf } from './outcome';
import { busy, expiredToken, unknownToken } from './refused';
import { type DrillStep, Scorecard } from './scorecard';
import { settingsOf } from './settings';
import { Stage } from './stage';

const STEPS: Record<DrillStepName, (stage: Stage) => Promise<Outcome>> = {
  expired_token: expiredToken,
  unknown_token: unknownToken,
  busy,
  lost_answer: lostAnswer,
  late_copies: lateCopies,
  wrong_receive_id: wrongReceiveId,
  forbidden_ip: forbiddenIp,
  rate_limited: rateLimited,
};

/** Of a company: two drills at once would see each other's calls. */
class Drills {
  isUnderWay = false;
}

/** Rejects with a RangeError for an app that there is not, and while another drill is under way. */
export async function drill(world: World, agentid: number, options: DrillOptions = {}): Promise<Scorecard> {
  const { company, callbacks, origin } = world;
  const settings = settingsOf(options);
  const app = company.apps.get(agentid);
  if (app === undefined)
    throw new Misuse(`The company has no app ${agentid}.`, { code: 'no_app', params: { agentid } });
  // Whether the member may write is known at once.
  if (settings.userid !== undefined) callbacks.phone(settings.userid, agentid, origin);
  const drills = company.room(Drills);
  if (drills.isUnderWay) throw new Misuse('A drill is under way already.', { code: 'drill_under_way' });
  drills.isUnderWay = true;
  const signals = [company.underWay, options.signal].filter((signal) => signal !== undefined);
  const stage = new Stage(world, app, settings, AbortSignal.any(signals));
  try {
    const steps: DrillStep[] = [];
    for (const name of settings.steps) steps.push(await run(stage, name));
    return new Scorecard(agentid, app.name, steps);
  } finally {
    stage.end();
    drills.isUnderWay = false;
  }
}

async function run(stage: Stage, name: DrillStepName): Promise<DrillStep> {
  const began = performance.now();
  stage.begin(name);
  const outcome = await STEPS[name](stage);
  return stepOf(name, outcome, stage.evidence, Math.round(performance.now() - began));
}
