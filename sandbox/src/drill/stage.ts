// Where a step plays: it makes the app call, lets its calls meet trouble, and sees them on the wire.
import { sees } from '../directory/visible_range';
import type { App, Delivery, Member } from '../model/records';
import type { CallbackTrouble, Trouble } from '../model/trouble';
import type { WireEntry } from '../model/wire';
import type { World } from '../world';
import { type AppCall, callOf } from './calls';
import type { DrillStepName } from './options';
import { notSeen, type Outcome } from './outcome';
import type { DrillSettings } from './settings';

/** One app under the eyes of a drill. */
export class Stage {
  readonly app: App;
  readonly settings: DrillSettings;
  readonly world: World;
  readonly #signal: AbortSignal;
  readonly #stop: () => void;
  readonly #lookers = new Set<() => void>();
  /** Values of the app's tokens, also of revoked ones. */
  readonly #tokens = new Set<string>();
  #step: DrillStepName = 'expired_token';
  #calls: AppCall[] = [];
  /** What made the app call, while that is not over. */
  #work: Promise<unknown> | undefined;
  #deliveries = new Set<number>();
  #onCall: (path: string) => Trouble | undefined = () => undefined;
  #onCallback: CallbackTrouble | undefined;

  constructor(world: World, app: App, settings: DrillSettings, signal: AbortSignal) {
    this.world = world;
    this.app = app;
    this.settings = settings;
    this.#signal = signal;
    const stopWatching = world.wire.watch((entry) => this.#see(entry));
    const stopRehearsing = world.trouble.rehearse({
      secret: app.secret,
      agentid: app.agentid,
      call: (path) => this.#onCall(path),
      callback: () => this.#takeCallback(),
    });
    this.#stop = () => {
      stopWatching();
      stopRehearsing();
    };
  }

  /** Nothing is left of the step before. */
  begin(step: DrillStepName): void {
    this.#step = step;
    this.#calls = [];
    this.#deliveries = new Set();
    this.#onCall = () => undefined;
    this.#onCallback = undefined;
    this.rememberTokens();
  }

  end(): void {
    this.#stop();
  }

  /** What makes the app call. */
  get trigger(): NonNullable<DrillSettings['trigger']> {
    return this.settings.trigger ?? (this.app.callback === undefined ? 'wait' : 'message');
  }

  /** The app's calls in this step, in the order of their answers. */
  get calls(): readonly AppCall[] {
    return this.#calls;
  }

  /** Ids of the entries of the wire that belong to this step. */
  get evidence(): number[] {
    const tries = this.world.wire
      .entries()
      .filter(({ delivery }) => delivery !== undefined && this.#deliveries.has(delivery));
    return [...this.#calls, ...tries].map(({ id }) => id).sort((one, other) => one - other);
  }

  /** What the app's calls meet from now on. */
  meet(onCall: (path: string) => Trouble | undefined): void {
    this.#onCall = onCall;
  }

  /** Tokens that are to be revoked are nobody's afterwards. */
  rememberTokens(): void {
    for (const { secret, value } of this.world.tokens.all()) if (secret === this.app.secret) this.#tokens.add(value);
  }

  /** Makes the app call. Gives what is missing, or undefined once `isMet`. */
  async provoke(isMet: () => boolean): Promise<Outcome | undefined> {
    const { timeout } = this.settings;
    let missing: Outcome | undefined;
    const work = this.#start().then((outcome) => {
      missing = outcome;
      if (this.#work === work) this.#work = undefined;
      this.#look();
    });
    this.#work = work;
    await this.until(() => isMet() || missing !== undefined, timeout);
    return isMet() ? undefined : (missing ?? notSeen('no_call', { ms: timeout }));
  }

  /** Whether it holds within so many milliseconds, or later while what made the app call is not over. */
  async withPatience(holds: () => boolean, ms: number): Promise<boolean> {
    if (await this.until(holds, ms)) return true;
    await this.until(() => holds() || this.#work === undefined, this.settings.timeout);
    return holds();
  }

  /** Whether it holds before the app has been watched for long enough, after what made it call is over. */
  async comesTo(holds: () => boolean): Promise<boolean> {
    const { timeout, watch } = this.settings;
    await this.until(() => holds() || this.#work === undefined, timeout);
    return this.until(holds, watch);
  }

  /** Whether it holds within so many milliseconds. Rejects when the drill is to end. */
  until(holds: () => boolean, ms: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.#lookers.delete(look);
        this.#signal.removeEventListener('abort', abort);
      };
      const look = () => {
        if (!holds()) return;
        end();
        resolve(true);
      };
      const abort = () => {
        end();
        reject(reasonOf(this.#signal));
      };
      const timer = setTimeout(() => {
        end();
        resolve(holds());
      }, ms);
      this.#lookers.add(look);
      this.#signal.addEventListener('abort', abort);
      if (this.#signal.aborted) abort();
      else look();
    });
  }

  /** A member writes to the app. Gives what is missing for that, or the delivery once it is over. */
  async write(trouble?: CallbackTrouble): Promise<Delivery | Outcome> {
    const { company, callbacks, origin } = this.world;
    const { userid = this.#somebody()?.userid, message } = this.settings;
    if (this.app.callback === undefined) return notSeen('no_callback');
    if (userid === undefined) return notSeen('no_member');
    this.#onCallback = trouble;
    const phone = callbacks.phone(userid, this.app.agentid, origin);
    const stop = company.watch('callback.send', ({ data }) => this.#deliveries.add(data.id));
    const writing = phone.send(typeof message === 'string' ? { MsgType: 'text', Content: message } : { ...message });
    // It is on its way by now.
    stop();
    return this.#unlessAborted(writing);
  }

  /** Gives why it could not. */
  async #start(): Promise<Outcome | undefined> {
    const { trigger } = this;
    try {
      if (typeof trigger === 'function') await trigger(this.#step);
      if (trigger !== 'message') return undefined;
      const written = await this.write();
      if ('verdict' in written) return written;
      return written.state === 'failed' ? notSeen('undelivered', { words: written.problem ?? '' }) : undefined;
    } catch (err) {
      return notSeen('trigger_failed', { words: err instanceof Error ? err.message : String(err) });
    }
  }

  #unlessAborted<T>(work: Promise<T>): Promise<T> {
    const signal = this.#signal;
    return new Promise((resolve, reject) => {
      const abort = () => reject(reasonOf(signal));
      signal.addEventListener('abort', abort, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
      if (signal.aborted) abort();
    });
  }

  #somebody(): Member | undefined {
    const { company } = this.world;
    return [...company.members.values()].find((member) => member.status === 1 && sees(company, this.app, member));
  }

  #takeCallback(): CallbackTrouble | undefined {
    const trouble = this.#onCallback;
    this.#onCallback = undefined;
    return trouble;
  }

  #see(entry: WireEntry): void {
    if (entry.direction === 'in' && this.#isOurs(entry)) this.#calls.push(callOf(entry));
    this.#look();
  }

  /** Whether it came with the app's secret, or with a token that it was given. */
  #isOurs({ query }: WireEntry): boolean {
    const search = new URLSearchParams(query);
    const token = search.get('access_token') ?? '';
    const { secret } = this.app;
    if (this.world.tokens.find(token)?.secret === secret) this.#tokens.add(token);
    return search.get('corpsecret') === secret || this.#tokens.has(token);
  }

  #look(): void {
    for (const look of [...this.#lookers]) look();
  }
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
