// Who may ask: programs, and the sandbox's own page. A page from elsewhere that is open in the same browser could otherwise call
// the API in its user's place, or reach the sandbox by a name of its own that leads to this machine (DNS rebinding).
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { logRefusal } from './live/calls';
import type { World } from './world';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
// With it come the IPv4 addresses that are written as IPv6.
LOOPBACK.addAddress('::1', 'ipv6');

/** A name or an IPv4 address, or an IPv6 address in brackets; then a port. */
const HOST = /^(?:\[(?<ipv6>[\da-f:.]+)\]|(?<name>[\w.-]+))(?::\d{1,5})?$/i;
/** Browsers ask no DNS server for these. */
const LOCALHOST = /^(?:[\w-]+\.)*localhost\.?$/i;

/** Whether a Host header names this machine, and can name no other. Browsers write 127.1 and its like as four numbers. */
export function isLoopback(host: string): boolean {
  const { ipv6 = '', name = '' } = HOST.exec(host)?.groups ?? {};
  if (isIPv6(ipv6)) return LOOPBACK.check(ipv6, 'ipv6');
  return isIPv4(name) ? LOOPBACK.check(name) : LOCALHOST.test(name);
}

type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** For the levers: only by a name of this machine when nobody else is listened to, and from no other page. */
export function ownOnly(world: World): Guard {
  return async (request, reply) => {
    const why = strangeHost(world, request) ?? strangePage(request);
    if (why !== undefined) await refuse(world, request, reply, why);
  };
}

/** For the API: a program may call it by any name. Browsers say in a header where a request comes from. */
export function noOtherPages(world: World): Guard {
  return async (request, reply) => {
    const { origin, 'sec-fetch-site': site } = request.headers;
    if (origin === undefined && site === undefined) return;
    const why = strangePage(request) ?? strangeHost(world, request);
    if (why !== undefined) await refuse(world, request, reply, why);
  };
}

function strangeHost({ origin }: World, { headers: { host = '' } }: FastifyRequest): string | undefined {
  if (isLoopback(host) || !isLoopback(new URL(origin).host)) return undefined;
  return `the sandbox listens on this machine only, so it is called localhost or 127.0.0.1, not ${host || 'nothing'}`;
}

/** undefined: a program asks, or the sandbox's own page, or somebody who typed the address. */
function strangePage({ headers, protocol }: FastifyRequest): string | undefined {
  const { host, origin, 'sec-fetch-site': site = 'none' } = headers;
  if (origin !== undefined && origin !== `${protocol}://${host}`) return `a page of ${origin} asks`;
  return site === 'none' || site === 'same-origin' ? undefined : `a page of another site asks (${site})`;
}

async function refuse(world: World, request: FastifyRequest, reply: FastifyReply, why: string): Promise<void> {
  const { method, url } = request;
  logRefusal(request, why);
  world.log(`!!! 403 ${method} ${url.split('?', 1)[0]}: ${why}.`);
  await reply.code(403).send({ error: `Refused: ${why}.` });
}
