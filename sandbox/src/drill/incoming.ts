// Callbacks that go wrong on their way to the app.
import { Cipher } from '../callback/cipher';
import { ANOTHER } from '../callback/delivery';
import { open } from '../callback/envelope';
import { type Fields, readXml } from '../callback/xml';
import type { Delivery, Try } from '../model/records';
import type { WireEntry } from '../model/wire';
import type { AppCall } from './calls';
import { failed, notSeen, type Outcome, passed } from './outcome';
import type { Stage } from './stage';

const COPIES = 3;
/** ms. */
const LATE = 1000;
/** An app that is not reached proves nothing; one that does not answer has failed. */
const UNREACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** First once, to see what a delivery causes. */
export async function lateCopies(stage: Stage): Promise<Outcome> {
  const { watch } = stage.settings;
  const usual = await stage.write();
  if ('verdict' in usual) return usual;
  const unreached = notOk(usual);
  if (unreached !== undefined) return unreached;
  await stage.until(() => false, watch);
  const before = stage.calls.length;
  const once = stage.calls.filter(({ made }) => made).length;
  const delivery = await stage.write({ copies: COPIES, delay: Math.min(LATE, watch) });
  if ('verdict' in delivery) return delivery;
  const made = () => stage.calls.slice(before).filter((call) => call.made);
  const isAgain = await stage.until(() => made().length > Math.max(once, 1), watch);
  if (isAgain) return failed('handled_again', { path: made()[0]?.path ?? '', count: made().length, once });
  return notOk(delivery) ?? (repliesDiffer(stage, delivery) ? failed('replies_differ') : passed('handled_once'));
}

export async function wrongReceiveId(stage: Stage): Promise<Outcome> {
  const delivery = await stage.write({ fault: 'receiveid' });
  if ('verdict' in delivery) return delivery;
  const acted = (): AppCall | undefined => stage.calls.find(({ made }) => made);
  if (await stage.until(() => acted() !== undefined, stage.settings.watch)) {
    return failed('strange_call', { path: acted()?.path ?? '' });
  }
  if (repliesTo(stage, delivery).length > 0) return failed('strange_reply');
  const { status } = delivery.tries.at(-1) ?? {};
  if (status === undefined) return notOk(delivery) ?? passed('ignored');
  return status === 200 ? passed('ignored') : passed('refused', { status });
}

/** The first try that was not answered as it should. */
function notOk({ tries }: Delivery): Outcome | undefined {
  const index = tries.findIndex(({ status }) => status !== 200);
  const one: Try | undefined = tries[index];
  if (one === undefined) return undefined;
  const { status, error = '', reason } = one;
  if (status !== undefined) return failed('not_ok', { attempt: index + 1, status });
  if (UNREACHED.includes(reason?.code ?? '')) return notSeen('undelivered', { words: error });
  return failed('no_answer', { attempt: index + 1, words: error });
}

/** What was said to each of the deliveries, without the time; an empty answer says nothing. */
function repliesTo(stage: Stage, { id }: Delivery): string[] {
  const entries = stage.world.wire.entries().filter(({ delivery, status }) => delivery === id && status === 200);
  return entries.flatMap((entry) => replyIn(stage, entry) ?? []);
}

function repliesDiffer(stage: Stage, delivery: Delivery): boolean {
  return new Set(repliesTo(stage, delivery)).size > 1;
}

/** undefined: there is none that WeCom could read. */
function replyIn({ app, world }: Stage, { response }: WireEntry): string | undefined {
  const { callback } = app;
  if (callback === undefined) return undefined;
  // What is in it was written before it.
  const sealed = response.slice(Math.max(0, response.lastIndexOf('<xml')));
  for (const receiveid of [world.company.corpid, ANOTHER]) {
    try {
      const { CreateTime, ...reply }: Fields = readXml(open(new Cipher(callback, receiveid), sealed));
      return JSON.stringify(reply);
    } catch {
      // For the other one, or no reply at all.
    }
  }
  return undefined;
}
