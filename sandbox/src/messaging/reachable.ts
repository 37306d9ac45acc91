// Addresses in messages that work on the developer's machine, and not on a phone.
import { type Warning, warningOf } from '../model/warnings';

const LOCAL =
  /^(?:localhost|(?:[\w-]+\.)+(?:local|localhost|internal)|0\.0\.0\.0|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|\[::1\])$/i;
/** Keys that hold an address. */
const ADDRESS = /^(?:url|picurl|icon_url|image_url)$/;

/** A warning for each address in the content that no phone can open. */
export function unreachable(content: unknown, at: string): Warning[] {
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([name, value]) => {
    const field = Array.isArray(content) ? `${at}[${name}]` : `${at}.${name}`;
    if (typeof value !== 'string') return unreachable(value, field);
    return ADDRESS.test(name) && value !== '' && !opens(value)
      ? [warningOf('unreachable_url', { field, url: value })]
      : [];
  });
}

function opens(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) ? !LOCAL.test(hostname) : protocol.length > 2;
}
