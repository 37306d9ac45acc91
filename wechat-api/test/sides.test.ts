import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { CALLS, File } from './sides/calls';
import { type Difference, differences } from './sides/differences';
import { type Circumstances, FRESH, type Outcome, type Said, SIDES, type Side, stage, type Token } from './sides/run';

// The original beside ours: the same calls, what goes over the wire, and what the caller gets.
// Alone in its process: its clock stands still.

const cleanups: (() => unknown)[] = [];
let play: (circumstances: Circumstances) => Promise<Outcome>;

before(async () => {
  // Cards are signed with the second, and orders are asked for up to now: both sides have the same clock.
  mock.timers.enable({ apis: ['Date'], now: Date.now() });
  play = await stage({ after: (cleanup) => cleanups.push(cleanup) });
});
after(async () => {
  mock.timers.reset();
  for (const cleanup of cleanups.reverse()) await cleanup();
});

const SAID: Said[] = ['ok', 'refused'];

type Call = Pick<Circumstances, 'method' | 'args' | 'token' | 'said' | 'way'>;

/** What was expected of each shape of arguments: tests that compare with the same call play it once. */
const known = new Map<readonly unknown[], Map<string, Promise<Outcome>>>();

function expected(call: Call): Promise<Outcome> {
  const { method, args, token, said, way } = call;
  const outcomes = known.get(args) ?? new Map<string, Promise<Outcome>>();
  known.set(args, outcomes);
  const key = [method, token, said, way].join();
  const outcome = outcomes.get(key) ?? played(call);
  outcomes.set(key, outcome);
  return outcome;
}

/** What ours is to do: what the original does, unless a difference is listed. */
async function played(call: Call): Promise<Outcome> {
  const difference = differenceOf(call);
  const original = await play({ ...call, method: difference?.like ?? call.method, side: 'original' });
  return difference ? difference.ours(original) : original;
}

function differenceOf(call: Call): Difference | undefined {
  return differences.find(({ applies }) => applies({ ...call, side: 'ours' }));
}

function numberOf(method: string, args: readonly unknown[]): string {
  const difference = SAID.map((said) => differenceOf({ method, args, said, token: 'stored', way: 'callback' })).find(
    Boolean,
  );
  return difference ? `difference ${difference.number}: ${difference.how}: ` : '';
}

const TOKENS: Token[] = ['stored', 'fresh'];

const all = Object.entries(CALLS).flatMap(([method, shapes]) => shapes.map((args) => ({ method, args })));

for (const { method, args } of all) {
  test(`${numberOf(method, args)}${titleOf(method, args)}`, async () => {
    for (const token of TOKENS)
      for (const said of SAID) {
        const call = { method, args, token, said, way: 'callback' } as const;
        assert.deepEqual(await play({ ...call, side: 'ours' }), await expected(call), `token ${token}, answer ${said}`);
      }
    if (!(`_${method}` in SIDES.original.prototype)) return;
    const twin = { method, args, token: 'stored', said: 'ok', way: 'twin' } as const;
    assert.deepEqual(await play({ ...twin, side: 'ours' }), await expected(twin), 'as _name');
  });

  // A promise and a dead token are the engine's: once for each method.
  if (args !== CALLS[method]?.[0]) continue;
  test(`difference 6: ${titleOf(method, args)} gives a promise`, async () => {
    for (const said of SAID) {
      const call = { method, args, token: 'stored', said } as const;
      const { wire, answer } = await expected({ ...call, way: 'callback' });
      const promised = await play({ ...call, side: 'ours', way: 'promise' });
      assert.deepEqual(promised.wire, wire);
      assert.deepEqual(promised.answer, answer[0] ? [answer[0]] : [null, answer[1]]);
    }
  });

  if (method.endsWith('Stream')) continue;
  test(`difference 1: ${titleOf(method, args)} survives a dead token`, async () => {
    const call = { method, args, said: 'ok', way: 'callback' } as const;
    const { wire, answer } = await expected({ ...call, token: 'stored' });
    const ours = await play({ ...call, side: 'ours', token: 'dead' });
    assert.deepEqual(ours.answer[1], answer[1]);
    assert.equal(count(ours, '/cgi-bin/token?'), 1);
    assert.deepEqual(ours.wire.at(-1), JSON.parse(JSON.stringify(wire.at(-1)).replaceAll('stored-token', FRESH)));
  });
}

function count({ wire }: Outcome, start: string): number {
  return (wire as { url: string }[]).filter(({ url }) => url.startsWith(start)).length;
}

test('every method of the original that sends something is called', () => {
  const silent = ['getRedirectUrl', 'getShakehbConfig', 'registerTicketHandle', 'showQRCodeURL'];
  const base = ['getAccessToken', 'getLatestToken', 'preRequest', 'request', 'setEndpoint', 'setOpts'];
  const methods = Object.keys(SIDES.original.prototype).filter((name) => !name.startsWith('_'));
  assert.equal(methods.length, 255);
  assert.deepEqual(methods.filter((name) => !(name in CALLS)).sort(), [...silent, ...base].sort());
});

const KINDS = ['getMenu', 'sendText', 'uploadMedia', 'massSend', 'updateFeedback', 'uploadPicture'];

for (const method of KINDS) {
  const [args = []] = CALLS[method] ?? [];
  for (const said of ['html', 'empty', 'null', 'number', 'gateway', 'cut'] satisfies Said[]) {
    test(`${titleOf(method, args)} answered with ${said}`, async () => {
      const call = { method, args, token: 'stored', said, way: 'callback' } as const;
      const [original, ours] = await Promise.all(
        (['original', 'ours'] satisfies Side[]).map(async (side) => readable(await play({ ...call, side }))),
      );
      assert.deepEqual(ours, original);
    });
  }
}

/** Messages of the transport without what is different in every run, and without the token (difference 10). */
function readable({ answer, ...outcome }: Outcome): Outcome {
  const [err, ...rest] = answer as [{ message: string } | null, ...unknown[]];
  if (!err) return { ...outcome, answer };
  const message = err.message
    .replace(/127\.0\.0\.1:\d+\/\d+/, 'HOST')
    .replace(/ \(connected: [^)]*\)\nheaders: .*/s, '')
    .replace('stored-token', '***');
  return { ...outcome, answer: [{ ...err, message }, ...rest] };
}

function titleOf(method: string, args: readonly unknown[]): string {
  const written = args.map((arg) => (arg instanceof File ? `<${arg.name}>` : (JSON.stringify(arg) ?? String(arg))));
  return `${method}(${written.join(', ')})`;
}
