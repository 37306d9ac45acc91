import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { generate } from 'selfsigned';
import type { Lifetime } from './server';

export interface Certificate {
  key: string;
  cert: string;
}

/** A certificate for 127.0.0.1, made on the spot and trusted by whoever takes `cert` as its `ca`. */
export async function certificate(): Promise<Certificate> {
  const pems = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  return { key: pems.private, cert: pems.cert };
}

export interface TLSServer {
  https: Server;
  port: number;
  /** What to set as `api.prefix`. */
  prefix: string;
  /** What a client must trust: urllib's option `ca`. */
  ca: string;
}

/** An HTTPS server on loopback, gone when the test ends. */
export async function serveTLS(t: Lifetime, listener: RequestListener): Promise<TLSServer> {
  const identity = await certificate();
  const https = createServer(identity, listener);
  const sockets = new Set<Duplex>();
  https.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve));
  t.after(
    () =>
      new Promise<void>((resolve) => {
        https.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  );
  const { port } = https.address() as AddressInfo;
  return { https, port, prefix: `https://127.0.0.1:${port}/cgi-bin/`, ca: identity.cert };
}
