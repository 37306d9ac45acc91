import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';

/** The part of both packages that these tests look at; the original has no types. */
interface Constructor {
  name: string;
  length: number;
  new (corpid: string, corpsecret: string, agentid?: string): object;
  prototype: object;
  AccessToken: { new (token: string): object; (token: string): object; name: string; length: number };
  mixin(methods: object): void;
}

const load = createRequire(__filename);
const original: Constructor = load('original');
const ours: Constructor = load('../../index');
const chapters = join(dirname(load.resolve('original')), 'lib');

test('every prototype member of the original is there and enumerable', () => {
  const wanted = Object.keys(original.prototype).sort();
  const internal = wanted.filter((name) => name.startsWith('_'));
  assert.deepEqual([wanted.length, internal.length], [104, 44], 'the original has 60 public members and 44 twins');
  const present = new Set(Object.keys(ours.prototype));
  assert.deepEqual(
    wanted.filter((name) => !present.has(name)),
    [],
  );
  for (const name of wanted) {
    assert.equal(typeof Reflect.get(ours.prototype, name), typeof Reflect.get(original.prototype, name), name);
  }
});

test('every member declares as many parameters as that of the original', () => {
  const lengths = (Library: Constructor) =>
    Object.keys(original.prototype).map((name) => [name, Reflect.get(Library.prototype, name).length]);
  assert.deepEqual(lengths(ours), lengths(original));
});

test('the constructor and AccessToken have the names and lengths of the original', () => {
  const shape = ({ name, length, AccessToken }: Constructor) => [name, length, AccessToken.name, AccessToken.length];
  assert.deepEqual(shape(ours), shape(original));
});

test('prototype members can be replaced and deleted, as stubs do', () => {
  for (const name of Object.keys(original.prototype)) {
    const { writable, configurable } = Object.getOwnPropertyDescriptor(ours.prototype, name) ?? {};
    assert.deepEqual({ name, writable, configurable }, { name, writable: true, configurable: true });
  }
});

test('no prototype member ends in Async: bluebird refuses to promisify those', () => {
  const names = Object.keys(ours.prototype);
  assert.deepEqual(
    names.filter((name) => name.endsWith('Async')),
    [],
  );
});

test('the constructor has the enumerable statics of the original and no others', () => {
  assert.deepEqual(Object.keys(ours), Object.keys(original));
});

test('an instance has the enumerable keys of the original, in its order', () => {
  assert.deepEqual(Object.keys(new ours('corpid', 'secret', '1')), Object.keys(new original('corpid', 'secret', '1')));
});

test('a printed instance shows what the original showed', () => {
  assert.equal(
    JSON.stringify(new ours('corpid', 'secret', '1')),
    JSON.stringify(new original('corpid', 'secret', '1')),
  );
});

for (const [side, API] of Object.entries({ original, ours })) {
  test(`mixin of an existing name throws the message of the original (${side})`, () => {
    const { mixin } = API;
    assert.throws(() => mixin({ send() {} }), {
      name: 'Error',
      message: "Don't allow override existed prototype method. method: send",
    });
    assert.throws(() => mixin({ constructor() {} }), /method: constructor$/);
  });

  test(`mixin copies inherited and odd members, and keeps those before a refused one (${side})`, (t) => {
    const added = ['first', 'inherited', 'toString', 'number', 'before'];
    t.after(() => {
      for (const name of added) Reflect.deleteProperty(API.prototype, name);
    });
    API.mixin(Object.assign(Object.create({ inherited: 1 }), { first() {}, toString: () => 'mixed', number: 5 }));
    assert.throws(() => API.mixin({ before: true, send() {}, after: true }));
    assert.deepEqual(
      [...added, 'after'].filter((name) => Object.hasOwn(API.prototype, name)),
      added,
    );
    for (const nothing of [undefined, null, 5]) assert.doesNotThrow(() => Reflect.apply(API.mixin, API, [nothing]));
  });

  test(`AccessToken works with and without new, and has one key (${side})`, () => {
    const { AccessToken } = API;
    for (const token of [AccessToken('T'), new AccessToken('T')]) {
      assert.ok(token instanceof AccessToken);
      assert.deepEqual(Object.getOwnPropertyNames(token), ['accessToken']);
      assert.equal(JSON.stringify(token), '{"accessToken":"T"}');
    }
  });
}

for (const file of readdirSync(chapters)) {
  const name = basename(file, '.js');
  test(`lib/${name} exports what the original's did`, () => {
    const theirs: object = load(`original/lib/${name}`);
    const mine: object = load(`../../lib/${name}`);
    const present = new Set(Object.keys(mine));
    assert.equal(typeof mine, typeof theirs);
    assert.deepEqual(
      Object.keys(theirs).filter((key) => !present.has(key)),
      [],
    );
  });
}
