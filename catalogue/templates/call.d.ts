// How an endpoint of the catalogue is called. Copied beside the printed declarations, which import it.

import type { Raw } from '../../catalogue/calls';
import type { Callback } from '../../core/types';
import type { Download } from '../../http/download';
import type { Answers, Optional, Pages, Params } from './index';

declare const none: unique symbol;

/** The parameters of an endpoint that has none: a name that nobody can write, so that compilers complain of any other. */
export interface NoParams {
  readonly [none]?: never;
}

/** What is sent to, and comes from, an endpoint of which only the path is known. */
export type Anything = Record<string, unknown>;

/**
 * What a call takes after its path. `Q` and `R` are given, and not looked up by `K` in here: that would make the compiler
 * intersect all paths.
 */
export type Arguments<K, Q, R> = [K] extends [keyof Optional | Raw]
  ? [params?: Q | Callback<R> | null, callback?: Callback<R> | null]
  : [params: Q, callback?: Callback<R> | null];

/** An endpoint as a function. */
export type Call<K extends keyof Params & keyof Answers> = (
  ...args: Arguments<K, Params[K], Answers[K]>
) => Promise<Answers[K]>;

/** An endpoint that answers with a file. */
export interface File<K extends keyof Params & keyof Answers> extends Call<K> {
  /** The file as a stream: read it to its end, or destroy it. Timeout 60 s. */
  stream(...args: Arguments<K, Params[K], Download>): Promise<Download>;
}

/** An endpoint that answers in pages of no single list. */
export interface InPages<K extends keyof Params & keyof Answers> extends Call<K> {
  /** The answers, page by page; ends at the last page, or at a cursor that was there before. */
  pages(...args: Given<K, Params[K]>): AsyncGenerator<Answers[K], void, undefined>;
}

/** An endpoint that answers in pages. */
export interface Paged<K extends keyof Params & keyof Answers & keyof Pages> extends InPages<K> {
  /** Every item of every page, one after another; the next page is fetched when this one is used up. */
  each(...args: Given<K, Params[K]>): AsyncGenerator<Item<Answers[K], Pages[K]>, void, undefined>;
}

type Given<K, Q> = [K] extends [keyof Optional] ? [params?: Q] : [params: Q];

/** What the array at `L` holds; `L` has dots below the top. */
type Item<R, L> = L extends `${infer H}.${infer T}`
  ? H extends keyof R
    ? Item<NonNullable<R[H]>, T>
    : never
  : L extends keyof R
    ? NonNullable<R[L]> extends readonly (infer T)[]
      ? T
      : never
    : never;
