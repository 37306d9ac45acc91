import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { inherits } from 'node:util';

interface Token {
  accessToken: string;
  expireTime: number;
  isValid(): boolean;
}

/** The part of both packages that these tests look at; the original has no types. */
interface Library {
  name: string;
  length: number;
  new (appid: string, appsecret: string): Record<string, unknown>;
  prototype: object;
  AccessToken: { new (...args: unknown[]): Token; (...args: unknown[]): Token; name: string; length: number };
  mixin(methods: object): void;
  patch(...args: unknown[]): void;
  ext(...args: unknown[]): void;
  call(self: object, ...args: unknown[]): void;
}

const load = createRequire(__filename);
const original: Library = load('original-wechat-api');
const ours: Library = load('../index');
const names = Object.keys(original.prototype).sort();

test('the prototype has the keys of the original, and two more', () => {
  assert.equal(names.filter((name) => !name.startsWith('_')).length, 255);
  assert.equal(names.filter((name) => name.startsWith('_')).length, 230);
  const added = Object.keys(ours.prototype).filter((name) => !names.includes(name));
  assert.deepEqual(added.sort(), ['setHook', 'within']);
  assert.deepEqual(
    Object.keys(ours.prototype)
      .filter((name) => !added.includes(name))
      .sort(),
    names,
  );
});

test('every member declares as many parameters as that of the original', () => {
  const lengths = ({ prototype }: Library) => names.map((name) => [name, Reflect.get(prototype, name).length]);
  assert.deepEqual(lengths(ours), lengths(original));
});

test('the constructor, its statics and AccessToken look like those of the original', () => {
  const shape = ({ length, AccessToken }: Library) => [length, AccessToken.name, AccessToken.length];
  assert.deepEqual(shape(ours), shape(original));
  assert.deepEqual(Object.keys(ours), Object.keys(original));
});

test('an instance has the enumerable keys of the original, in its order', () => {
  assert.deepEqual(Object.keys(new ours('id', 'secret')), Object.keys(new original('id', 'secret')));
});

test('difference 11: an instance prints like one of the original, with https for files', () => {
  const printed = JSON.stringify(new original('id', 'secret'));
  assert.equal(JSON.stringify(new ours('id', 'secret')), printed.replace('http://file', 'https://file'));
});

for (const [side, API] of Object.entries({ original, ours })) {
  test(`AccessToken works with and without new, and knows whether it is valid (${side})`, () => {
    const { AccessToken } = API;
    const later = Date.now() + 1000;
    for (const token of [AccessToken('T', later), new AccessToken('T', later)]) {
      assert.ok(token instanceof AccessToken);
      assert.deepEqual({ ...token }, { accessToken: 'T', expireTime: later });
      assert.equal(token.isValid(), true);
    }
    const times = [undefined, null, Number.NaN, Date.now() - 1, String(later)];
    assert.deepEqual(
      times.map((time) => AccessToken('T', time).isValid()),
      [false, false, false, false, true],
    );
    assert.equal(AccessToken('', later).isValid(), false);
    assert.equal(JSON.stringify(AccessToken('T')), '{"accessToken":"T"}');
  });

  test(`an ES5 subclass and an ES6 subclass work, a call without new does not (${side})`, () => {
    function Sub(this: object) {
      API.call(this, 'id', 'secret');
    }
    inherits(Sub, API);
    const sub = Reflect.construct(Sub, []);
    assert.deepEqual([sub.appid, typeof sub.getMenu], ['id', 'function']);
    class Modern extends API {}
    assert.equal(new Modern('id', 'secret').appid, 'id');
    assert.throws(() => (API as unknown as (id: string) => void)('id'), TypeError);
  });

  test(`mixin copies what is new, and throws at a name that is taken (${side})`, (t: TestContext) => {
    t.after(() => Reflect.deleteProperty(API.prototype, 'mixedIn'));
    const { mixin } = API;
    const message = "Don't allow override existed prototype method. method: getMenu";
    assert.throws(() => mixin({ mixedIn: () => 1, getMenu: () => 2 }), { name: 'Error', message });
    assert.throws(() => mixin({ setEndpoint: () => 2 }), /method: setEndpoint/);
    assert.ok('mixedIn' in API.prototype);
  });

  test(`patch defines a method and its twin, and says what is wrong (${side})`, (t: TestContext) => {
    t.after(() => {
      for (const name of ['patched', '_patched']) Reflect.deleteProperty(API.prototype, name);
    });
    assert.throws(() => API.patch('patched', 5), { message: /second argument expect a type of string/ });
    assert.throws(() => API.patch(5, 'https://url'), { message: /first argument expect a type of string/ });
    API.patch('patched', 'https://url');
    assert.deepEqual(
      ['patched', '_patched'].map((name) => typeof Reflect.get(API.prototype, name)),
      ['function', 'function'],
    );
    assert.throws(() => API.patch('patched', 'https://url'), {
      message: /already has a prototype named \[patched\], use "true"/,
    });
    const warned: unknown[] = [];
    t.mock.method(console, 'warn', (text: unknown) => warned.push(text));
    API.patch('patched', 'https://other', true);
    assert.deepEqual(warned, ['wechat-api already has a prototype named [patched], will override the orignal one.']);
  });

  test(`setEndpoint takes a domain, setOpts the object itself (${side})`, () => {
    const api = new API('id', 'secret');
    const opts = { timeout: 5 };
    const set = (name: string, value: unknown) => (api[name] as (value: unknown) => unknown)(value);
    assert.equal(set('setEndpoint', 'api2.weixin.qq.com'), undefined);
    assert.equal(api.endpoint, 'https://api2.weixin.qq.com');
    set('setOpts', opts);
    assert.equal(api.defaults, opts);
  });
}

test('difference 21: setEndpoint takes a URL, too, and setHook a hook', () => {
  const api = new ours('id', 'secret');
  const set = (name: string, value: unknown) => (api[name] as (value: unknown) => unknown)(value);
  set('setEndpoint', 'http://127.0.0.1:8080/');
  assert.equal(api.endpoint, 'http://127.0.0.1:8080');
  const hook = () => {};
  set('setHook', hook);
  assert.deepEqual(api.defaults, { beforeRequest: hook });
});

const chapters = join(dirname(load.resolve('original-wechat-api')), 'lib');

for (const file of readdirSync(chapters)) {
  test(`lib/${file} exports what the original's did`, () => {
    const theirs: Record<string, unknown> = load(join(chapters, file));
    const mine: Record<string, unknown> = load(`../lib/${file.replace('.js', '')}`);
    assert.equal(typeof mine, typeof theirs);
    for (const [name, value] of Object.entries(theirs)) assert.equal(typeof mine[name], typeof value, name);
  });
}
