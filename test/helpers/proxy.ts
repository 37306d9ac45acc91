import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Lifetime } from './server';

export interface Proxy {
  host: string;
  port: number;
  /** The targets of the CONNECT requests: `host:port`. */
  connects: string[];
  /** Requests that were not CONNECT. */
  others: string[];
}

/** A proxy as companies have it: it connects where it is told to, and sees only encrypted bytes. */
export async function serveProxy(t: Lifetime): Promise<Proxy> {
  const connects: string[] = [];
  const others: string[] = [];
  const sockets = new Set<Socket>();
  const http = createServer((req, res) => {
    others.push(req.url ?? '');
    res.writeHead(405).end();
  });
  http.on('connection', (socket) => sockets.add(socket));
  http.on('connect', (req, client, head) => {
    connects.push(req.url ?? '');
    const { hostname, port } = new URL(`http://${req.url}`);
    const target = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.write(head);
      target.pipe(client).pipe(target);
    });
    sockets.add(target);
    target.on('error', () => client.destroy());
    client.on('error', () => target.destroy());
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => http.close(resolve));
  });
  return { host: '127.0.0.1', port: (http.address() as AddressInfo).port, connects, others };
}
