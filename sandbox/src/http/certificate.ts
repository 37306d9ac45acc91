// A certificate for this machine, made on the spot: nobody else vouches for it.
import { isIP } from 'node:net';

export interface Certificate {
  key: string;
  cert: string;
}

export async function certificateFor(host: string): Promise<Certificate> {
  // It takes longer to load than all else.
  const { generate } = await import('selfsigned');
  const names = new Set(['localhost', '127.0.0.1', '::1', host]);
  const altNames = [...names].map((name) =>
    isIP(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name },
  );
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'wechat-enterprise-sandbox' }], {
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { key, cert };
}
