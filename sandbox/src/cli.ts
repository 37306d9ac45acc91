// wechat-enterprise-sandbox [--port 8686] [--host 127.0.0.1] [--config file] [--https] [--era both] [--rate-limits]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkCompany } from './config/check';
import type { CompanyConfig } from './config/config';
import { createSandbox, type Sandbox, type SandboxOptions } from './index';

const USAGE = `wechat-enterprise-sandbox: a WeCom on this machine

  --port 8686         where to listen; 0 takes any free port
  --host 127.0.0.1    on which address: only this machine unless you say otherwise
  --config file       a company of your own, as JSON
  --https             with a certificate made on the spot
  --era both          legacy (企业号), current (企业微信) or both
  --rate-limits       answer 45009 where WeCom would
  --help
`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  config: { type: 'string' },
  https: { type: 'boolean' },
  era: { type: 'string' },
  'rate-limits': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function optionsOf(values: ReturnType<typeof read>): SandboxOptions {
  const { port = '8686', host = '127.0.0.1', config, https = false, era = 'both' } = values;
  if (!/^\d{1,5}$/.test(port)) throw new Error(`--port takes a number, not ${port}`);
  if (era !== 'legacy' && era !== 'current' && era !== 'both') throw new Error('--era takes legacy, current or both');
  const company = config === undefined ? {} : { company: companyOf(config) };
  return { port: Number(port), host, https, era, rateLimits: values['rate-limits'] === true, log: say, ...company };
}

function read() {
  return parseArgs({ options: OPTIONS }).values;
}

/** Errors begin with the file's name. */
function companyOf(file: string): CompanyConfig {
  try {
    return checkCompany(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')));
  } catch (err) {
    throw new Error(`${file}: ${err instanceof Error ? err.message : err}`);
  }
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
    process.stderr.write(`${err instanceof Error ? err.message : String(err)}\n`);
    process.exitCode = 1;
    return undefined;
  }
}

async function main(): Promise<Sandbox | undefined> {
  const values = read();
  if (values.help) {
    say(USAGE);
    return undefined;
  }
  const sandbox = await createSandbox(optionsOf(values));
  say(welcome(sandbox));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
  return sandbox;
}
