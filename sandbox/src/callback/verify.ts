// Saving a callback in the console: WeCom sends an encrypted text to the URL, and wants the plain one back within a second.
import { randomInt } from 'node:crypto';
import type { Company } from '../model/company';
import type { Callback } from '../model/records';
import type { Wire } from '../model/wire';
import { Cipher } from './cipher';
import { exchangeOf } from './exchange';
import { type Answered, ask } from './request';
import { signed } from './sign';

const WITHIN = 1000;
const LONGEST_URL = 2048;

/** What the console would not take; undefined: all is well. */
export function whatIsWrong({ url, token, encodingAESKey }: Callback): string | undefined {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return 'The URL has to begin with http or https.';
  if (url.length > LONGEST_URL) return `The URL takes ${LONGEST_URL} characters.`;
  if (!/^[A-Za-z0-9]{1,32}$/.test(token)) return 'The token takes 1 to 32 letters and digits.';
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAESKey)) return 'The EncodingAESKey takes 43 letters and digits.';
  return undefined;
}

/** Rejects with the reason when the URL does not prove that it knows token and key. */
export async function verify(company: Company, wire: Wire, from: string, callback: Callback): Promise<void> {
  const wrong = whatIsWrong(callback);
  if (wrong !== undefined) throw new RangeError(wrong);
  const cipher = new Cipher(callback, company.corpid);
  const plain = `${randomInt(1, 2 ** 47)}${randomInt(1000, 9999)}`;
  const echostr = cipher.encrypt(plain);
  const url = signed(callback.url, cipher, echostr, company.clock.now());
  url.searchParams.set('echostr', echostr);
  const started = performance.now();
  const { underWay } = company;
  const answer = await ask(url.href, undefined, WITHIN, underWay);
  if (underWay.aborted) throw new Error(`The verification of ${callback.url} failed: ${underWay.reason}`);
  wire.record({ ...exchangeOf(url, answer), direction: 'out', method: 'GET', from, ms: performance.now() - started });
  const failed = whyNot(answer, plain);
  if (failed !== undefined) throw new Error(`The verification of ${callback.url} failed: ${failed}`);
}

function whyNot(answer: Answered | Error, plain: string): string | undefined {
  if (answer instanceof Error) return answer.message;
  if (answer.status !== 200) return `HTTP ${answer.status}${quoted(answer)}`;
  if (answer.text === plain) return undefined;
  const without = answer.text.replace(/^\uFEFF/, '').trim();
  if (without === plain || without === `"${plain}"` || without === `'${plain}'`) {
    return 'the echostr was decrypted, but there are quotes, blanks, a line break or a BOM around it';
  }
  return `the answer is not the decrypted echostr${quoted(answer)}`;
}

function quoted({ text }: Answered): string {
  return text === '' ? '' : `: ${text.slice(0, 200)}`;
}
