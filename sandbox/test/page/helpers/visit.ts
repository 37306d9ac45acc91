// The sandbox's page in a real Chromium. Nothing may go wrong unseen: what the browser complains of fails the test.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, type TestContext } from 'node:test';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type ConsoleMessage,
  chromium,
  type Locator,
  type Page,
  type Request,
  type WebError,
} from 'playwright-core';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../../src/index';

/** Chromium without what a desktop needs takes two thirds of the time. */
const SHELL = '/usr/bin/chromium-headless-shell';

const CHROMIUM = {
  executablePath: process.env.CHROMIUM ?? (existsSync(SHELL) ? SHELL : '/usr/bin/chromium'),
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // A page of another sandbox has another port, which counts as the same site: they take turns in one renderer.
    '--process-per-site',
  ],
};
/** ms. It is long, as a busy machine is slow. */
const PATIENCE = 60_000;

export interface VisitOptions extends BrowserContextOptions {
  /** Where the page begins: `/zhangsan/1000002`. */
  at?: string;
  sandbox?: SandboxOptions;
  /** It runs before the page's own. */
  script?: string;
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
  /** One that may come. */
  excuse(complaint: RegExp): void;
  after(cleanup: () => unknown): void;
}

/** Also those out of sight, which would wait. */
const PICTURES = `Promise.all([...document.images].map(async (image) => {
  image.loading = 'eager';
  await image.decode();
  return image.naturalWidth;
}))`;

const LOCALE = { locale: 'en-US' };

let browser: Promise<Browser> | undefined;
/** For visits without wishes: to make a context costs as much as to load the page. */
let usual: Promise<BrowserContext> | undefined;
after(async () => (await browser)?.close());

/** A sandbox of its own with its page open, both gone when the test ends. */
export async function visit(t: TestContext, options: VisitOptions = {}): Promise<Visit> {
  const { at = '', sandbox: sandboxOptions, script, ...contextOptions } = options;
  const sandbox = await createSandbox({ port: 0, ...sandboxOptions });
  const cleanups: (() => unknown)[] = [() => sandbox.close()];
  const after = (cleanup: () => unknown) => cleanups.unshift(cleanup);
  const expected: RegExp[] = [];
  const excused: RegExp[] = [];
  const complaints: string[] = [];
  t.after(async () => {
    for (const cleanup of cleanups) await cleanup();
    check(complaints, expected, excused);
  });
  const context = await contextFor(contextOptions);
  const stopListening = listen(context, sandbox.url, complaints);
  after(async () => {
    await leave(context);
    stopListening();
  });
  const page = await context.newPage();
  if (script !== undefined) await page.addInitScript(script);
  await page.goto(`${sandbox.url}/#${at}`);
  const part = (testid: string) => page.getByTestId(testid);
  const entry: Visit['entry'] = (kind, text) => part(kind).filter({ hasText: text });
  const member = (userid: string) => page.locator(`[data-testid=member][data-userid="${userid}"]`).first();
  const pictures = () => page.evaluate<number[]>(PICTURES);
  await page.locator('.connection-open').waitFor();
  await part('tree').waitFor({ state: 'attached' });
  const expect = (complaint: RegExp) => expected.push(complaint);
  const excuse = (complaint: RegExp) => excused.push(complaint);
  return { sandbox, context, page, part, entry, member, pictures, expect, excuse, after };
}

/** Of what is not on the screen, or is not drawn yet, the browser gives no innerText. */
export async function textOf(part: Locator): Promise<string> {
  return (await part.textContent()) ?? '';
}

function check(complaints: string[], expected: RegExp[], excused: RegExp[]): void {
  for (const pattern of expected)
    assert.ok(
      complaints.some((line) => pattern.test(line)),
      `nothing said ${pattern}`,
    );
  assert.deepEqual(
    complaints.filter((line) => ![...expected, ...excused].some((pattern) => pattern.test(line))),
    [],
  );
}

function contextFor(wishes: BrowserContextOptions): Promise<BrowserContext> {
  if (Object.keys(wishes).length > 0) return newContext(wishes);
  usual ??= newContext({});
  return usual;
}

async function newContext(wishes: BrowserContextOptions): Promise<BrowserContext> {
  browser ??= chromium.launch(CHROMIUM);
  const context = await (await browser).newContext({ ...LOCALE, ...wishes });
  context.setDefaultTimeout(PATIENCE);
  return context;
}

/** Closes the pages, and the context unless others come after. Those find nothing: the next sandbox may get the same port. */
async function leave(context: BrowserContext): Promise<void> {
  const isUsual = context === (await usual);
  if (isUsual) await context.setOffline(false);
  for (const page of context.pages()) {
    // What the browser complained of until now has been told before it answers.
    await page.evaluate('localStorage.clear(); sessionStorage.clear()');
    await page.close();
  }
  if (!isUsual) await context.close();
}

/** Errors, warnings, broken policies, and requests to anybody else. Gives back how to stop. */
function listen(context: BrowserContext, url: string, complaints: string[]): () => void {
  const onConsole = (message: ConsoleMessage) => {
    const type = message.type();
    if (type === 'error' || type === 'warning') complaints.push(`${type}: ${message.text()} ${message.location().url}`);
  };
  const onError = (error: WebError) => complaints.push(`uncaught: ${error.error().stack}`);
  const onRequest = (request: Request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== url && protocol !== 'data:') complaints.push(`request: ${request.url()}`);
  };
  context.on('console', onConsole).on('weberror', onError).on('request', onRequest);
  return () => context.off('console', onConsole).off('weberror', onError).off('request', onRequest);
}
