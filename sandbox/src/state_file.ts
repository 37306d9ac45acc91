// Where --state keeps a run. A file is replaced as a whole: one that is half written would be no state at all.
import { accessSync, constants, existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { State } from './config/state';

/** Throws where no state could be kept at the end, while there is nothing to lose yet. */
export function checkWritable(file: string): void {
  try {
    if (existsSync(file)) accessSync(file, constants.W_OK);
    const aside = asideOf(file);
    writeFileSync(aside, '');
    rmSync(aside);
  } catch (err) {
    throw failure(file, err);
  }
}

/** Throws when it fails. What was in the file stays then. */
export function keepState(file: string, state: State): void {
  const aside = asideOf(file);
  write(file, aside, JSON.stringify(state));
  try {
    renameSync(aside, targetOf(file));
  } catch (err) {
    throw failure(file, err, `. The state is in ${aside}`);
  }
}

function write(file: string, aside: string, text: string): void {
  try {
    // It holds secrets: whoever could not read it before cannot now.
    const { mode = 0o666 } = statSync(file, { throwIfNoEntry: false }) ?? {};
    writeFileSync(aside, text, { mode: mode & 0o777 });
  } catch (err) {
    rmSync(aside, { force: true });
    throw failure(file, err);
  }
}

/** In the same folder, as a file is moved at once only within a file system. */
function asideOf(file: string): string {
  return `${targetOf(file)}.${process.pid}.tmp`;
}

/** A link stays one. */
function targetOf(file: string): string {
  return existsSync(file) ? realpathSync(file) : file;
}

function failure(file: string, err: unknown, more = ''): Error {
  return new Error(`--state cannot write ${file}: ${err instanceof Error ? err.message : err}${more}`);
}
