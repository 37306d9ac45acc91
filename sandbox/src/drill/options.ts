// What a drill takes.

/** All steps, in the order in which they are run: those after which an app may wait for long come last. */
export const DRILL_STEPS = [
  'expired_token',
  'unknown_token',
  'busy',
  'lost_answer',
  'late_copies',
  'wrong_receive_id',
  'forbidden_ip',
  'rate_limited',
] as const;

/**
 * `expired_token`: 42001. `unknown_token`: 40014. `busy`: −1. `lost_answer`: the line drops after the call was carried out. `late_copies`: one
 * callback comes late and three times. `wrong_receive_id`: a callback for another company. `forbidden_ip`: 60020. `rate_limited`: 45009.
 */
export type DrillStepName = (typeof DRILL_STEPS)[number];

/** Options of a drill, all optional. Times are in milliseconds. */
export interface DrillOptions {
  /** Only these steps, in this order. An app that gets no callbacks leaves out `late_copies` and `wrong_receive_id`. */
  steps?: readonly DrillStepName[] | undefined;
  /**
   * What makes the app call the API. `message`: a member writes to the app, whose callback has to be set. `wait`: nothing, it calls by itself. A
   * function is called once for each step, and may make the app do one call; that it rejects is no failure. `message` when the app has a
   * callback, `wait` otherwise.
   */
  trigger?: 'message' | 'wait' | ((step: DrillStepName) => unknown) | undefined;
  /** Who writes to the app. The first active member who sees it. */
  userid?: string | undefined;
  /** What the member writes, or a message or event in the names of its XML. `hello`. */
  message?: string | Readonly<Record<string, unknown>> | undefined;
  /** How long the app has to make a call, 5000. */
  timeout?: number | undefined;
  /** How long it has to repeat one that was refused, 5000; longer, by `timeout`, while the trigger is not over. */
  repeatWithin?: number | undefined;
  /** How long it is watched after that, for what it should not do, 1500: longer for an app that works on after it has answered a callback. */
  watch?: number | undefined;
  /** A repeat sooner than this after −1 comes at once, 20. The third of them in a row is a storm. */
  pause?: number | undefined;
  /** More calls than this while it is watched after 60020 and 45009 are too many, 5. */
  mostCalls?: number | undefined;
  /** Ends it: the drill rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}
