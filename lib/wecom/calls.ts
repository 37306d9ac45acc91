import type { Wecom } from './generated';
import type { Arguments } from './generated/call';

/** `P` and `A` say what each path takes and answers. */
export interface Calls<P, A extends Record<keyof P, unknown>> {
  /**
   * Calls an endpoint by its path: `api.call('externalcontact/get', { external_userid })`. One that the catalogue does not
   * have is written with its verb, and is not typed: `api.call('POST some/path', { … })`.
   *
   * A path that is neither, or whose token is not an access_token, is an error.
   */
  call<K extends keyof P>(path: K, ...args: Arguments<K, P[K], A[K]>): Promise<A[K]>;
  /** Every endpoint of WeCom by the segments of its path: `api.wecom.externalcontact.get({ external_userid })`. */
  readonly wecom: Wecom;
}
