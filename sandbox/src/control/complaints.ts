// What a test should hear of at its end: trouble that no call met, and paths that there are not.
import type { World } from '../world';

/** Paths that are remembered. */
const MOST_PATHS = 100;

export function noteUnknownPath({ unknownPaths }: World, path: string): void {
  if (unknownPaths.size < MOST_PATHS) unknownPaths.add(path);
}

/** To be called before all is forgotten. Gives the error that the options ask for, if there is something to complain about. */
export function complaint(world: World): Error | undefined {
  const { strict, unknownPaths, log } = world;
  const unserved = unservedOf(world);
  for (const line of unserved) log(`!!! ${line}`);
  const paths = [...unknownPaths].map((path) => `${path} was called, and there is no such API.`);
  unknownPaths.clear();
  const lines = [...(strict.unknownPath ? paths : []), ...(strict.unservedTrouble ? unserved : [])];
  return lines.length === 0 ? undefined : new Error(lines.join('\n'));
}

function unservedOf({ trouble }: World): string[] {
  const ofCalls = trouble.waiting().map(({ path, trouble: what, left }) => told(`No call of ${path}`, what, left));
  const ofCallbacks = trouble.waitingCallbacks().map(({ trouble: what, left }) => told('No callback', what, left));
  return [...ofCalls, ...ofCallbacks];
}

function told(nobody: string, what: object, left: number): string {
  return `${nobody} met the trouble ${JSON.stringify(what)}; ${left} were to come.`;
}
