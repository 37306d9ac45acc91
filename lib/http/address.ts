/** An http or https URL in parts. */
export interface Address {
  url: string;
  origin: Origin;
  /** With the query. */
  path: string;
  hasQuery: boolean;
}

/** Where a request goes, as node:http wants it. */
export interface Origin {
  isSecure: boolean;
  host: string;
  port: number | string;
}

const PLAIN = /^(https?:\/\/[a-z0-9.-]+(?::\d+)?)(\/[\w\-.~!$&()*+,;=:@/?%]*)$/;
/** `/./`, `/../` and their encoded forms: parsers resolve them. */
const DOTS = /\/(?:\.|%2e)/i;

const origins = new Map<string, Origin | null>();
/** A program talks to one or two hosts. */
const MOST_ORIGINS = 100;

/** The parts of a URL that no parser would change; undefined for all others. */
export function addressOf(url: unknown): Address | undefined {
  if (typeof url !== 'string') return undefined;
  const [, base, path] = PLAIN.exec(url) ?? [];
  if (!base || !path || DOTS.test(path)) return undefined;
  const origin = originOf(base);
  const query = path.indexOf('?');
  return origin ? { url, origin, path, hasQuery: query >= 0 && query < path.length - 1 } : undefined;
}

function originOf(base: string): Origin | null {
  const known = origins.get(base);
  if (known !== undefined) return known;
  if (origins.size >= MOST_ORIGINS) origins.clear();
  const origin = parsed(base);
  origins.set(base, origin);
  return origin;
}

/** Null for a host that parsers refuse or write anew, like `127.1`, and for a port that goes without saying. */
function parsed(base: string): Origin | null {
  try {
    const { protocol, hostname, port, origin } = new URL(base);
    if (origin !== base) return null;
    const isSecure = protocol === 'https:';
    return { isSecure, host: hostname, port: port || (isSecure ? 443 : 80) };
  } catch {
    return null;
  }
}
