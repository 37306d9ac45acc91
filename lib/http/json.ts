const CONTROL = /[^ -\uffff]/;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Parses an answer. Members put raw control characters into their names and WeCom passes them on: when the text is no
 * JSON for that reason alone, it is read with them escaped. Throws the SyntaxError of the text as it came.
 */
export function parseJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (err) {
    if (!CONTROL.test(text)) throw err;
    const escaped = withControlsEscaped(text);
    if (escaped === text) throw err;
    try {
      return JSON.parse(escaped);
    } catch {
      throw err;
    }
  }
}

/** Escapes the control characters within strings, in one pass: the text comes from outside and may be long. */
function withControlsEscaped(text: string): string {
  const parts: string[] = [];
  let from = 0;
  let isInside = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isInside = !isInside;
    else if (code === BACKSLASH && isInside) at++;
    else if (code < 0x20 && isInside) {
      parts.push(text.slice(from, at), `\\u${code.toString(16).padStart(4, '0')}`);
      from = at + 1;
    }
  }
  return parts.join('') + text.slice(from);
}
