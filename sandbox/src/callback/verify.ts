// Saving a callback in the console: WeCom sends an encrypted text to the URL, and wants the plain one back within a second.
import { randomInt } from 'node:crypto';
import type { Company } from '../model/company';
import { Failure, Misuse } from '../model/reason';
import type { Callback } from '../model/records';
import type { Wire } from '../model/wire';
import { Cipher } from './cipher';
import { exchangeOf } from './exchange';
import { type Answered, ask } from './request';
import { signed } from './sign';

const WITHIN = 1000;
const LONGEST_URL = 2048;

/** What the console would not take; undefined: all is well. */
export function whatIsWrong({ url, token, encodingAESKey }: Callback): Misuse | undefined {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    return new Misuse('The URL has to begin with http or https.', { code: 'url_scheme' });
  if (url.length > LONGEST_URL)
    return new Misuse(`The URL takes ${LONGEST_URL} characters.`, {
      code: 'url_length',
      params: { most: LONGEST_URL },
    });
  if (!/^[A-Za-z0-9]{1,32}$/.test(token))
    return new Misuse('The token takes 1 to 32 letters and digits.', { code: 'token_format' });
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAESKey))
    return new Misuse('The EncodingAESKey takes 43 letters and digits.', { code: 'key_format' });
  return undefined;
}

/** Rejects with the reason when the URL does not prove that it knows token and key. */
export async function verify(company: Company, wire: Wire, from: string, callback: Callback): Promise<void> {
  const wrong = whatIsWrong(callback);
  if (wrong !== undefined) throw wrong;
  const cipher = new Cipher(callback, company.corpid);
  const plain = `${randomInt(1, 2 ** 47)}${randomInt(1000, 9999)}`;
  const echostr = cipher.encrypt(plain);
  const url = signed(callback.url, cipher, echostr, company.clock.now());
  url.searchParams.set('echostr', echostr);
  const started = performance.now();
  const { underWay } = company;
  const answer = await ask(url.href, undefined, WITHIN, underWay);
  if (underWay.aborted)
    throw new Failure(`The verification of ${callback.url} failed: ${underWay.reason}`, { code: 'closed' });
  const ms = performance.now() - started;
  const failed = whyNot(answer, plain);
  const problem = failed === undefined ? {} : { note: failed.message, reason: failed.reason };
  wire.record({ ...exchangeOf(url, answer), ...problem, direction: 'out', method: 'GET', from, ms, about: 'echostr' });
  if (failed !== undefined)
    throw new Failure(`The verification of ${callback.url} failed: ${failed.message}`, failed.reason);
}

function whyNot(answer: Answered | Error, plain: string): Failure | undefined {
  if (answer instanceof Error)
    return answer instanceof Failure ? answer : new Failure(answer.message, { code: 'network' });
  const { status } = answer;
  if (status !== 200)
    return new Failure(`HTTP ${status}${quoted(answer)}`, {
      code: 'http_status',
      params: { status, answer: quoted(answer) },
    });
  if (answer.text === plain) return undefined;
  const without = answer.text.replace(/^\uFEFF/, '').trim();
  if (without === plain || without === `"${plain}"` || without === `'${plain}'`) {
    const words = 'the echostr was decrypted, but there are quotes, blanks, a line break or a BOM around it';
    return new Failure(words, { code: 'echostr_wrapped' });
  }
  return new Failure(`the answer is not the decrypted echostr${quoted(answer)}`, {
    code: 'echostr_wrong',
    params: { answer: quoted(answer) },
  });
}

function quoted({ text }: Answered): string {
  return text === '' ? '' : `: ${text.slice(0, 200)}`;
}
