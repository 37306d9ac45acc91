// WeCom cuts what is too long to be shown, and does not say so.

/** At most so many bytes of UTF-8; no character is halved. */
export function cutBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  let size = 0;
  let end = 0;
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > most) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** At most so many characters. */
export function cutCharacters(text: string, most: number): string {
  return [...text].slice(0, most).join('');
}
