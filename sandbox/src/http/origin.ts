// Lets in programs and the sandbox's own page. A page of another site in the same browser could otherwise call the API in its user's
// place (CSRF), or reach the sandbox by a host name of its own that resolves to this machine (DNS rebinding).
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { World } from '../world';
import { logRefusal } from './call_log';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
// It also matches IPv4 addresses that are written as IPv6.
LOOPBACK.addAddress('::1', 'ipv6');

/** A name or an IPv4 address, or an IPv6 address in brackets; then a port. */
const HOST = /^(?:\[(?<ipv6>[\da-f:.]+)\]|(?<name>[\w.-]+))(?::\d{1,5})?$/i;
/** Browsers resolve these to this machine without DNS. */
const LOCALHOST = /^(?:[\w-]+\.)*localhost\.?$/i;

/** Whether a Host header can only mean this machine. Browsers write 127.1 as 127.0.0.1, so short forms are not needed. */
function isLoopback(host: string): boolean {
  const { ipv6 = '', name = '' } = HOST.exec(host)?.groups ?? {};
  if (isIPv6(ipv6)) return LOOPBACK.check(ipv6, 'ipv6');
  return isIPv4(name) ? LOOPBACK.check(name) : LOCALHOST.test(name);
}

type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** For the levers. Refuses other pages and, while the sandbox listens on loopback only, other host names. */
export function ownOnly(world: World): Guard {
  return async (request, reply) => {
    const why = strangeHost(world, request) ?? strangePage(request);
    if (why !== undefined) await refuse(world, request, reply, why);
  };
}

/**
 * For the API. Refuses other pages. Browsers name the page in a header; programs send none, and may use any host name.
 * Programs make nearly all calls, thousands in a second: no promise for these.
 */
export function noOtherPages(world: World): onRequestHookHandler {
  return (request, reply, done) => {
    const { origin, 'sec-fetch-site': site } = request.headers;
    if (origin === undefined && site === undefined) return done();
    const why = strangePage(request) ?? strangeHost(world, request);
    if (why === undefined) return done();
    refuse(world, request, reply, why).catch(done);
  };
}

function strangeHost({ origin }: World, { headers: { host = '' } }: FastifyRequest): string | undefined {
  if (isLoopback(host) || !isLoopback(new URL(origin).host)) return undefined;
  return `the sandbox listens on this machine only, so it is called localhost or 127.0.0.1, not ${host || 'nothing'}`;
}

/** undefined: the request comes from a program, from the sandbox's own page, or from the address bar. */
function strangePage({ headers, protocol }: FastifyRequest): string | undefined {
  const { host, origin, 'sec-fetch-site': site = 'none' } = headers;
  if (origin === 'null') return 'a page without an origin of its own asks';
  if (origin !== undefined && origin !== `${protocol}://${host}`) return `a page of ${origin} asks`;
  return site === 'none' || site === 'same-origin' ? undefined : `a page of another site asks (${site})`;
}

async function refuse(world: World, request: FastifyRequest, reply: FastifyReply, why: string): Promise<void> {
  const { method, url } = request;
  logRefusal(request, why);
  world.log(`!!! 403 ${method} ${url.split('?', 1)[0]}: ${why}.`);
  await reply.code(403).send({ error: `Refused: ${why}.` });
}
