import type { Weixin } from './generated';
import type { Arguments } from './generated/call';

/** `P` and `A` say what each path takes and answers. */
export interface Calls<P, A extends Record<keyof P, unknown>> {
  /**
   * Calls an endpoint by its path: `api.call('cgi-bin/draft/get', { media_id })`. One that the catalogue does not have is
   * written with its verb, and is not typed: `api.call('POST some/path', { … })`.
   *
   * A path that is neither is an error.
   */
  call<K extends keyof P>(path: K, ...args: Arguments<K, P[K], A[K]>): Promise<A[K]>;
  /** The endpoints of public accounts by the segments of their paths, without cgi-bin: `api.weixin.draft.get({ media_id })`. */
  readonly weixin: Weixin;
}
