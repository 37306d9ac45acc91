const STRING = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/g;
const CONTROL = /[^ -\uffff]/g;

/**
 * Parses an answer. Members put raw control characters into their names and WeCom passes them on: when the text is no
 * JSON for that reason alone, it is read with them escaped. Throws the SyntaxError of the text as it came.
 */
export function parseJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (err) {
    const escaped = text.replace(STRING, (string) => string.replace(CONTROL, escapeControl));
    if (escaped === text) throw err;
    try {
      return JSON.parse(escaped);
    } catch {
      throw err;
    }
  }
}

function escapeControl(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
