import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Lifetime } from './server';

/** An HTTP server on loopback whose listener meets requests before their bodies are read; gone when the test ends. */
export async function serveRaw(
  t: Lifetime,
  listener: RequestListener,
): Promise<{ prefix: string; requests: string[] }> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const http = createServer((req, res) => {
    requests.push(`${req.method} ${req.url?.split('?')[0]}`);
    listener(req, res);
  });
  http.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => http.close(resolve));
  });
  return { prefix: `http://127.0.0.1:${(http.address() as AddressInfo).port}/cgi-bin/`, requests };
}
