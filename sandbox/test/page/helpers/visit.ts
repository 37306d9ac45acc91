// The sandbox's page in a real Chromium. Nothing may go wrong unseen: what the browser complains of fails the test.
import assert from 'node:assert/strict';
import { after, type TestContext } from 'node:test';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../../src/index';

const CHROMIUM = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
/** ms. It is long, as a busy machine is slow. */
const PATIENCE = 60_000;

export interface VisitOptions extends BrowserContextOptions {
  /** Where the page begins: `/zhangsan/1000002`. */
  at?: string;
  sandbox?: SandboxOptions;
}

export interface Visit {
  sandbox: Sandbox;
  context: BrowserContext;
  page: Page;
  /** What is marked with this data-testid. */
  part(testid: string): Locator;
  /** The message, reply or delivery that shows this text. */
  entry(kind: 'message' | 'reply' | 'delivery', text: string | RegExp): Locator;
  /** The member's row in the contacts; the first of two departments. */
  member(userid: string): Locator;
  /** How wide the pictures are, when all of them are loaded; rejects when one cannot be. */
  pictures(): Promise<number[]>;
  /** A complaint of the browser that belongs to the test: it has to come. */
  expect(complaint: RegExp): void;
  after(cleanup: () => unknown): void;
}

/** Also those out of sight, which would wait. */
const PICTURES = `Promise.all([...document.images].map(async (image) => {
  image.loading = 'eager';
  await image.decode();
  return image.naturalWidth;
}))`;

let browser: Promise<Browser> | undefined;
after(async () => (await browser)?.close());

/** A sandbox of its own with its page open, both gone when the test ends. */
export async function visit(t: TestContext, options: VisitOptions = {}): Promise<Visit> {
  const { at = '', sandbox: sandboxOptions, ...contextOptions } = options;
  const sandbox = await createSandbox({ port: 0, ...sandboxOptions });
  const cleanups: (() => unknown)[] = [() => sandbox.close()];
  const after = (cleanup: () => unknown) => cleanups.unshift(cleanup);
  const expected: RegExp[] = [];
  const complaints: string[] = [];
  t.after(async () => {
    for (const cleanup of cleanups) await cleanup();
    check(complaints, expected);
  });
  browser ??= chromium.launch(CHROMIUM);
  const context = await (await browser).newContext({ locale: 'en-US', ...contextOptions });
  after(async () => {
    // What the browser complained of until now has been told before it answers.
    for (const page of context.pages()) await page.evaluate('0');
    await context.close();
  });
  context.setDefaultTimeout(PATIENCE);
  listen(context, sandbox.url, complaints);
  const page = await context.newPage();
  await page.goto(`${sandbox.url}/#${at}`);
  const part = (testid: string) => page.getByTestId(testid);
  const entry: Visit['entry'] = (kind, text) => part(kind).filter({ hasText: text });
  const member = (userid: string) => page.locator(`[data-testid=member][data-userid="${userid}"]`).first();
  const pictures = () => page.evaluate<number[]>(PICTURES);
  await page.locator('.connection-open').waitFor();
  await part('tree').waitFor({ state: 'attached' });
  return { sandbox, context, page, part, entry, member, pictures, expect: (pattern) => expected.push(pattern), after };
}

function check(complaints: string[], expected: RegExp[]): void {
  for (const pattern of expected)
    assert.ok(
      complaints.some((line) => pattern.test(line)),
      `nothing said ${pattern}`,
    );
  assert.deepEqual(
    complaints.filter((line) => !expected.some((pattern) => pattern.test(line))),
    [],
  );
}

/** Errors, warnings, broken policies, and requests to anybody else. */
function listen(context: BrowserContext, url: string, complaints: string[]): void {
  context.on('console', (message) => {
    const type = message.type();
    if (type === 'error' || type === 'warning') complaints.push(`${type}: ${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().stack}`));
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== url && protocol !== 'data:') complaints.push(`request: ${request.url()}`);
  });
}
