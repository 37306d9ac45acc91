// What the snippets of the sandbox's documents take for granted beside `api` and `sandbox`, and modules that a reader installs.

/** One of `sandbox.apps`. */
declare const app: Awaited<ReturnType<typeof import('wechat-enterprise-sandbox').createSandbox>>['apps'][number];
/** Of the app's server. */
declare const url: string;
declare const encodingAESKey: string;
/** Of a card that was sent to zhangsan. */
declare const msgid: string;

/** A program under test. */
declare function greet(url: string, userid: string): Promise<void>;

// Jest.
declare function beforeAll(prepare: () => unknown): void;
declare function beforeEach(prepare: () => unknown): void;
declare function afterAll(cleanup: () => unknown): void;
declare function test(name: string, body: () => unknown): void;

declare module 'vitest' {
  interface Test<F> {
    (name: string, body: (fixtures: F) => unknown): void;
    extend<More>(fixtures: { [K in keyof More]: Fixture<More[K]> }): Test<F & More>;
  }
  type Fixture<T> = (fixtures: object, use: (value: T) => Promise<void>) => Promise<void>;

  export const test: Test<object>;
  export function expect(actual: string): { toContain(part: string): void };
}
