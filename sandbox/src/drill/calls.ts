// An app's calls, as a judge sees them on the wire.
import type { WireEntry } from '../model/wire';

/** A call of the app. */
export interface AppCall {
  /** Of its entry. */
  id: number;
  /** As after /cgi-bin/. */
  path: string;
  /** The same for a call and its repeat: all but the token. */
  key: string;
  /** Of its answer, if one arrived. */
  errcode: number | undefined;
  /** It was carried out, and its answer got lost. */
  isLost: boolean;
  /** It made something that would be there twice if the call were carried out again. */
  made: boolean;
}

export const GETTOKEN = 'gettoken';

const API = '/cgi-bin/';
/** What makes something new, by its path. */
const MAKING = /(^|[/_])(add|create|send|apply|submit)/;

export function callOf(entry: WireEntry): AppCall {
  const { id, method, errcode, request, query } = entry;
  const path = entry.path.slice(API.length);
  const search = new URLSearchParams(query);
  search.delete('access_token');
  return {
    id,
    path,
    key: `${method} ${path}?${search} ${request}`,
    errcode,
    isLost: isLost(entry),
    made: method === 'POST' && MAKING.test(path) && succeeded(entry) && !isSwallowed(entry),
  };
}

function isLost({ status, note }: WireEntry): boolean {
  return status === undefined && note === 'trouble: lost';
}

/** Of a lost answer the text is left. */
function succeeded(entry: WireEntry): boolean {
  return isLost(entry) ? entry.response.startsWith('{"errcode":0,') : entry.errcode === 0;
}

/** By the duplicate check. */
function isSwallowed({ warnings = [] }: WireEntry): boolean {
  return warnings.some(({ code }) => code === 'duplicate');
}

/** Whether each of the refused ones came through later: with any answer but such a refusal. */
export function areRepeated(calls: readonly AppCall[], refused: readonly AppCall[], codes: readonly number[]): boolean {
  return refused.every(({ key, id }) => {
    return calls.some(
      (one) => one.key === key && one.id > id && one.errcode !== undefined && !codes.includes(one.errcode),
    );
  });
}

/** One that had effect more often than the app was refused it. */
export function doubledOf(calls: readonly AppCall[], refused: readonly AppCall[]): AppCall | undefined {
  const many = (those: readonly AppCall[], key: string) => those.filter((one) => one.key === key).length;
  const made = calls.filter((one) => one.made);
  return refused.find(({ key }) => many(made, key) > many(refused, key));
}
