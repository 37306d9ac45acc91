// wechat-enterprise-sandbox --drill agentid [--at url] [--steps a,b] [--report text]: for CI.
import { createSandbox, type SandboxOptions } from './index';

interface Ordered extends SandboxOptions {
  /** The agentid. */
  drill: string;
  /** Of a sandbox that is up. */
  at: string | undefined;
  steps: string | undefined;
  report: string | undefined;
}

/** Prints the scorecard. Gives whether all was passed. */
export async function runDrill({ drill, at, steps, report = 'text', ...options }: Ordered): Promise<boolean> {
  if (!/^\d{1,15}$/.test(drill)) throw new Error(`--drill takes an agentid, not ${drill}`);
  if (!['text', 'json', 'junit'].includes(report)) throw new Error('--report takes text, json or junit');
  const order = { agentid: Number(drill), format: report, ...(steps !== undefined && { steps: steps.split(',') }) };
  if (at !== undefined) return drillAt(at, order);
  // The report alone goes to where it can be read by others.
  const sandbox = await createSandbox({ ...options, log: (line) => process.stderr.write(`${line}\n`) });
  try {
    return await drillAt(sandbox.url, order);
  } finally {
    await sandbox.close();
  }
}

async function drillAt(url: string, order: object): Promise<boolean> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(order) };
  const response = await fetch(new URL('/_sandbox/drill', url), init).catch(() => undefined);
  if (response === undefined) throw new Error(`No sandbox answers at ${url}`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  return response.headers.get('drill') === 'passed';
}
