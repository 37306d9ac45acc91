import assert from 'node:assert/strict';
import type { Answer, Body } from './client';

export const WARNING = 'Warning: wrong json format. ';
const TAIL = /^(.*?), hint: \[(?:\d{25}|\d+_\d+_[0-9a-f]{32})\], from ip: ([\d.:a-f]*), more info at (\S+)$/s;
const MORE = 'https://open.work.weixin.qq.com/devtool/query?e=';

export interface Refusal {
  /** What is said before the hint. */
  words: string;
  ip: string;
  bare: boolean;
}

/** The answer is a success with these words; gives its body. */
export function accepted(answer: Answer, errmsg = 'ok'): Body {
  enveloped(answer);
  assert.deepEqual([answer.body.errcode, answer.body.errmsg], [0, errmsg], answer.text);
  return answer.body;
}

/**
 * The answer is a refusal with this errcode, or one of these where the protocol leaves it open; gives its words, parted
 * from the hint.
 */
export function refused(answer: Answer, errcodes: number | readonly number[], words?: string): Refusal {
  enveloped(answer);
  const errcode = Number(answer.body.errcode);
  assert.ok([errcodes].flat().includes(errcode), `${errcodes} expected: ${answer.text}`);
  const refusal = takenApart(String(answer.body.errmsg), errcode);
  if (words !== undefined) assert.equal(refusal.words, words);
  return refusal;
}

/** What every answer of the API has, whatever it says. */
function enveloped({ status, headers, body, text }: Answer): void {
  assert.equal(status, 200, text);
  assert.equal(headers.get('content-type'), 'application/json; charset=UTF-8', text);
  assert.equal(headers.get('error-code'), String(body.errcode));
  // A header loses the blank at its end.
  assert.equal(headers.get('error-msg')?.trim(), String(body.errmsg).trim());
}

function takenApart(errmsg: string, errcode: number): Refusal {
  const parts = TAIL.exec(errmsg);
  if (!parts) {
    assert.doesNotMatch(errmsg, /hint:|more info/, 'a bare errmsg, or the whole tail');
    return { words: errmsg, ip: '', bare: true };
  }
  const [, words = '', ip = '', more] = parts;
  assert.equal(more, `${MORE}${errcode}`);
  return { words, ip, bare: false };
}
