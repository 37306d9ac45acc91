import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WECOM, WEIXIN } from '../../catalogue/scripts/families';
import { pathsOf, readCatalogue, readCredentials } from '../../catalogue/scripts/read';
import { redact, secretsOf } from '../../lib/http/redact';

const VALUE = 'dummy-value-to-hide';

const FAMILIES = [WECOM, WEIXIN];
/** Names that end like those of secrets, whose values open nothing by themselves. */
const OPEN = [
  /(?:^|_)(?:qr|meeting|living|active|device|area|address|alias|country|billing|check|encrypt|enroll|share|pmi)_code$/,
  /^(?:previous)?activecode$/i,
  /^(?:errcode|\w*qrcode|\w*postcode|scancode|value_country_code|language_code)$/i,
  /^(?:key|next_key|question_key|foreign_key|public_key|chat_key|host_key|upload_key|event_?key|scenekey|keyname)$/i,
  /^(?:chatkey|questionkey|oncekey|short_key)$/i,
];

const CREDENTIALS = FAMILIES.flatMap((family) =>
  Object.entries(readCredentials(family)).flatMap(([name, { query, field }]) => [name, query, field]),
).filter((name): name is string => typeof name === 'string');

/** The names of all texts that the catalogues describe, at any depth. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inside] of Object.entries(value)) {
    if (Object(inside).type === 'string') yield name.replace(/\?$/, '');
    yield* textsIn(inside);
  }
}

const FIELDS = FAMILIES.flatMap((family) => {
  const { endpoints, callbacks } = readCatalogue(family);
  return [...textsIn(pathsOf(endpoints)), ...textsIn(endpoints.map(({ types }) => types)), ...textsIn(callbacks)];
});

function isHidden(name: string): boolean {
  const texts = [`https://x/?a=1&${name}=${VALUE}`, `${name}=${VALUE}`, JSON.stringify({ [name]: VALUE })];
  return texts.every((text) => !redact(text).includes(VALUE)) && secretsOf('', { [name]: VALUE }).includes(VALUE);
}

test('difference 11: every credential of the catalogue is redacted by its name', () => {
  assert.ok(CREDENTIALS.includes('device_access_token'));
  assert.deepEqual(
    CREDENTIALS.filter((name) => !isHidden(name)),
    [],
  );
});

test('difference 11: every text of the catalogue whose name ends like that of a secret is redacted, or known to be none', () => {
  const likely = [...new Set(FIELDS)].filter((name) => /(?:token|secret|ticket|password|pwd|code|key)$/i.test(name));
  for (const name of ['model_ticket', 'device_secret', 'session_key', 'encodingaeskey', 'debug_token', 'qr_code'])
    assert.ok(likely.includes(name), name);
  assert.deepEqual(
    likely.filter((name) => isHidden(name) === OPEN.some((open) => open.test(name))),
    [],
  );
});

test('difference 11: what is no secret stays, however alike its name is', () => {
  const names = [
    'media_id',
    'userid',
    'next_key',
    'next_cursor',
    'qr_code',
    'errcode',
    'meeting_code',
    'tokens',
    'url',
  ];
  for (const name of [...names, 'secret_no', 'ticket_id', 'hastoken']) {
    for (const text of [`https://x/?${name}=${VALUE}`, `{"${name}":"${VALUE}"}`]) assert.equal(redact(text), text);
    assert.deepEqual(secretsOf(`https://x/?${name}=${VALUE}`, { [name]: VALUE }), []);
  }
});
