// What WeCom has and no chapter plays: the parameters are checked, and the answer is an example.
import { type Answer, type Call, Download, type Endpoint, type Era } from '../api/chapter';
import { failSchema } from '../protocol/errors';
import { check } from './check';
import { catalogue, fieldsOf, type Known } from './data';
import { asLastPage, Example } from './example';
import { Ids } from './names';

const OF_ANY_CALL = /^((suite|provider|model|device)_)?access_token$|^debug$/;

const made = new Map<string, Endpoint>();

/** The endpoint that answers with an example, unless the era does not have the path. */
export function exampleAt(path: string, era: Era): Endpoint | undefined {
  const known = catalogue().get(path);
  if (known === undefined) return undefined;
  if (era !== 'both' && (era === 'legacy') !== (known.entry.deprecated === true)) return undefined;
  const endpoint = made.get(path) ?? endpointOf(known);
  made.set(path, endpoint);
  return endpoint;
}

function endpointOf(known: Known): Endpoint {
  const { verb = 'POST', token, body } = known.entry;
  const isUpload = fieldsOf(body).some(({ field }) => field.format === 'binary');
  return {
    verb,
    secret: token === 'none' ? 'none' : 'any',
    ...(token !== undefined && token !== 'none' && { token }),
    ...(isUpload && { upload: true }),
    run: (call) => answer(call, known),
  };
}

function answer(call: Call, known: Known): Answer | Download {
  const asked = askedOf(call);
  examine(call, known, asked);
  const { entry, types } = known;
  if (entry.download) return new Download(Buffer.from('example'), 'example.bin');
  const example = new Example(types, new Ids(call), asked).object(entry.answer);
  if (entry.page !== undefined) asLastPage(example, entry.page, asked);
  return example;
}

/** Parameters of the URL, names of files by their parts, and the body. */
function askedOf({ query, files, body }: Call): Record<string, unknown> {
  const inURL = Object.entries(query.all()).filter(([name]) => !OF_ANY_CALL.test(name));
  const parts = files.map(({ field, filename }) => [field, filename || field]);
  return { ...Object.fromEntries(inURL), ...Object.fromEntries(parts), ...body.all() };
}

/** Refuses what is surely wrong, and tells the log the rest. Of an endpoint that nobody has seen nothing is wrong. */
function examine({ log }: Call, { path, entry, types }: Known, asked: Record<string, unknown>): void {
  if (entry.confidence === 'low') return;
  const { wrong, unknown } = check({ ...entry.query, ...entry.body }, asked, types);
  const [first] = wrong;
  if (first !== undefined && entry.confidence === undefined) failSchema(first);
  for (const each of [...wrong, ...unknown]) log(`! ${path}: ${each}.`);
}
