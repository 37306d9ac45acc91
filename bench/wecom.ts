import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { editor7, editor59 } from '../test/types/language_services';

// What calls by path cost at run time, in processes of their own that run the build, and how long an editor takes to
// complete a path. Medians. `npm run build && npx tsx bench/wecom.ts`

const ROOT = join(__dirname, '..');
const RUNS = 15;

/** ms, each in a new process: `program` prints them as a JSON array. */
function measured(names: readonly string[], program: string): void {
  const runs = Array.from({ length: RUNS }, (): number[] =>
    JSON.parse(execFileSync(process.execPath, ['--eval', program], { cwd: ROOT, encoding: 'utf8' })),
  );
  for (const [at, name] of names.entries()) {
    const sorted = runs.map((run) => run[at] ?? Number.NaN).sort((a, b) => a - b);
    console.log(`${name}: ${(sorted[RUNS >> 1] ?? Number.NaN).toFixed(3)} ms`);
  }
}

const NAMES = ['require', 'first use of api.wecom', 'first use of api.call', 'all namespaces', 'the next api object'];
const PROGRAM = `
  const { performance } = require('node:perf_hooks');
  const times = [];
  const time = (run) => { const from = performance.now(); const value = run(); times.push(performance.now() - from); return value; };
  const API = time(() => require('wechat-enterprise-api'));
  const options = { corpid: 'c', corpsecret: 's', prefix: 'http://127.0.0.1:1/' };
  const api = new API(options);
  api.getToken = () => {};
  time(() => api.wecom.externalcontact.get);
  time(() => api.call('externalcontact/get', { external_userid: 'x' }, () => {}));
  const walk = (at) => { for (const name in at) walk(at[name]); };
  time(() => walk(api.wecom));
  const apis = Array.from({ length: 2000 }, () => new API(options));
  time(() => apis.forEach((each) => each.wecom.externalcontact.get));
  times[4] /= apis.length;
  console.log(JSON.stringify(times));
  process.exit();
`;

async function completions(): Promise<void> {
  const text = "import API = require('wechat-enterprise-api');\ndeclare const api: API;\napi.call('',);\n";
  const file = join(ROOT, 'wecom_in_an_editor.ts');
  const at = text.indexOf("''") + 1;
  for (const [version, open] of [
    ['5.9', async () => editor59(file, text)],
    ['7', () => editor7(file, text)],
  ] as const) {
    const editor = await open();
    await editor.hover(text.indexOf('call'));
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const from = performance.now();
      const offered = await editor.completions(at);
      times.push(performance.now() - from);
      if (offered.length < 800) throw new Error(`TypeScript ${version} offered ${offered.length} paths.`);
    }
    const [first = Number.NaN] = times;
    const median = times.sort((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
    console.log(
      `completion of paths, TypeScript ${version}: ${first.toFixed(0)} ms at first, then ${median.toFixed(0)} ms`,
    );
    editor.close();
  }
}

measured(NAMES, PROGRAM);
completions();
