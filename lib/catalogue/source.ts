import type { Declare } from '../core/endpoint/declare';
import type { Credential } from './refusals';
import type { Table } from './table';

/** Whose endpoints are called by path: what the build printed of a catalogue, which is read when it is first used. */
export interface Source {
  /** The property of an api that has its endpoints by name: `wecom`. */
  name: string;
  table(): Table;
  /** How each kind of token is had. */
  credentials(): Readonly<Record<string, Credential>>;
  /** How most paths begin, which their names leave out: `cgi-bin/`. */
  home?: string;
  /** The kinds of endpoint that answer with a file, where those of the engine do not fit. */
  files?: Readonly<Record<'GET' | 'POST', Declare>>;
}
