import { createHash } from 'node:crypto';
import type { TestContext } from 'node:test';
import { OK, type WeCom, wecom } from './wecom';

export const PAGE = 'http://page.example/path?a=1';

/** Gives `corp-1`, `corp-2` … and `agent-1`, `agent-2` … as tickets. */
export async function ticketing(t: TestContext): Promise<WeCom> {
  const given = { corp: 0, agent: 0 };
  return wecom(t, ({ path }) => {
    const kind = path === '/cgi-bin/ticket/get' ? 'agent' : 'corp';
    return { ...OK, ticket: `${kind}-${++given[kind]}`, expires_in: 7200 };
  });
}

/** The signature of a page, as documented. */
export function sha1(ticket: string, config: { nonceStr: string; timestamp: string }, url: string): string {
  const text = `jsapi_ticket=${ticket}&noncestr=${config.nonceStr}&timestamp=${config.timestamp}&url=${url}`;
  return createHash('sha1').update(text).digest('hex');
}
