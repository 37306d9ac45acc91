// A program whose callbacks throw. Each scenario tells how often its callback ran and what became an uncaught exception.
import API = require('../../index');

import { client } from './calls';

const [prefix = ''] = process.argv.slice(2);
const TOKEN = { accessToken: 'stored' };

type Scenario = (callback: (err?: unknown) => void) => unknown;

const stored = (getToken: API.GetToken) => client({ prefix }, { getToken });
const saved = (saveToken: API.SaveToken) => client({ prefix }, { saveToken });
const warm = stored((callback) => callback(null, TOKEN));

const SCENARIOS: Record<string, Scenario> = {
  'a cold call': (callback) => client({ prefix }).getUser('lisi', callback),
  'a warm call': (callback) => warm.getUser('lisi', callback),
  'a refused call': (callback) => warm.getTagUsers(1, callback),
  'a call that finds nobody': (callback) => client({ prefix: 'http://127.0.0.1:1/' }).getUser('lisi', callback),
  'an upload': (callback) => warm.uploadFile({ data: Buffer.from('x'), filename: 'x.txt' }, callback),
  'an upload of a file that is not there': (callback) => warm.uploadFile('/no/such/file', callback),
  'a download': (callback) => warm.getMedia('M', callback),
  'a streamed download': (callback) => warm.downloadMedia('M', callback),
  'a raw endpoint': (callback) => warm.getCallbackIP(callback),
  getJsConfig: (callback) => warm.getJsConfig({ url: 'http://page/' }, callback),
  getAccessToken: (callback) => client({ prefix }).getAccessToken(callback),
  'a bad argument': (callback) => warm.getAgent(0 / 0, callback),
  request: (callback) => warm.request(`${prefix}user/get?access_token=x`, callback),
  'a getToken with .catch(callback)': (callback) =>
    stored((answer) =>
      Promise.resolve(TOKEN)
        .then((token) => answer(null, token))
        .catch(answer),
    ).getLatestToken(callback),
  'a getToken with .catch(callback), before a call': (callback) =>
    stored((answer) =>
      Promise.resolve(TOKEN)
        .then((token) => answer(null, token))
        .catch(answer),
    ).getUser('lisi', callback),
  'a getToken that is async': (callback) => stored(async (answer) => answer(null, TOKEN)).getLatestToken(callback),
  'a getToken that fails with .catch(callback)': (callback) =>
    stored((answer) => Promise.reject(new Error('store')).catch(answer)).getLatestToken(callback),
  'a saveToken with .catch(callback)': (callback) =>
    saved((_, answer) =>
      Promise.resolve()
        .then(() => answer(null))
        .catch(answer),
    ).getLatestToken(callback),
  'a getTicketToken with .catch(callback)': (callback) => {
    const ticket = { ticket: 'T', expireTime: Date.now() + 60_000 };
    const api = client(
      { prefix },
      {
        getTicketToken: (answer) =>
          Promise.resolve(ticket)
            .then((found) => answer(null, found))
            .catch(answer),
      },
    );
    return api.getJsConfig({ url: 'http://page/' }, callback);
  },
};

/** Resolves with what is uncaught after `run`; `late` tells how often the callback had run a moment later. */
function play(scenario: Scenario): Promise<{ calls: number; uncaught: string }> {
  return new Promise((resolve) => {
    let calls = 0;
    const uncaught = (err: Error) => {
      process.removeListener('uncaughtException', uncaught);
      // Whoever calls back twice does so at once.
      setImmediate(() => setImmediate(() => resolve({ calls, uncaught: err.message })));
    };
    process.on('uncaughtException', uncaught);
    scenario(() => {
      calls += 1;
      throw new Error('from the callback');
    });
  });
}

process.once('message', async () => {
  const results: Record<string, unknown> = {};
  for (const [name, scenario] of Object.entries(SCENARIOS)) results[name] = await play(scenario);
  process.send?.(results, () => process.disconnect());
});
