import type { Readable } from 'node:stream';

import FormStream = require('formstream');

/** formstream escapes nothing and leaves unknown types out; both happen in the one method that writes a part's head. */
const writeHead: unknown = Reflect.get(FormStream.prototype, '_leading');

export class Form extends FormStream {
  // Methods that formstream has and its types lack.
  declare destroy: () => void;
  declare resume: () => this;

  _leading(disposition: Record<string, string>, type?: string): unknown {
    if (typeof writeHead !== 'function') throw new TypeError('formstream writes its parts in another way now.');
    const { filename } = disposition;
    // A text has neither a file name nor a type.
    if (!filename) return Reflect.apply(writeHead, this, [disposition, type]);
    const escaped = { ...disposition, filename: filename.replace(/["\r\n]/g, encodeURIComponent) };
    return Reflect.apply(writeHead, this, [escaped, type ?? 'application/octet-stream']);
  }
}

/** formstream ignores back-pressure: told to pause, it goes on and fills the memory. Here its source pauses with it. */
export function paced(form: Form, source: Readable): Form {
  const resume = form.resume.bind(form);
  return Object.assign(form, {
    readable: true,
    pause: () => {
      source.pause();
    },
    resume: () => {
      source.resume();
      return resume();
    },
  });
}
