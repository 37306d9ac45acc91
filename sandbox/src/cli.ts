// wechat-enterprise-sandbox [--port 8686] [--host 127.0.0.1] [--config file] [--https] [--era both] [--rate-limits] …
import { existsSync, type FSWatcher, readFileSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { checkCompany } from './config/check';
import type { CompanyConfig } from './config/config';
import { example } from './config/example';
import { extend } from './config/extend';
import { parseJson } from './config/json';
import { membersFromCsv } from './config/members_csv';
import { checkState } from './control/state';
import { runDrill } from './drill_command';
import { createSandbox, type Sandbox, type SandboxOptions } from './index';
import { checkWritable, keepState } from './state_file';

const USAGE = `wechat-enterprise-sandbox: a WeCom on this machine

  --port 8686         where to listen; 0 takes any free port
  --host 127.0.0.1    on which address: only this machine unless you say otherwise
  --config file       a company of your own, as JSON
  --members file      more members, as CSV: userid, name, mobile, department …
  --watch             begin anew whenever one of these files changes
  --state file        go on where the last run ended, and keep the state there at the end
  --unique            with a corpid and secrets that no other sandbox has
  --https             with a certificate made on the spot
  --era both          legacy (企业号), current (企业微信) or both
  --rate-limits       answer 45009 where WeCom would
  --drill agentid     drill this app, print the scorecard and end: with 0 if all was passed, with 1 otherwise
    --at url          in the sandbox that is up there, not in one of its own
    --steps a,b       only these steps
    --report text     text, json or junit
  --help
`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  config: { type: 'string' },
  members: { type: 'string' },
  watch: { type: 'boolean' },
  state: { type: 'string' },
  unique: { type: 'boolean' },
  https: { type: 'boolean' },
  era: { type: 'string' },
  'rate-limits': { type: 'boolean' },
  drill: { type: 'string' },
  at: { type: 'string' },
  steps: { type: 'string' },
  report: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function optionsOf(values: Values): SandboxOptions {
  const { port = '8686', host = '127.0.0.1', https = false, era = 'both', unique = false } = values;
  if (!/^\d{1,5}$/.test(port)) throw new Error(`--port takes a number, not ${port}`);
  if (era !== 'legacy' && era !== 'current' && era !== 'both') throw new Error('--era takes legacy, current or both');
  const rateLimits = values['rate-limits'] === true;
  return {
    port: Number(port),
    host,
    https,
    era,
    unique,
    rateLimits,
    log: say,
    company: companyOf(values),
    ...kept(values),
  };
}

function read() {
  return parseArgs({ options: OPTIONS }).values;
}

type Values = ReturnType<typeof read>;

/** The company of the files, or the example. */
function companyOf({ config, members }: Values): CompanyConfig {
  const company = config === undefined ? example : fromFile(config, (text) => checkCompany(parseJson(text)));
  return members === undefined
    ? company
    : fromFile(members, (text) => extend({ members: membersFromCsv(text) }, company));
}

/** What was kept at the end of an earlier run. */
function kept({ state }: Values): Pick<SandboxOptions, 'state'> {
  return state === undefined || !existsSync(state)
    ? {}
    : { state: fromFile(state, (text) => checkState(parseJson(text))) };
}

/** Errors begin with the file's name. */
function fromFile<T>(file: string, read: (text: string) => T): T {
  try {
    return read(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (err) {
    throw new Error(`${file}: ${messageOf(err)}`);
  }
}

function messageOf(err: unknown): string {
  return err instanceof Error ? err.message : String(err);
}

/** ms. Editors write a file in several steps. */
const SETTLED = 50;

/** Folders, as editors put a new file in the old one's place. A mistake is told, and what there was goes on. */
function watchFiles(sandbox: Sandbox, values: Values): FSWatcher[] {
  let timer: NodeJS.Timeout | undefined;
  const again = () => {
    try {
      sandbox.reset(companyOf(values));
      say('The company was read again.');
    } catch (err) {
      say(`!!! ${messageOf(err)}\nThe company stays as it was.`);
    }
  };
  const files = [values.config, values.members].filter((file) => file !== undefined);
  return files.map((file) =>
    watch(dirname(file), (_event, name) => {
      if (name !== basename(file)) return;
      clearTimeout(timer);
      timer = setTimeout(again, SETTLED);
    }),
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function welcome({ url, prefix, corpid, contactSecret, apps, company }: Sandbox): string {
  const lines = apps.map(({ agentid, name, secret }) => `  agentid ${agentid}  secret ${secret}  ${name}`);
  const robots = [...company.robots.values()].map(({ name, key }) => `  robot    key ${key}  ${name}`);
  return [
    `A WeCom for development and tests listens on ${url}`,
    '',
    `  corpid   ${corpid}`,
    `  contacts secret ${contactSecret}`,
    ...lines,
    ...robots,
    '',
    'Paste this where your API is made:',
    '',
    `  api.prefix = '${prefix}';`,
    '',
    `See its members, messages and requests, and answer as a member: ${url}/`,
    `Time and trouble on demand, for programs: ${url}/_sandbox/. Stop with Ctrl+C.`,
  ].join('\n');
}

/** Reads the arguments of the process. Gives nothing when it only printed how to use it, or why it could not start. */
export async function start(): Promise<Sandbox | undefined> {
  try {
    return await main();
  } catch (err) {
    fail(err);
    return undefined;
  }
}

function fail(err: unknown): void {
  process.stderr.write(`${messageOf(err)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<Sandbox | undefined> {
  const values = read();
  if (values.help) {
    say(USAGE);
    return undefined;
  }
  const { drill, at, steps, report } = values;
  if (drill !== undefined) {
    const isPassed = await runDrill({ drill, at, steps, report, ...optionsOf(values) });
    if (!isPassed) process.exitCode = 1;
    return undefined;
  }
  const options = optionsOf(values);
  if (values.state !== undefined) checkWritable(values.state);
  const sandbox = await createSandbox(options);
  const watchers = values.watch ? watchFiles(sandbox, values) : [];
  const end = () => {
    for (const watcher of watchers) watcher.close();
    if (values.state !== undefined) keep(sandbox, values.state);
    void sandbox.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  // Whoever reads it may end this at once.
  say(welcome(sandbox));
  return sandbox;
}

/** What fails is told, and the sandbox ends all the same. */
function keep(sandbox: Sandbox, file: string): void {
  try {
    keepState(file, sandbox.snapshot());
  } catch (err) {
    fail(err);
  }
}
