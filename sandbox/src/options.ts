// What createSandbox takes.
import type { Era } from './api/chapter';
import type { CompanyConfig } from './config/config';
import type { State } from './config/state';
import type { Keep } from './model/bounds';

/** Options of a sandbox, all optional. */
export interface SandboxOptions {
  /** 8686; 0 takes any that is free. */
  port?: number;
  /** On which address it listens. 127.0.0.1: nobody else reaches it, and its levers answer to names of this machine only. */
  host?: string;
  /** A company of your own instead of the example. A TypeError names each mistake: `company.members[3].department[0]: no department 99`. */
  company?: CompanyConfig;
  /** true: a corpid, secrets and robot keys that no other sandbox has. They stay the same through resets. */
  unique?: boolean;
  /** A state that was kept with `snapshot()`, to begin with; `reset()` goes back to `company` all the same. A TypeError when it is none. */
  state?: State;
  /** legacy: 企业号. current: 企业微信 by its newest documents. both (the default): all APIs of either, answering as was measured. */
  era?: Era;
  /** true: HTTPS with a certificate made on the spot, which is `sandbox.certificate`. */
  https?: boolean;
  /** true: calls are counted, and answered with 45009 where WeCom would. Off unless asked for. */
  rateLimits?: boolean;
  /** Milliseconds that an app has to answer a callback, 5000: less for tests of apps that are slow. */
  callbackTimeout?: number;
  /** Limits of memory, beyond which the oldest records are dropped: `{ messages: 20_000, deliveries: 20_000, wire: 500, media: 10_000, mediaBytes: 2 ** 29 }`. */
  keep?: Partial<Keep>;
  /** throw: `reset()` and `close()` fail when a path was called that there is not, and name it. Its call is answered with 404 all the same. */
  unknownPath?: 'answer' | 'throw';
  /** throw: `reset()` and `close()` fail when trouble was ordered that nothing met. Otherwise the log tells of it. */
  unservedTrouble?: 'log' | 'throw';
  /** Called with a line about unknown paths, refused pages and mistakes of the sandbox. The command line prints them. */
  log?: (line: string) => void;
}
